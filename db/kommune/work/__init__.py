"""What people decide about matches and projects: status, owners, notes, looks."""
