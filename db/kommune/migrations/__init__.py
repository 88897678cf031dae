"""Schema of kommune.db, as a list of migrations that is only ever appended to.

Nothing here refers to a row number of the catalogue: programmes are named by source
and key, so the catalogue can be deleted and crawled anew. Importing a module adds its
migrations to the list, so the order below is the order in which they are applied.
"""

from db.kommune.migrations import (  # in order
    m001_to_m003,
    m004_work,
    m005_to_m009,
    m010_sent_forms,
    m011_notes,
    m012_addresses,
    m013_topics,
    m014_followed_only,
    m015_own_steps,
    m016_questions,
    m017_setup,
    m019_to_m020,
    m022_to_m025,
)
from db.kommune.migrations.registry import kommune

__all__ = [
    "kommune",
    "m001_to_m003",
    "m004_work",
    "m005_to_m009",
    "m010_sent_forms",
    "m011_notes",
    "m012_addresses",
    "m013_topics",
    "m014_followed_only",
    "m015_own_steps",
    "m016_questions",
    "m017_setup",
    "m019_to_m020",
    "m022_to_m025",
]
