"""My week: what of the followed is due, what waits for a decision, and suggestions."""
