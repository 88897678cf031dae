"""What people say about facts, and until when it holds."""
