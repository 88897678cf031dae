"""Finding programmes that are the same under a new key, and moving people's work along."""
