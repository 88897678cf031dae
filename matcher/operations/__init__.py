"""Running it for years: nights, backups, restores, the doctor."""
