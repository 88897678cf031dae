"""Handing over in one act, and taking it back."""

from dataclasses import replace

import pytest
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune import people
from db.kommune.asked import questions
from db.kommune.handing.handover import counted, hand_over, handovers, undo
from db.kommune.handing.holdings import TABLES, holdings
from db.kommune.log import LoggedBefore, Subject, entries
from db.kommune.tracker import plans
from db.kommune.work import decisions, owners
from db.kommune.work.decisions import Conflict
from tests.support.handing.held import ANNA, BEN, CARLA, anna_holds_everything, with_project
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]


def anna_to_carla(db: Database, **chosen: set[str]) -> int:
    giver, taker = people.person(db, ANNA), people.person(db, CARLA)
    return hand_over(db, giver, taker, act(BEN), **chosen).id


def everything(db: Database) -> dict[str, list[object]]:
    """All rows that somebody holds, but for who changed them last."""
    left_out = {"version", "changed_at", "changed_by"}
    return {
        table.name: [
            {name: value for name, value in row.items() if name not in left_out}
            for row in db[table.name].rows
        ]
        for table in TABLES.values()
    }


def test_all_that_one_person_holds_becomes_anothers_in_one_act(db: Database) -> None:
    anna_holds_everything(db)
    number = anna_to_carla(db)
    assert holdings(db, ANNA) == []
    assert [one.kind for one in holdings(db, CARLA)] == [*TABLES]
    (made,) = handovers(db)
    assert (made.id, made.giver, made.taker, made.by) == (number, ANNA, CARLA, BEN)
    assert counted(one.kind for one in made.moved).startswith("1 Vorhaben, 1 Treffer, 1 Planschr")


def test_whoever_takes_over_does_not_stand_in_for_themselves(db: Database) -> None:
    anna_holds_everything(db)
    anna_to_carla(db)
    decided = decisions.decision(db, *PAIR)
    assert (decided.responsible, decided.deputy) == (CARLA, None)
    project = owners.project_people(db, PAIR[0])
    assert (project.responsible, project.deputy) == (CARLA, BEN)


def test_only_chosen_projects_go_and_mails_stay(db: Database) -> None:
    anna_holds_everything(db)
    with_project(db, "kita", ANNA)
    anna_to_carla(db, projects={"kita"})
    assert [one.kind for one in holdings(db, ANNA)] == [*TABLES]
    assert owners.project_people(db, "kita").responsible == CARLA
    (made,) = handovers(db)
    assert made.projects == ("kita",)


def test_the_log_keeps_the_act_and_the_project_shows_what_moved(db: Database) -> None:
    anna_holds_everything(db)
    anna_to_carla(db)
    whole = [one for one in entries(db, Subject()) if one.kind == "handover"]
    assert [(one.before, one.after) for one in whole] == [("1", "3")]
    assert "1 Pflicht" in whole[0].note
    of_project = entries(db, Subject(PAIR[0]))
    told = {(one.kind, one.before, one.after) for one in of_project if "Übergabe" in one.reason}
    assert told == {
        ("responsible", "1", "3"), ("deputy", "3", ""), ("step_assigned", "1", "3"),
        ("step_deputy", "1", "3"), ("duty_assigned", "1", "3"), ("handed_over", "1", "3"),
    }  # fmt: skip


def test_the_log_tells_of_a_deputy_of_a_duty_that_there_is_none_any_more(db: Database) -> None:
    anna_holds_everything(db)
    db.execute("update award_duty set deputy = ?", [CARLA])
    db.conn.commit()
    anna_to_carla(db)
    told = [one for one in entries(db, Subject(PAIR[0])) if one.kind == "duty_deputy"]
    assert [(one.before, one.after) for one in told] == [("3", "")]


def test_no_entry_holds_a_name_that_would_outlive_its_person(db: Database) -> None:
    anna_holds_everything(db)
    undo(db, anna_to_carla(db), act())
    told = " ".join(
        f"{one.before} {one.after} {one.reason} {one.note}" for one in entries(db, Subject())
    )
    stored = str([*db["handover"].rows])
    assert not any(name in told + stored for name in ("Anna", "Ben", "Carla"))


