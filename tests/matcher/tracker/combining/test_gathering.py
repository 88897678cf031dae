"""Which stored programmes come into a plan, and which are left out and told."""

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from db.errors import FoerderlageError
from matcher.tracker.combining.candidates import PER_LEVEL
from tests.support.stored.plans import DIGITAL, MARKET, decide, keys, plan_of


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
    # 75 % of 420,000; what the other one pays is for one of its two lines alone
    assert near.remains.best.own_share == 105_000
    (named,) = plan_of(prepared, DIGITAL, ["modellprojekte-smarte-region"]).offers
    assert not named.candidate.is_barred
    assert named.alone is not None
    # 65 % of 420,000
    assert named.alone.granted == 273_000


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
    assert "matcher" not in plan.notes[0], "the site shows it, too"


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


def test_without_a_match_run_only_named_programmes_make_a_plan(
    data: Path, changing: sqlite3.Connection
) -> None:
    changing.execute("delete from pair")
    changing.commit()
    with pytest.raises(FoerderlageError, match="noch nicht abgeglichen"):
        plan_of(data)
    (only,) = plan_of(data, named=["kuehle-orte"]).offers
    assert only.candidate.group == ""
    assert only.candidate.against == ("Noch nicht mit dem Vorhaben abgeglichen.",)


def test_what_the_profile_states_of_a_programme_counts(
    data: Path, changing: sqlite3.Connection
) -> None:
    name = "klimafeste-plaetze-und-quartiere"
    # the text knows rates for building and for concepts alone: 65 % of 980,000 once that is said,
    # 75 % for towns of little means
    for stated, sure, best in (
        ({}, 0, 0),
        ({"teil": "Bauliche Vorhaben"}, 637_000, 735_000),
        ({"foerderquote": "50"}, 490_000, 490_000),
    ):
        changing.execute(
            "update project set fundings = ? where id = ?",
            [json.dumps([{"programm": name, **stated}]), MARKET],
        )
        changing.commit()
        remains = plan_of(data, named=[name]).remains
        assert remains is not None
        assert (remains.without_open.granted, remains.best.granted) == (sure, best)
