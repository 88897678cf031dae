"""Exports to crawl, whole or damaged, and what a crawl leaves."""
