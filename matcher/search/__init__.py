"""Finding programmes by everyday words and filters."""
