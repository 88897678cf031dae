"""Which state of the rules made a fact: a digest of the code of this package."""

import hashlib
from functools import cache
from pathlib import Path


@cache
def rules_digest() -> str:
    """Hex digest over the modules and weights of the package; any change to a rule changes it."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    for path in sorted([*here.rglob("*.py"), *here.rglob("*.npy")]):
        digest.update(str(path.relative_to(here)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()
