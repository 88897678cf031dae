"""The purposes that the search reads from the file of the topic index."""

from pathlib import Path

from db.files import DataDir, catalogue_at
from db.programmes import catalogue
from matcher.matching.stored import current_index, current_topics
from matcher.search.purposes import current_purposes, stored_purposes


def test_what_is_stored_is_what_the_topic_index_knows(data: Path) -> None:
    here = DataDir(data)
    with catalogue_at(here.catalogue) as db:
        index = current_index(here, db)
        topics = current_topics(here, db, index)
        found = stored_purposes(here, catalogue.content_hashes(db), index)
    assert found is not None
    assert (found.hits == topics.purposes.hits).all()
    assert list(found.quotes) == list(topics.quotes)
    assert sum(quote is not None for quote in found.quotes) > 30


def test_what_is_missing_damaged_or_of_other_programmes_is_none_until_it_is_read_anew(
    data: Path,
) -> None:
    here = DataDir(data)
    with catalogue_at(here.catalogue) as db:
        index, contents = current_index(here, db), catalogue.content_hashes(db)
        assert stored_purposes(here, dict.fromkeys(contents, "anders"), index) is None
        here.purposes.write_bytes(b"kein Archiv")
        assert stored_purposes(here, contents, index) is None
        here.purposes.unlink()
        assert stored_purposes(here, contents, index) is None
        assert current_purposes(here, db, index) is not None
        assert stored_purposes(here, contents, index) is not None
