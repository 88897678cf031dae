"""The files beside the catalogue with what matching works out: by which code, and whether they
are those of the catalogue as it is. Asking loads neither index nor the libraries behind it."""

from functools import cache
from pathlib import Path

from sqlite_utils import Database

from db.files import DataDir
from db.programmes import catalogue
from matcher.facts.rules_digest import rules_digest
from matcher.matching.array_files import code_digest, digest_of, lines, pairs, read

_HERE = Path(__file__).parent


@cache
def relevance_digest() -> str:
    """Hex digest of the code and lists behind the search index; any change makes it stale."""
    return code_digest(_HERE / "relevance", _HERE / "array_files.py")


@cache
def purposes_digest() -> str:
    """Hex digest of what decides about the purposes of programmes; any change makes them stale."""
    folders = (_HERE / "topic", _HERE / "relevance")
    # sentences are split by the rules of facts
    code = code_digest(*folders, _HERE / "word_lists.py", _HERE / "array_files.py")
    return digest_of([code, rules_digest()])


def are_current(data: DataDir, db: Database) -> bool:
    """Whether search index and purposes are those of the programmes as they are stored now."""
    index = read(data.index, relevance_digest(), ("identities", "contents"))
    purposes = read(data.purposes, purposes_digest(), ("contents",))
    if not index or not purposes:
        return False
    contents = lines(index["contents"])
    known = dict(zip(pairs(index["identities"]), contents, strict=True))
    return known == catalogue.content_hashes(db) and lines(purposes["contents"]) == contents
