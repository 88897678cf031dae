"""The nightly run: steps under one lock, each with its outcome, told in log, status and words."""
