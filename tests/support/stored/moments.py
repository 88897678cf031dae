"""Moments that tests of backups and checks agree on."""

from datetime import datetime

from db.clock import BERLIN

NIGHT = datetime(2026, 11, 24, 3, 15, tzinfo=BERLIN)
"""A quarter past three on the day of the sample."""
