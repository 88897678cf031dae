"""Plans and calendar as they are stored: between `matcher.tracker`, which decides, and `db`."""
