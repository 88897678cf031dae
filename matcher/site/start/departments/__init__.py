"""What is open, by department, and what departments are asked by mail."""
