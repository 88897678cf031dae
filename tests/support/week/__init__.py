"""People, decisions and many projects for tests of the start page."""
