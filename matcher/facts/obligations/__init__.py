"""What binds the town after the award: proof of use, time of binding."""
