"""What who manages reads of mails that did not get there: of each level a reason of its own."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from db.kommune.handing.unanswered import Level, Told, Watched, What
from db.kommune.log import Subject
from matcher.handover.sharing.shown import NO_HEAD, Heads, shown_to
from tests.support.week.looked_after import person

STEP = What("step", "own-1", subject=Subject("kita", "bund", "a.html"), day=date(2026, 12, 1))
BOSS = replace(person(4, "Dora"), role="manage")
BOTH = Watched(
    STEP, "Angebote", path="/plan", since=date(2026, 11, 19),
    deputy=Told(date(2026, 11, 24), 2), head=Told(date(2026, 11, 29), 7),
)  # fmt: skip
HEADS = Heads({7: None}, {7: "Bauamt"})


def test_a_mail_of_the_deputy_that_did_not_get_there_is_not_put_down_to_the_head() -> None:
    missing: Mapping[tuple[What, Level], str] = {(STEP, "deputy"): "bekommt keine Mails"}
    (one,) = shown_to(BOSS, [BOTH], HEADS, missing, names={2: "Ben Tal"})
    assert one.why == "Ben Tal: bekommt keine Mails"


def test_each_level_has_a_sentence() -> None:
    missing: Mapping[tuple[What, Level], str] = {
        (STEP, "deputy"): "bekommt keine Mails", (STEP, "head"): "die Mail ist nicht angekommen",
    }  # fmt: skip
    (one,) = shown_to(BOSS, [BOTH], HEADS, missing, names={2: "Ben Tal"})
    assert one.why == "Ben Tal: bekommt keine Mails; Leitung Bauamt: die Mail ist nicht angekommen"
    without = replace(BOTH, head=Told(date(2026, 11, 29), None))
    (one,) = shown_to(BOSS, [without], HEADS, missing, names={2: "Ben Tal"})
    assert one.why == f"Ben Tal: bekommt keine Mails; {NO_HEAD}"
