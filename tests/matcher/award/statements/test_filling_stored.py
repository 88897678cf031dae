"""What projects state becomes applications and notices once, in the name of whoever saved."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from db.files import DataDir, catalogue_at
from db.kommune.award.applications import ApplicationRow, applications, save_application
from db.kommune.award.awards import AwardRow, awards
from db.kommune.award.duties import duties
from db.kommune.log import Act, Subject, entries, last_entry
from db.kommune.people import stand_in
from matcher.award.removing import remove_award
from matcher.award.statements.exporting import counted_profiles
from matcher.award.statements.filling_stored import Filled, fill
from matcher.award.statements.recorded_stored import records_of
from matcher.award.stored import Typed, enter_notice, standing_of
from matcher.profile.stored import import_profiles, profiles_as_yaml, stored_in
from tests.support.stored.plans import SOURCE, TODAY, key_of, state_of
from tests.support.towns.own_file import NOW

KITA, ENERGY = "kita-wiesengrund", "kita-gebaeude-energie"
STATED = {
    "programm": ENERGY, "antrag": "2026-02-02", "bewilligung": "2026-06-15", "foerderquote": 45,
    "bewilligungszeitraum_ab": "2026-07-01", "bewilligungszeitraum_bis": "2028-06-30",
}  # fmt: skip


@pytest.fixture
def catalogue(prepared: Path) -> Iterator[Database]:
    with catalogue_at(DataDir(prepared).catalogue) as db:
        yield db


def somebody(db: Database) -> Act:
    return Act(stand_in(db, "Anna Berg", "edit", NOW).id, NOW)


def match(data: Path) -> Subject:
    return Subject(KITA, SOURCE, programme_key=key_of(data, ENERGY))


def state(data: Path, **more: Any) -> None:
    state_of(data, KITA, foerderungen=[{**STATED, **more}])


def test_a_statement_is_entered_once_with_duties_and_log(
    data: Path, own: Database, catalogue: Database
) -> None:
    state(data)
    assert fill(own, catalogue, TODAY, somebody) == Filled(1, 1)
    (award,) = awards(own)
    notice = standing_of(award).now
    assert award.subject == match(data)
    assert (notice.datum, notice.bekanntgabe) == (date(2026, 6, 15), date(2026, 6, 15))
    assert (notice.zeitraum_ab, notice.zeitraum_bis) == (date(2026, 7, 1), date(2028, 6, 30))
    assert (notice.foerderquote, notice.zuwendung_eur) == (None, None)
    (application,) = applications(own)
    assert (application.state, application.submitted) == ("awarded", date(2026, 2, 2))
    assert {one.state for one in duties(own, award.id)} == {"proposed"}
    told = {one.kind: one.person for one in entries(own, match(data))}
    assert told["application"] == told["award_notice"] == "Anna Berg"
    # a second night finds nothing, says nothing, writes nothing
    before = last_entry(own)
    assert fill(own, catalogue, TODAY, somebody) == Filled()
    assert last_entry(own) == before


def test_an_award_that_people_removed_does_not_come_back_at_night(
    data: Path, own: Database, catalogue: Database
) -> None:
    state(data)
    fill(own, catalogue, TODAY, somebody)
    (award,) = awards(own)
    remove_award(own, award, "falscher Treffer", somebody(own))
    assert fill(own, catalogue, TODAY, somebody) == Filled()
    assert awards(own) == []


def test_an_export_that_is_read_again_changes_neither_profile_nor_record(
    data: Path, own: Database, catalogue: Database, tmp_path: Path
) -> None:
    state(data)
    fill(own, catalogue, TODAY, somebody)
    file = tmp_path / "kommune.yml"
    for statement in ({}, {"bewilligung": "2026-06-01", "zuwendungsfaehig_eur": 9}):
        state(data, **statement)
        stated, records = stored_in(own), records_of(own, KITA)
        file.write_text(profiles_as_yaml(counted_profiles(own)), "utf-8")
        before = last_entry(own)
        counts = import_profiles(
            DataDir(data), file, somebody, shown=lambda db: counted_profiles(db, archived=True)
        )
        assert (counts.new, counts.changed) == (0, 0)
        assert fill(own, catalogue, TODAY, somebody) == Filled()
        assert stored_in(own) == stated
        assert records_of(own, KITA) == records
        assert last_entry(own) == before


def test_an_export_says_what_counts_and_names_programmes_that_only_the_record_has(
    data: Path, own: Database, catalogue: Database
) -> None:
    state(data)
    fill(own, catalogue, TODAY, somebody)
    state(data, bewilligung="2026-06-01")
    kita = next(p for m in counted_profiles(own) for p in m.projekte if p.id == KITA)
    assert [one.bewilligung for one in kita.foerderungen] == [date(2026, 6, 15)]
    state_of(data, KITA, foerderungen=[])
    kita = next(p for m in counted_profiles(own) for p in m.projekte if p.id == KITA)
    (only,) = kita.foerderungen
    assert (only.programm, only.bewilligung) == (key_of(data, ENERGY), date(2026, 6, 15))


def test_what_is_entered_already_wins(data: Path, own: Database, catalogue: Database) -> None:
    new = ApplicationRow(match(data), state="submitted", submitted=date(2026, 7, 1))
    save_application(own, new, new, somebody(own), ("", "Erstantrag: eingereicht"))
    state(data)
    # the notice that is stated would come before the application that is entered
    assert fill(own, catalogue, TODAY, somebody) == Filled()
    state(data, bewilligung="2026-08-15")
    assert fill(own, catalogue, TODAY, somebody) == Filled(0, 1)
    (only,) = applications(own)
    assert (only.submitted, only.state) == (date(2026, 7, 1), "awarded")


def test_beside_an_application_in_the_making_none_is_entered(
    data: Path, own: Database, catalogue: Database
) -> None:
    begun = ApplicationRow(match(data))
    save_application(own, begun, begun, somebody(own), ("", "Erstantrag: in Arbeit"))
    state(data)
    assert fill(own, catalogue, TODAY, somebody) == Filled(0, 1)
    # the notice decides it, however far it was entered
    assert [one.state for one in applications(own)] == ["awarded"]
    assert fill(own, catalogue, TODAY, somebody) == Filled()


def test_an_application_that_comes_after_its_notice_is_awarded(
    data: Path, own: Database, catalogue: Database
) -> None:
    typed = Typed({"art": "bewilligung", "datum": "16.06.2026"})
    enter_notice(own, AwardRow(match(data)), typed, somebody(own))
    state(data)
    assert fill(own, catalogue, TODAY, somebody) == Filled(1, 0)
    (only,) = applications(own)
    assert (only.state, only.decided) == ("awarded", date(2026, 6, 16))


def test_nobody_is_asked_for_a_name_where_nothing_is_to_be_filled(
    own: Database, catalogue: Database
) -> None:
    def never(_: Database) -> Act:
        raise AssertionError

    assert fill(own, catalogue, TODAY, never) == Filled()


def test_a_programme_that_the_catalogue_does_not_know_fills_nothing(
    data: Path, own: Database, catalogue: Database
) -> None:
    state(data, programm="gibt-es-nicht")
    assert fill(own, catalogue, TODAY, somebody) == Filled()
    assert not awards(own)
