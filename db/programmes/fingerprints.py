"""Fingerprints of programmes and texts: what counts as "changed" and what does not."""

import hashlib
import json
from typing import Any

from db.records import Programme


def sha256(text: str) -> str:
    """Hex digest of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def details(programme: Programme) -> dict[str, Any]:
    """Everything of a programme but its title and texts, in a fixed order, ready for JSON."""
    return {
        "url": programme.url,
        "level": programme.level,
        "issued": programme.issued.isoformat() if programme.issued else None,
        "keywords": programme.keywords,
        "codes": [[c.vocabulary, c.code] for c in sorted(programme.codes)],
        "contacts": list(programme.contacts),
        "links": list(programme.links),
        "organisations": list(programme.organisations),
    }


def content_hash(programme: Programme) -> str:
    """Fingerprint over the normalised content; equal content gives an equal hash."""
    texts = {name: sha256(text) for name, text in programme.texts.items()}
    return sha256(json.dumps([programme.title, details(programme), texts], sort_keys=True))
