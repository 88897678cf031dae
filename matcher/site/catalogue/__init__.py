"""The catalogue as a whole: search, sources, interface for programs."""
