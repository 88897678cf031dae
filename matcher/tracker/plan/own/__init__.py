"""Steps that people put into a plan themselves, and the day on which a match comes back."""
