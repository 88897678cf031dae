"""The Förderdatenbank of the Bund: fetched as one export, read document by document.

`spider` fetches; all other modules are pure functions from bytes to records.
"""
