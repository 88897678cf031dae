"""Projects entered, changed and read from files in the browser."""
