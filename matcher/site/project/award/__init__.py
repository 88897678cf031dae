"""Pages after the application: awards, their notices, duties and money."""