def test_taken_back_everything_is_as_before(db: Database) -> None:
    anna_holds_everything(db)
    before = everything(db)
    number = anna_to_carla(db)
    _, stays = undo(db, number, act())
    assert stays == []
    assert everything(db) == before
    with pytest.raises(FoerderlageError, match="schon zurückgenommen"):
        undo(db, number, act())
    with pytest.raises(FoerderlageError, match="gibt es nicht"):
        undo(db, 99, act())


def test_what_somebody_changed_since_stays_and_is_named(db: Database) -> None:
    anna_holds_everything(db)
    number = anna_to_carla(db)
    (step,) = plans.steps(db, PAIR)
    plans.set_step(db, PAIR, step, replace(step, assignee=BEN), act())
    seen = decisions.decision(db, *PAIR)
    decisions.set_status(db, seen, "rejected", act())
    db.execute("update own_step set note = 'mit Skizze'")
    _, stays = undo(db, number, act())
    assert [one.kind for one in stays] == ["match", "step"]
    (step,) = plans.steps(db, PAIR)
    assert step.assignee == BEN
    assert decisions.decision(db, *PAIR).responsible == CARLA
    (kept,) = db["own_step"].rows
    assert (kept["deputy"], kept["note"]) == (ANNA, "mit Skizze")
    undone = entries(db, Subject())
    told = next(one for one in undone if one.kind == "handover_undone")
    assert told.note == "inzwischen geändert und geblieben: 1 Treffer, 1 Planschritt"


def test_a_form_over_what_moved_meanwhile_is_a_conflict(db: Database) -> None:
    anna_holds_everything(db)
    (step,), decided = plans.steps(db, PAIR), decisions.decision(db, *PAIR)
    anna_to_carla(db)
    with pytest.raises(Conflict):
        plans.set_step(db, PAIR, step, replace(step, note="neu"), act())
    with pytest.raises(Conflict):
        decisions.set_status(db, decided, "sketch", act())


def test_mails_go_only_to_who_has_an_address_and_gets_none_yet(db: Database) -> None:
    anna_holds_everything(db)
    db.execute("update person set email = '' where id = 3")
    anna_to_carla(db)
    assert [one.kind for one in holdings(db, ANNA)] == ["mail"]


def test_the_answer_to_a_question_is_read_by_who_took_it_over(db: Database) -> None:
    anna_holds_everything(db)
    anna_to_carla(db)
    assert [one.asked_by for one in questions.waiting(db)] == [CARLA]


@pytest.mark.parametrize("role", ["read", "none"])
def test_nothing_goes_to_who_may_not_work_on_it(db: Database, role: str) -> None:
    anna_holds_everything(db)
    db.execute("update person set role = ? where id = 3", [role])
    before = everything(db)
    with pytest.raises(FaultyFields, match="darf hier nichts bearbeiten"):
        anna_to_carla(db)
    assert everything(db) == before


def test_what_cannot_be_handed_over_is_refused_at_its_field(db: Database) -> None:
    anna_holds_everything(db)
    anna, ben = people.person(db, ANNA), people.person(db, BEN)
    with pytest.raises(FaultyFields) as same:
        hand_over(db, anna, anna, act())
    with pytest.raises(FaultyFields) as none:
        hand_over(db, anna, ben, act(), projects=())
    assert (set(same.value.fields), set(none.value.fields)) == ({"taker"}, {"projects"})
    with pytest.raises(FoerderlageError, match="nichts, was sich übergeben lässt"):
        hand_over(db, anna, ben, act(), projects={"kita"})
    assert handovers(db) == []


def test_a_form_that_is_sent_twice_hands_over_once(db: Database) -> None:
    anna_holds_everything(db)
    anna, carla = people.person(db, ANNA), people.person(db, CARLA)
    hand_over(db, anna, carla, act(form="f1"))
    with pytest.raises(LoggedBefore):
        hand_over(db, carla, anna, act(form="f1"))
    assert len(handovers(db)) == 1


def test_nothing_goes_back_to_who_was_removed(db: Database) -> None:
    anna_holds_everything(db)
    number = anna_to_carla(db)
    people.remove_person(db, people.person(db, ANNA), act(BEN))
    with pytest.raises(FoerderlageError, match="ist entfernt"):
        undo(db, number, act())
