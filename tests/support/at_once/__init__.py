"""Sites that match what is saved, and towns small enough to watch it."""
