"""Filling the catalogue from the browser: fetched, read out and matched as in a night."""
