"""What people hold, who is away, and what goes from one person to another."""
