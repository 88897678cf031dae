"""The lowest floor: shared records, vocabularies, and the two SQLite files.

`katalog.db` holds what the crawlers collect and is public; `kommune.db` holds what
belongs to one municipality and is private. This package knows neither crawlers nor
matcher; both stand on it.
"""
