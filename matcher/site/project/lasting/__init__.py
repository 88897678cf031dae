"""Pages about what ends with the money: per project, and over the town."""
