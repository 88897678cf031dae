"""What changed, for whom, and what of people's work it touches."""
