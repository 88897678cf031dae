"""Collecting programmes from their publishers: fetching here, understanding there.

A source is a folder: its description (`source.yml`), a spider that fetches, and pure functions,
without Scrapy and database, that decide what a document means. This package writes to the
catalogue through `db` and knows nothing of matching.
"""
