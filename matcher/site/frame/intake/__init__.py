"""What arrives is counted and read plainly before any page sees it."""
