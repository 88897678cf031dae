"""Financing: Bund, Land and EU side by side for one project, on a page and as files."""
