"""Commands after the application: awards, their duties and money."""
