"""Attacks on the site: what must not be told, and words that would be scripts."""
