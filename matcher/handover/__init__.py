"""Who acts for whom, and what goes from one person to another."""
