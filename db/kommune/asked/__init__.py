"""What departments are asked by mail, and what they answer by a link."""
