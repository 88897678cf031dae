"""Datasette's own pages in German: tables, their exports, metadata."""
