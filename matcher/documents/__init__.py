"""Word files for council, mayor and treasury."""
