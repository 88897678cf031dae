"""Understanding the Förderdatenbank export: archive, document, structure, programme.

Pure functions from bytes to records; no Scrapy, no database.
"""
