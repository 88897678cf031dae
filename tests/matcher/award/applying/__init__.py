"""Applications: typed, stored, followed."""
