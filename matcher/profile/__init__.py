"""Who we are and what we plan: municipality and projects, from file, sheet and database."""
