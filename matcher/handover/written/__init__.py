"""One search over everything that people wrote."""
