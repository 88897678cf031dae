"""Which stored programmes come into a plan, and which are left out and told."""

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from db.clock import now
from db.errors import FoerderlageError
from db.files import DataDir, catalogue_at, kommune_at
from db.kommune.log import Act
from db.kommune.people import stand_in
from db.kommune.work import decisions
from db.programmes.catalogue import find_programmes, programmes
from matcher.tracker.combining.gathering import PER_LEVEL, stored_plan
from matcher.tracker.combining.offers import Candidate
from matcher.tracker.combining.plan import Plan

TODAY = date(2026, 11, 24)
MARKET, DIGITAL = "marktplatz-klimafit", "digitales-auental"
SOURCE = "foerderdatenbank"
FEDERAL = "Bund/BMWSB/klimaquartier-plaetze-parks.html"


def plan_of(data: Path, project: str = MARKET, named: Sequence[str] = ()) -> Plan:
    files = DataDir(data)
    with kommune_at(files.kommune) as own, catalogue_at(files.catalogue) as db:
        ids = [find_programmes(db, one)[0][0] for one in named]
        chosen = [programmes(db, [one])[0] for one in ids]
        return stored_plan(own, db, project, chosen, TODAY)[1]


def keys(plan: Plan) -> list[str]:
    return [one.named.identity[1].rsplit("/", 1)[1].removesuffix(".html") for one in plan.offers]


def key_of(data: Path, slug: str) -> str:
    with catalogue_at(DataDir(data).catalogue) as db:
        found = find_programmes(db, slug)
        key: str = db.execute("select key from programme where id = ?", [found[0][0]]).fetchone()[0]
    return key


def decide(data: Path, project: str, slug: str, **changes: object) -> None:
    with kommune_at(DataDir(data).kommune) as own:
        act = Act(stand_in(own, "Testperson", "edit", now()).id, now())
        seen = decisions.decision(own, project, SOURCE, key_of(data, slug))
        if changes.pop("hide", False):
            decisions.set_hidden(own, seen, True, act)
        else:
            decisions.decide(own, seen, replace(seen, **changes), act)  # type: ignore[arg-type]


@pytest.fixture
def changing(data: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(data / "kommune.db")) as connection:
        yield connection
        connection.commit()


def test_near_programmes_that_can_be_applied_for_come_by_level(prepared: Path) -> None:
    assert keys(plan_of(prepared)) == [
        "klimaquartier-plaetze-parks", "klimafeste-plaetze-und-quartiere", "kuehle-orte",
    ]  # fmt: skip
    digital = plan_of(prepared, DIGITAL)
    groups = {o.named.identity[1].rsplit("/", 1)[1]: o.candidate.group for o in digital.offers}
    assert groups["modellprojekte-smarte-region.html"] == "knapp"
    assert groups["datenkommune-hessen.html"] == "jetzt"
    against = {o.candidate.group: o.candidate.against for o in digital.offers}
    assert against["jetzt"] == ()
    assert against["knapp"] == ("Laut Text ist keine Antragstellung (mehr) möglich.",)


def test_what_is_closed_is_shown_and_reckoned_with_only_if_it_is_named(prepared: Path) -> None:
    near = plan_of(prepared, DIGITAL)
    assert [o.candidate.group for o in near.offers if o.candidate.is_barred] == ["knapp"]
    assert near.remains is not None
    # 75 % of 420,000 = 315,000; beside it 80 % = 336,000 of at most 1,200,000 in the best case,
    # together 231,000 more than the costs; sure are the 315,000 alone
    assert near.remains.best.own_share == 0
    assert near.remains.best.cut is not None
    assert near.remains.best.cut.over == 231_000
    assert near.remains.without_open.own_share == 105_000
    (named,) = plan_of(prepared, DIGITAL, ["modellprojekte-smarte-region"]).offers
    assert not named.candidate.is_barred
    assert named.alone is not None
    # 65 % of 420,000
    assert named.alone.granted == 273_000


CLOSED = "modellprojekte-smarte-region"


