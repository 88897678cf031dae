"""People who hold things, and what becomes of these."""
