"""Which programme fits which project, and why; the command line and the site on top.

Deciding is pure (`criteria`, `relevance`, `matching`); the command line puts crawling,
storing and matching together.
"""
