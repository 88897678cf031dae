"""Plain files of a backup: what people entered is there without the program."""

import csv
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from db.clock import now
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import recipients
from db.kommune.log import Act, Subject
from db.kommune.people import stand_in
from db.kommune.recipients import Recipient
from db.kommune.succession import proposals
from db.kommune.succession.proposals import Succession
from db.kommune.tracker import own_steps, plans
from db.kommune.tracker.own_steps import OwnRow
from db.kommune.work import archive, reviews
from matcher.operations.backup.making import make_backup
from matcher.profile.model import load_profiles
from matcher.profile.stored import import_profiles, stored_profiles
from matcher.settings.model import Settings
from matcher.tracker.plan.own.typed import told_step
from matcher.tracker.plan.recompute import store_followed
from tests.support.mailing.questions import BAUAMT, ask, question
from tests.support.stored.moments import NIGHT
from tests.support.towns.planned import convene, dated_pair, follow, sitting

TODAY = date(2026, 11, 24)


@pytest.fixture
def folder(data: Path) -> Path:
    """The set of a town whose people used everything that the tracker offers."""
    pair, _ = dated_pair(data)
    files = DataDir(data)
    with kommune_at(files.kommune) as own, catalogue_at(files.catalogue) as catalogue:
        (ags,) = own.execute("select ags from municipality").fetchone()
        who = stand_in(own, "Jana Berg", "edit", now())
        act = Act(who.id, now())
        convene(own, ags, sitting("=Gemeinderat", "2027-01-28"))
        follow(own, pair)
        store_followed(own, catalogue, TODAY)
        seen = next(step for step in plans.steps(own, pair) if step.kind == "drafting")
        wanted = replace(seen, moved_to=date(2026, 12, 7), assignee=who.id, note="mit Planer")
        plans.set_step(own, pair, seen, wanted, act)
        step = OwnRow("own", "=Angebote", date(2027, 1, 14), note="drei", deputy=who.id)
        own_steps.save_own(own, pair, None, step, act, told_step)
        archive.archive(own, "digitales-auental", "abgesagt", act)
        wanted_mail = Recipient("Kita", "kita@stadt.example", "Bauamt", "weekly", 0, TODAY)
        recipients.add_recipient(own, wanted_mail, act)
        reviews.review(own, pair, 1, 2, act)
        ask(own, question(Subject(*pair), act), act)
        other = Succession((pair[1], "alt.html"), (pair[1], pair[2]), 0.91)
        proposals.propose(own, [other], TODAY)
    return make_backup(files, Settings(), NIGHT).made.path


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / name).open(encoding="utf-8", newline="") as file:
        return [*csv.DictReader(file)]


def test_steps_are_written_with_what_people_set(folder: Path) -> None:
    found = {
        row["step"]: row for row in rows(folder, "planschritte.csv") if row["made"] == "gerechnet"
    }
    drafting = next(row for name, row in found.items() if "ausarbeiten" in name)
    assert (drafting["moved_to"], drafting["assignee"], drafting["note"]) == (
        "2026-12-07", "Jana Berg", "mit Planer",
    )  # fmt: skip
    assert drafting["title"]
    assert drafting["url"].startswith("https://")
    assert all(row["computed"] < row["deadline"] for row in found.values())
    assert drafting["stage"] == "Antrag"


def test_own_steps_are_written_beside_the_computed_ones(folder: Path) -> None:
    (own,) = [r for r in rows(folder, "planschritte.csv") if r["made"] == "eigener Schritt"]
    assert (own["step"], own["computed"], own["note"], own["deputy"]) == (
        "'=Angebote", "2027-01-14", "drei", "Jana Berg",
    )  # fmt: skip
    assert (own["rule"], own["deadline"]) == ("Eigener Schritt an einem festen Tag", "")


def test_archived_projects_have_a_file_of_their_own(folder: Path) -> None:
    (town,) = load_profiles(folder / "archiv.yml")
    assert [one.id for one in town.projekte] == ["digitales-auental"]
    (others,) = load_profiles(folder / "vorhaben.yml")
    assert "digitales-auental" not in {one.id for one in others.projekte}
    assert "Archiv" in {row["what"] for row in rows(folder, "protokoll.csv")}


def test_meetings_are_written_and_cannot_run_in_a_spreadsheet(folder: Path) -> None:
    (row,) = rows(folder, "sitzungen.csv")
    assert (row["body"], row["day"], row["time"]) == ("'=Gemeinderat", "2027-01-28", "18:00")
    assert (row["status"], row["source"]) == ("findet statt", "von Hand")


def test_recipients_successors_and_the_log_are_written(folder: Path) -> None:
    (mail,) = rows(folder, "mailempfaenger.csv")
    assert (mail["email"], mail["department"], mail["rhythm"], mail["content"]) == (
        "kita@stadt.example", "Bauamt", "Montag", "nur Verfolgtes",
    )  # fmt: skip
    assert mail["head"] == "False"
    (asked,) = rows(folder, "fragen.csv")
    assert (asked["address"], asked["asked_by"], asked["answer"]) == (BAUAMT, "Jana Berg", "")
    assert not [name for name in asked if "token" in name]
    (same,) = rows(folder, "nachfolger.csv")
    assert (same["old_key"], same["similarity"], same["state"]) == (
        "alt.html", "0.910", "vorgeschlagen",
    )  # fmt: skip
    log = rows(folder, "protokoll.csv")
    assert [row["at"] for row in log] == sorted(row["at"] for row in log)
    assert {"Sitzung eingetragen", "Planschritt verlegt", "Mails bestellt",
            "Änderung der Richtlinie geprüft"} <= {row["what"] for row in log}  # fmt: skip


def test_a_profile_comes_back_with_lead_times_and_own_share(data: Path, tmp_path: Path) -> None:
    profile = tmp_path / "p.yml"
    profile.write_text(
        "ags: '06535099'\nname: Auental\nvorlauf: {vorlage: 30}\nprojekte:\n- id: bad\n"
        "  titel: Freibad\n  start: '2027-05'\n  kosten_eur: 100000\n"
        "  zuwendungsfaehig_eur: 90000\n  mittel_dritter_eur: 1500.50\n  eigenleistung_eur: 700\n"
        "  erster_auftrag: 2027-06-01\n",
        "utf-8",
    )
    import_profiles(DataDir(data), profile)
    made = make_backup(DataDir(data), Settings(), NIGHT).made
    again = load_profiles(made.path / "vorhaben.yml")
    assert again == stored_profiles(DataDir(data))
    (bad,) = (p for town in again for p in town.projekte if p.id == "bad")
    assert bad.mittel_dritter_eur == Decimal("1500.50")
    assert {town.vorlauf.vorlage for town in again if town.name == "Auental"} == {30}
