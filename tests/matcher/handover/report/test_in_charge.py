"""Who acts is named in the report, not who is away; and what is to be decided and asked for is
among the next steps."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlite_utils import Database

from db.files import DataDir, catalogue_at, kommune_at
from db.kommune import people
from db.kommune.award.awards import awards
from db.kommune.handing import presence
from db.kommune.people import Person
from matcher.corrections.standing_stored import standing_of
from matcher.handover.report import composing
from matcher.handover.report.assembling import Chosen, colleagues, known_projects
from matcher.handover.report.known import KnownProject
from matcher.handover.report.output.as_text import as_text
from matcher.handover.report.reading import read_own, read_theirs
from matcher.handover.report.standing import next_steps, step_words
from matcher.profile.stored import import_profiles
from tests.support.handover.lohental import FILE, act, town
from tests.support.towns.stocked import DAY

BACK = DAY + timedelta(days=13)


@pytest.fixture
def data(tmp_path: Path) -> DataDir:
    return town(tmp_path)


def person(own: Database, name: str) -> Person:
    return next(one for one in people.people(own) if one.name == name)


def told(data: DataDir, ask_again: int = 90) -> tuple[dict[str, KnownProject], str]:
    """Projects by id, and the whole report in one line."""
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        mine = read_own(own, DAY, ask_again=ask_again)
        theirs = read_theirs(db, mine.programmes, standing_of(own, db))
    known = known_projects(mine, theirs, Chosen(), DAY)
    made = composing.report(known, "", DAY, colleagues(mine, known))
    return {one.project.id: one for one in known}, " ".join(as_text(made).split())


def steps(known: KnownProject) -> str:
    return "\n".join(step_words(one, DAY) for one in known.ahead.steps).replace("\u00a0", " ")


def anna_is_away(data: DataDir) -> None:
    with kommune_at(data.kommune) as own:
        clara = people.add_person(own, "clara", "Clara Roth", "edit", "hash", act(own, "Ben Tal"))
        anna = person(own, "Anna Berg")
        presence.set_absent(own, anna, BACK, clara, act(own, "Ben Tal"), DAY)


def test_whoever_acts_is_named_in_project_steps_and_duties(data: DataDir) -> None:
    anna_is_away(data)
    known, text = told(data)
    charge = known["hallenbad"].people.charge
    stands_in = "Ben Tal (in Vertretung für Anna Berg)"
    assert (charge.who, charge.deputy) == (stands_in, "Clara Roth")
    words = f"Zuständig: {stands_in}, Vertretung: Clara Roth."
    assert f"Verwendungsnachweis vorlegen („Bäder mit Zukunft“). {words}" in steps(
        known["hallenbad"]
    )
    assert f"Schreiben der Partner anfordern („Radverkehr vor Ort“). {words}" in steps(
        known["radstellplaetze"]
    )
    assert f"fällig am 30.06.2028. {words}" in text
    assert "- Anna Berg (abwesend bis 07.12.2026, vertreten durch Clara Roth)" in text


def test_without_anybody_who_stands_in_it_says_so(data: DataDir) -> None:
    with kommune_at(data.kommune) as own:
        by = act(own, "Ben Tal")
        for name in ("Ben Tal", "Anna Berg"):
            presence.set_absent(own, person(own, name), BACK, None, by, DAY)
    charge = told(data)[0]["hallenbad"].people.charge
    assert charge.who == "Anna Berg (abwesend bis 07.12.2026, keine Vertretung)"
    assert charge.deputy == "Ben Tal (abwesend bis 07.12.2026)"


def test_of_two_people_of_one_name_the_one_that_is_named_can_be_reached(data: DataDir) -> None:
    with kommune_at(data.kommune) as own:
        by = act(own, "Ben Tal")
        people.add_person(own, "berg2", "Anna Berg", "edit", "hash", by, "andere@lohental.example")
        people.set_details(own, person(own, "Anna Berg"), "", "anna@lohental.example", "", by)
    text = told(data)[1]
    assert "Anna Berg: anna@lohental.example" in text
    assert "andere@lohental.example" not in text


def test_answers_of_authorities_are_among_the_next_steps(data: DataDir) -> None:
    known, text = told(data, ask_again=100)
    said = steps(known["jugendtreff"])
    asked = "Bei der Behörde nach der Antwort fragen (eingereicht am 20.08.2026). Zuständig"
    assert f"28.11.2026, Jugendtreff im alten Güterschuppen: {asked}" in text
    assert "28.11.2026 (noch 4 Tage): Bei der Behörde nach der Antwort fragen („Räume für die" \
        " Jugend“; eingereicht am 20.08.2026). Zuständig: niemand." in said  # fmt: skip


def test_proposals_of_earlier_days_are_asked_about_first_and_appeals_are_not(
    data: DataDir,
) -> None:
    with kommune_at(data.kommune) as own:
        (award,) = awards(own, "sirenen")
        own.execute(
            "update award_duty set day = '2026-10-01' where kind = 'extension' and award_id = ?",
            [award.id],
        )
        own.conn.commit()
    known, text = told(data)
    assert "Verlängerung" not in steps(known["sirenen"])
    asked = "Verlängerung beantragen (erledigt? Vorgeschlagen, noch nicht bestätigt). Zuständig:"
    assert f"Sirenen erneuern: {asked} Anna Berg" in text.split("In den nächsten zwei")[0]
    part = next_steps(known["sirenen"], DAY)
    assert part.lines[-1] == (
        "Nicht eingetragen ist, ob das erledigt ist: Verlängerung beantragen (01.10.2026)."
    )
    assert "Widerspruch" not in str((*known["sirenen"].ahead.unsettled, *known["sirenen"].open))


def test_decisions_about_money_that_ends_are_among_the_next_steps_late_ones_too(
    data: DataDir, tmp_path: Path
) -> None:
    file = tmp_path / "lohental.yml"
    stated = 'haushaltslage: ausgeglichen\nhaushalt:\n  anmeldung: "30.04."'
    file.write_text(FILE.read_text("utf-8").replace("haushaltslage: ausgeglichen", stated), "utf-8")
    import_profiles(data, file)
    known, text = told(data)
    assert (
        "30.04.2027 (noch 157 Tage): Entscheiden, was wird, wenn am 31.12.2027 das Geld endet."
        " Es endet: Klimaschutzmanagerin. Zuständig: Anna Berg, Vertretung: Ben Tal."
    ) in steps(known["klimastelle"])
    assert (
        "30.04.2026 (seit 208 Tagen überfällig): Entscheiden, was wird, wenn am 31.12.2026 das"
        " Geld endet. Was endet, ist nicht eingetragen. Zuständig:"
    ) in steps(known["sirenen"])
    assert "was daraus wird, ist noch nicht entschieden; zu entscheiden bis 30.04.2027." in text


def test_without_days_of_the_budget_the_end_of_the_money_counts(data: DataDir) -> None:
    (one,) = (
        step for step in told(data)[0]["klimastelle"].ahead.steps if "Entscheiden" in step.what
    )
    assert one.day == date(2027, 12, 31)
    assert one.sentence == (
        "Entscheiden, was wird, wenn am 31.12.2027 das Geld endet. Es endet: Klimaschutzmanagerin."
        " Bis wann zu entscheiden ist, ist nicht eingetragen."
    )
