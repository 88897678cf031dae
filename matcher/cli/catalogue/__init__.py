"""Commands about programmes: crawl, look, correct, tell what follows what."""
