"""Collecting programmes from their publishers: fetching here, understanding there.

A source is a YAML file in `sources/` and a spider in `spiders/`. Spiders fetch; what a
document means is decided by pure functions in modules without Scrapy (`export/` for the
Förderdatenbank). This package writes to the catalogue through `db` and knows nothing
of matching.
"""
