"""Training of the second reader of deadlines: ``make train``."""
