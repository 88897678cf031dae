"""kommune.db, after login only: the municipality's own."""
