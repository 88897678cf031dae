"""Texts of a profile have an end, whatever file or form they come from; stored ones stay."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from db.errors import FoerderlageError
from db.files import DataDir, kommune_at
from db.kommune.log import Act
from db.kommune.people import stand_in
from matcher.profile.model import profiles_in
from matcher.profile.stored import import_profiles, stored_in

GOOD = {"ags": "14521110", "name": "Marienberg", "land": "Sachsen",
        "projekte": [{"id": "rad", "titel": "Radweg"}]}  # fmt: skip


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [("titel", "R" * 301, "hier passen 300 Zeichen hinein, es sind 301"),
     ("titel", "Rad\0weg", "hier passt nur eine Zeile hinein"),
     ("fachamt", "Bauamt\x07Mitte", "hier passt nur eine Zeile hinein"),
     ("beschreibung", "x" * 100_001, "hier passen 100.000 Zeichen hinein")],
)  # fmt: skip
def test_a_file_with_more_is_refused_at_its_place(field: str, text: str, words: str) -> None:
    profile = {**GOOD, "projekte": [{"id": "rad", "titel": "Radweg", field: text}]}
    with pytest.raises(FoerderlageError) as refused:
        profiles_in("kommune.json", json.dumps(profile).encode())
    assert f"„projekte.0.{field}“: {words}" in str(refused.value)


@pytest.mark.parametrize("sign", ["\n", "\r\n", " \n ", "\t", "\v", "\u2028", "\n\n"])
def test_lines_of_a_title_become_one_and_no_word_is_lost(sign: str) -> None:
    profile = {**GOOD, "projekte": [{"id": "rad", "titel": f"Rad{sign}weg"}]}
    (found,) = profiles_in("kommune.json", json.dumps(profile).encode())
    assert found.projekte[0].titel == "Rad weg"


def test_a_description_has_several_lines() -> None:
    profile = {**GOOD, "projekte": [{"id": "rad", "titel": "Radweg", "beschreibung": "a\n\tb"}]}
    (found,) = profiles_in("kommune.json", json.dumps(profile).encode())
    assert found.projekte[0].beschreibung == "a\n\tb"


def test_what_an_earlier_version_took_is_still_read(tmp_path: Path) -> None:
    data = DataDir(tmp_path)
    file = tmp_path / "kommune.json"
    file.write_text(json.dumps(GOOD), "utf-8")
    import_profiles(data, file, lambda db: Act(stand_in(db, "T", "none", NOW).id, NOW))
    with kommune_at(data.kommune) as db:
        db.execute("update project set title = ?", ["Rad\n" + "x" * 200_000])
        assert db.conn is not None
        db.conn.commit()
        (town,) = stored_in(db)
    assert len(town.projekte[0].titel) == 200_004


NOW = datetime(2026, 11, 28, tzinfo=UTC)
