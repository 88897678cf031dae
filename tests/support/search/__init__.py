"""Catalogues to be searched."""
