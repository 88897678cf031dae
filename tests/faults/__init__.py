"""What happens at night: each fault leaves what is stored, and is told in words."""
