"""Programmes of a project by how far people are with them."""

from dataclasses import replace
from datetime import date

from db.kommune.work.decisions import Decision
from matcher.deadlines.coming import Named, Outlook
from matcher.profile.funding import Funding
from matcher.site.start.projects.cards import Titles, Use, uses
from matcher.tracker.own_share.recorded import OUTSIDE, Recorded
from tests.support.week.looked_after import SOURCE, decision

TODAY = date(2026, 11, 24)
A, B = (SOURCE, "Land/a.html"), (SOURCE, "Land/b.html")
TITLES = Titles({one: Outlook(Named(*one, title=one[1][5].upper())) for one in (A, B)})


def found(*decisions: Decision, stated: tuple[Funding, ...] = ()) -> list[Use]:
    return uses(decisions, stated, TITLES, TODAY, {})


def on(key: str, status: str, hidden: bool = False) -> Decision:
    return decision("kita", key, status, hidden=hidden)


def test_the_furthest_programme_comes_first() -> None:
    listed = found(on(B[1], "watching"), on(A[1], "granted"))
    assert listed == [Use("granted", "A", identity=A), Use("watching", "B", identity=B)]


def test_what_is_new_declined_or_hidden_is_no_use() -> None:
    assert found(on(A[1], "new"), on(B[1], "declined"), on(B[1], "watching", hidden=True)) == []


def test_the_profile_says_what_is_awarded_and_applied_for() -> None:
    awarded = Funding(programm="a", bewilligung=date(2026, 5, 1))
    applied = Funding(programm="b.html", antrag=date(2026, 11, 24))
    later = Funding(programm="b", antrag=date(2026, 11, 25))
    assert found(on(A[1], "watching"), stated=(awarded, applied)) == [
        Use("granted", "A", identity=A),
        Use("application", "B", identity=B, submitted=date(2026, 11, 24)),
    ]  # fmt: skip
    assert found(stated=(later,)) == [Use("named", "B", identity=B)]
    assert found(on(B[1], "sketch"), stated=(later,)) == [Use("sketch", "B", identity=B)]


def test_a_programme_that_nobody_knows_keeps_the_words_of_the_profile() -> None:
    assert found(stated=(Funding(programm="KfW 432"),)) == [Use("named", "KfW 432", identity=None)]
    assert found(on("fehlt.html", "granted")) == [
        Use("granted", "fehlt.html", identity=(SOURCE, "fehlt.html"))
    ]


def test_what_is_recorded_counts_before_status_and_profile() -> None:
    stated = (Funding(programm="a", bewilligung=date(2026, 5, 1)),)
    refused = Recorded({"bewilligung": None}, "refused")
    listed = uses([on(B[1], "watching")], stated, TITLES, TODAY, {
        A: refused, B: Recorded({"antrag": date(2026, 5, 1)}),
    })  # fmt: skip
    day = date(2026, 5, 1)
    assert listed == [
        Use("application", "B", identity=B, submitted=day),
        Use("rejected", "A", identity=A),
    ]
    revoked = Recorded({"bewilligung": None}, "refused", granted_on=date(2025, 5, 1))
    (told,) = uses([on(A[1], "granted")], (), TITLES, TODAY, {A: revoked})
    assert told.words == "Widerrufen"
    granted = uses([], (), TITLES, TODAY, {A: Recorded({}, "granted"), B: Recorded()})
    assert granted == [Use("granted", "A", identity=A)]


def test_an_award_outside_the_catalogue_is_told_by_its_title() -> None:
    granted = uses([], (), TITLES, TODAY, {(OUTSIDE, "Treffpunkte"): Recorded({}, "granted")})
    assert granted == [Use("granted", "Treffpunkte", identity=None)]


def test_an_application_says_whether_it_was_handed_in() -> None:
    handed_in = replace(on(B[1], "application"), submitted=date(2026, 11, 2))
    (one, two) = found(on(A[1], "application"), handed_in)
    assert (one.words, two.words) == ("Antrag in Arbeit", "Antrag eingereicht am 02.11.2026")
    stated = Funding(programm="KfW 432", antrag=date(2026, 11, 3))
    (unknown,) = found(stated=(stated,))
    assert unknown.words == "Antrag eingereicht am 03.11.2026"


def test_another_application_in_work_is_not_handed_in_whatever_the_profile_states() -> None:
    stated = Funding(programm="a", antrag=date(2025, 2, 1))
    again = Recorded({"antrag": None})
    (one,) = uses([on(A[1], "application")], (stated,), TITLES, TODAY, {A: again})
    assert one.words == "Antrag in Arbeit"
    (one,) = uses([on(A[1], "checking")], (stated,), TITLES, TODAY, {A: again})
    assert one.stage == "checking"
