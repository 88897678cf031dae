"""Matching right after somebody saved: in the background, by a process beside the site."""
