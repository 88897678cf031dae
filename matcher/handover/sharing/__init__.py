"""What hangs on one person, and what happens when nobody reacts."""