def state(changing: sqlite3.Connection, project: str, **funding: str) -> None:
    """The profile states this of the programme whose window is closed."""
    said = json.dumps([{"programm": CLOSED, **funding}])
    changing.execute("update project set fundings = ? where id = ?", [said, project])
    changing.commit()


def of_the_closed_one(plan: Plan) -> Candidate:
    (found,) = [o for o in plan.offers if o.named.identity[1].endswith(f"{CLOSED}.html")]
    return found.candidate


@pytest.mark.parametrize("status", ["application", "granted"])
def test_what_was_applied_for_is_not_held_open_by_its_closed_window(
    data: Path, status: str
) -> None:
    decide(data, DIGITAL, CLOSED, status=status)
    plan = plan_of(data, DIGITAL)
    found = of_the_closed_one(plan)
    assert (found.is_barred, found.against) == (False, ())
    assert "Laut Text ist keine Antragstellung (mehr) möglich." in found.remarks
    kinds = {
        event.kind: event.is_done
        for event in plan.order.events
        if event.programmes[0] == found.way.named
    }
    assert kinds == ({"award": True} if status == "granted" else
                     {"application": True, "award": False})  # fmt: skip


@pytest.mark.parametrize(
    ("funding", "against"),
    [
        ({"antrag": "2026-11-01"}, ()),
        ({"bewilligung": "2026-11-01"}, ()),
        # only planned: it stays open, but is reckoned with as people state it
        ({"antrag": "2027-02-01"}, ("Laut Text ist keine Antragstellung (mehr) möglich.",)),
    ],
)
def test_what_the_profile_states_of_application_and_award_counts_likewise(
    data: Path, changing: sqlite3.Connection, funding: dict[str, str], against: tuple[str, ...]
) -> None:
    state(changing, DIGITAL, **funding)
    found = of_the_closed_one(plan_of(data, DIGITAL))
    assert (found.is_barred, found.against) == (False, against)


def test_nothing_stands_against_an_award(data: Path) -> None:
    decide(data, MARKET, "brachen-neu-denken", status="granted")
    plan = plan_of(data, named=["brachen-neu-denken"])
    (found,) = (offer.candidate for offer in plan.offers)
    assert (found.is_barred, found.against) == (False, ())
    assert "Das Programm gilt nur in Sachsen, nicht in Hessen." in found.remarks
    assert plan.order.begin.unknown == ()


def test_an_application_in_another_land_stays_open_and_is_not_barred(data: Path) -> None:
    decide(data, MARKET, "brachen-neu-denken", status="application")
    (found,) = (o.candidate for o in plan_of(data, named=["brachen-neu-denken"]).offers)
    assert (found.is_barred, found.against) == (
        False, ("Das Programm gilt nur in Sachsen, nicht in Hessen.",)
    )  # fmt: skip


def test_what_a_text_must_say_and_does_not_is_to_be_checked(
    data: Path, changing: sqlite3.Connection
) -> None:
    for criterion in ("applicant", "inhabitants"):
        changing.execute(
            "update finding set result = 'silent', reason = criterion || ' steht nicht da, ' || id"
            " where criterion = ?",
            [criterion],
        )
    changing.commit()
    plan = plan_of(data, named=["klimafeste-plaetze-und-quartiere"])
    (offer,) = plan.offers
    (asked,) = offer.candidate.to_check
    assert asked.startswith("applicant steht nicht da")
    assert plan.remains is not None
    assert plan.remains.open[0].endswith(asked)
    # it may not be used at all: nothing is sure
    assert plan.remains.without_open.own_share == 980_000
    decide(data, MARKET, "klimafeste-plaetze-und-quartiere", status="granted")
    (offer,) = plan_of(data, named=["klimafeste-plaetze-und-quartiere"]).offers
    assert offer.candidate.to_check == ()


