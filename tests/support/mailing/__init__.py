"""Towns, projects and programmes for tests, in memory and stored."""
