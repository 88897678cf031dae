"""What comes from outside, and how much of it others may learn."""
