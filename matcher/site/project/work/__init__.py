"""What people decide about projects and matches, and note."""
