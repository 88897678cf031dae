"""The handbook in the browser."""
