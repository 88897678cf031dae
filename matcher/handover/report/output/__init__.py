"""The report as text for the terminal and as a Word file."""
