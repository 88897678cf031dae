"""What pages read from a whole file, kept in memory while it holds."""
