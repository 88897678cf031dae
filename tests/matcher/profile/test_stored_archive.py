"""What is archived is no part of what is matched, planned and exported, unless asked for."""

from pathlib import Path

from db.clock import now
from db.files import DataDir, kommune_at
from db.kommune.log import Act
from db.kommune.people import stand_in
from db.kommune.work import archive
from matcher.profile.preview import looked_again, preview
from matcher.profile.stored import import_profiles, profiles_as_yaml, stored_in, stored_profiles
from matcher.tracker.plan.recompute import read_book

KITA = "kita-wiesengrund"


def put(data: Path) -> None:
    with kommune_at(data / "kommune.db") as own:
        act = Act(stand_in(own, "Testperson", "edit", now()).id, now())
        archive.archive(own, KITA, "", act)


def test_only_who_asks_for_the_archive_gets_it(data: Path) -> None:
    put(data)
    files = DataDir(data)
    used = {p.id for town in stored_profiles(files) for p in town.projekte}
    everything = {p.id for town in stored_profiles(files, archived=True) for p in town.projekte}
    assert everything - used == {KITA}
    with kommune_at(data / "kommune.db") as own:
        assert KITA not in read_book(own).projects
        assert KITA in read_book(own, archived=True).projects


def test_a_file_that_names_it_leaves_it_where_it_is_and_says_so(data: Path, tmp_path: Path) -> None:
    file = tmp_path / "kommune.yml"
    before = stored_profiles(DataDir(data))
    text = profiles_as_yaml(before).replace("titel: Kita", "titel: Neue Kita")
    file.write_text(text, "utf-8")
    put(data)
    counts = import_profiles(DataDir(data), file)
    assert (counts.archived, counts.changed, counts.absent) == ((KITA,), 0, ())
    assert stored_profiles(DataDir(data), archived=True) == before


def test_a_preview_names_what_stays_in_the_archive(data: Path) -> None:
    put(data)
    with kommune_at(data / "kommune.db") as own:
        stored = stored_in(own, archived=True)
    found = preview(stored, stored, {KITA})
    assert [title[:4] for title in found.archived] == ["Kita"]
    assert (found.new, found.changed, found.counts.archived) == ((), (), (KITA,))
    again = looked_again(profiles_as_yaml(stored), stored, {KITA})
    assert again.preview.archived == found.archived
