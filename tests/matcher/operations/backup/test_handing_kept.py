"""Handovers and absences go through a backup and back, and the log of a set tells of them."""

import csv
from datetime import timedelta
from pathlib import Path

from db.files import DataDir, kommune_at
from db.kommune.handing import presence
from db.kommune.handing.handover import hand_over, handovers, undo
from db.kommune.log import Act
from matcher.operations.backup.making import make_backup
from tests.support.handing.people import owner, person_of, settle
from tests.support.stored.moments import NIGHT
from tests.support.stored.put_back import SETTINGS, put_back


def test_a_handover_that_was_taken_back_after_the_backup_can_be_taken_back_again(
    data: Path,
) -> None:
    known, until = settle(data), NIGHT.date() + timedelta(days=7)
    act = Act(known["clara"].id, NIGHT)
    with kommune_at(data / "kommune.db") as own:
        number = hand_over(own, known["anna"], known["ben"], act).id
        presence.set_absent(own, known["anna"], until, known["ben"], act, NIGHT.date())
        chosen = make_backup(DataDir(data), SETTINGS, NIGHT).made
        undo(own, number, act)
        presence.come_back(own, known["anna"], act)
    assert owner(data) == "anna"
    put_back(data, chosen)
    assert owner(data) == "ben"
    assert person_of(data, "anna").absent_until == until
    with kommune_at(data / "kommune.db") as own:
        (made,) = handovers(own)
        assert made.undone_at is None
        undo(own, number, act)
    assert owner(data) == "anna"


def test_the_log_of_a_set_tells_who_handed_what_to_whom(data: Path) -> None:
    known = settle(data)
    with kommune_at(data / "kommune.db") as own:
        hand_over(own, known["anna"], known["ben"], Act(known["clara"].id, NIGHT))
    folder = make_backup(DataDir(data), SETTINGS, NIGHT).made.path
    with (folder / "protokoll.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if "Übergabe" in row["reason"] + row["what"]]
    assert [(row["what"], row["before"], row["after"]) for row in rows] == [
        ("Übergabe", "Anna Muster", "Ben Muster"),
        ("Zuständig", "Anna Muster", "Ben Muster"),
    ]
    assert rows[0]["note"] == "1 Vorhaben"