def test_declined_rejected_and_hidden_ones_are_left_out_unless_named(data: Path) -> None:
    decide(data, MARKET, "kuehle-orte", status="declined", reason="deadline", note="Zu spät.")
    decide(data, MARKET, "klimaquartier-plaetze-parks", hide=True)
    assert keys(plan_of(data)) == ["klimafeste-plaetze-und-quartiere"]
    named = plan_of(data, named=["kuehle-orte", "klimaquartier-plaetze-parks"])
    assert [offer.candidate.against[0] for offer in named.offers] == [
        "Dieses Programm ist verworfen.", "Dieses Programm ist ausgeblendet.",
    ]  # fmt: skip
    decide(data, MARKET, "klimafeste-plaetze-und-quartiere", status="rejected")
    empty = plan_of(data)
    assert empty.offers == ()
    assert empty.notes == ("Kein Programm liegt nah beim Thema und ist jetzt oder knapp zu haben.",)
    assert empty.remains is not None
    assert empty.remains.best.own_share == 980_000


def test_of_each_level_the_best_few_are_taken_and_the_others_counted(
    data: Path, changing: sqlite3.Connection
) -> None:
    changing.execute(
        "update pair set topic = 'near', part = 'jetzt' where project_id = ?", [MARKET]
    )
    changing.commit()
    plan = plan_of(data)
    levels = [o.candidate.way.stored.programme.level for o in plan.offers]
    assert max(levels.count(level) for level in levels) == PER_LEVEL
    with closing(sqlite3.connect(data / "katalog.db")) as catalogue:
        counted = dict(
            catalogue.execute("select level, count(*) from programme group by level").fetchall()
        )
    assert plan.notes[0].startswith(
        f"Weitere, die nah liegen: Bund {counted['federal'] - 3}, Land {counted['state'] - 3}"
    )
    assert "matcher matches marktplatz-klimafit" in plan.notes[0]


def test_what_people_follow_comes_in_though_it_is_not_near(data: Path) -> None:
    decide(data, MARKET, "lebendige-ortsmitte", status="checking")
    plan = plan_of(data)
    assert "lebendige-ortsmitte" in keys(plan)


def test_named_programmes_are_taken_alone_in_their_order_and_each_once(prepared: Path) -> None:
    plan = plan_of(
        prepared, named=["kuehle-orte", "klimafeste-plaetze-und-quartiere", "kuehle-orte"]
    )
    assert keys(plan) == ["kuehle-orte", "klimafeste-plaetze-und-quartiere"]
    assert plan.notes == ()


def test_a_named_programme_of_another_land_is_told_and_pays_nothing(prepared: Path) -> None:
    plan = plan_of(prepared, named=["brachen-neu-denken", "klimafeste-plaetze-und-quartiere"])
    (other, mine) = plan.offers
    assert other.candidate.is_barred
    assert other.candidate.against == ("Das Programm gilt nur in Sachsen, nicht in Hessen.",)
    assert not mine.candidate.is_barred


def test_a_named_programme_that_is_not_near_says_so_and_stays_possible(prepared: Path) -> None:
    (far,) = plan_of(prepared, named=["rathaus-online-kleine-gemeinden"]).offers
    assert far.candidate.against[0].startswith("Es liegt nicht nah: Das Programm berührt")
    assert not far.candidate.is_barred


def test_without_a_match_run_only_named_programmes_make_a_plan(
    data: Path, changing: sqlite3.Connection
) -> None:
    changing.execute("delete from pair")
    changing.commit()
    with pytest.raises(FoerderlageError, match="noch nicht abgeglichen"):
        plan_of(data)
    (only,) = plan_of(data, named=["kuehle-orte"]).offers
    assert only.candidate.group == ""
    assert only.candidate.against == ("Noch nicht mit dem Vorhaben abgeglichen („matcher run“).",)


def test_what_the_profile_states_of_a_programme_counts(
    data: Path, changing: sqlite3.Connection
) -> None:
    before = plan_of(data, named=["klimafeste-plaetze-und-quartiere"])
    assert before.remains is not None
    # the text names 65 % and 75 % of 980,000
    assert before.remains.without_open.granted == 637_000
    assert before.remains.best.granted == 735_000
    changing.execute(
        "update project set fundings = ? where id = ?",
        ['[{"programm": "klimafeste-plaetze-und-quartiere", "foerderquote": "50"}]', MARKET],
    )
    changing.commit()
    after = plan_of(data, named=["klimafeste-plaetze-und-quartiere"])
    assert after.remains is not None
    assert after.remains.is_exact
    assert after.remains.best.granted == 490_000
