"""What people hold, and what becomes of it."""
