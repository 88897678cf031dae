"""Statements fill an empty record once; filled, exported and read again everything is the same."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from db.kommune.award.applications import ApplicationRow
from db.kommune.log import Subject
from matcher.award.standing import standing
from matcher.award.statements.contradictions import contradictions
from matcher.award.statements.exporting import as_counted
from matcher.award.statements.filling import NOTE, Filling, filling
from matcher.award.statements.recorded import recorded
from matcher.profile.funding import Funding
from matcher.profile.repeated import as_stored
from matcher.tracker.own_share.recorded import Recorded, that_counts
from tests.support.awards.awarded import checked_notice
from tests.support.towns.subjects import project, town

ON = date(2027, 6, 1)
PAIR = ("test", "rad.html")
APPLIED, AWARDED = date(2027, 1, 15), date(2027, 5, 3)


def stated(**more: Any) -> Funding:
    return Funding(programm="rad", **more)


def test_application_and_notice_are_taken_with_the_period() -> None:
    said = stated(
        antrag=APPLIED, bewilligung=AWARDED, foerderquote=60,
        bewilligungszeitraum_ab=AWARDED, bewilligungszeitraum_bis=date(2028, 12, 31),
    )  # fmt: skip
    assert filling(said, None, ON) == Filling(
        APPLIED,
        {"art": "bewilligung", "datum": AWARDED, "bekanntgabe": AWARDED, "zeitraum_ab": AWARDED,
         "zeitraum_bis": date(2028, 12, 31), "notiz": NOTE},
    )  # fmt: skip


def test_a_day_that_lay_ahead_when_it_was_stated_is_an_expectation() -> None:
    said = stated(antrag=APPLIED, bewilligung=date(2027, 6, 2))
    assert filling(said, None, ON) == Filling(APPLIED)
    assert filling(stated(antrag=date(2027, 6, 2)), None, ON) is None


def test_what_the_record_has_is_never_filled_again() -> None:
    said = stated(antrag=APPLIED, bewilligung=AWARDED)
    known = Recorded({"antrag": date(2027, 1, 1), "bewilligung": AWARDED}, "granted")
    assert filling(said, known, ON) is None
    refused = Recorded({"antrag": APPLIED, "bewilligung": None}, "refused", grant=Decimal(0))
    assert filling(said, refused, ON) is None


def test_a_notice_before_its_application_fills_nothing() -> None:
    said = stated(antrag=AWARDED, bewilligung=APPLIED)
    assert filling(said, None, ON) is None
    assert filling(said, Recorded({"antrag": AWARDED}), ON) is None


def test_rates_and_costs_alone_fill_nothing() -> None:
    assert filling(stated(foerderquote=60, zuwendungsfaehig_eur=500), None, ON) is None


DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
OPTIONAL = st.one_of(st.none(), DAYS)


@st.composite
def fundings(draw: st.DrawFn) -> Funding:
    """A statement of a profile with any of its fields."""
    first = draw(OPTIONAL)
    last = None if first is None else first + timedelta(draw(st.integers(0, 900)))
    return stated(
        antrag=draw(OPTIONAL), bewilligung=draw(OPTIONAL),
        bewilligungszeitraum_ab=first, bewilligungszeitraum_bis=last,
        foerderquote=draw(st.one_of(st.none(), st.decimals(1, 100, places=2))),
        zuwendungsfaehig_eur=draw(st.one_of(st.none(), st.decimals(0, 10**6, places=2))),
        teil=draw(st.sampled_from(["", "Wege"])),
    )  # fmt: skip


@st.composite
def records(draw: st.DrawFn) -> Recorded:
    """A record with any of what a notice states."""
    first = draw(DAYS)
    values = {
        "antrag": draw(DAYS), "bewilligung": draw(DAYS), "bewilligungszeitraum_ab": first,
        "bewilligungszeitraum_bis": first + timedelta(draw(st.integers(0, 900))),
        "foerderquote": draw(st.decimals(1, 100, places=2)),
        "zuwendungsfaehig_eur": draw(st.decimals(0, 10**6, places=2)),
    }  # fmt: skip
    kept = draw(st.sets(st.sampled_from(sorted(values))))
    said: dict[str, Any] = {key: values[key] for key in kept}
    if draw(st.booleans()):
        return Recorded({**said, "bewilligung": None}, "refused", grant=Decimal(0))
    return Recorded(said, draw(st.sampled_from(["open", "granted"])))


@given(fundings(), DAYS)
def test_filled_exported_and_read_again_is_what_was_stated(said: Funding, on: date) -> None:
    found = filling(said, None, on)
    if found is None:
        return
    handed_in = [ApplicationRow(Subject("rad", *PAIR), state="submitted", submitted=found.applied)]
    notices = [checked_notice(found.notice)] if found.notice else []
    record = recorded(standing(notices) if notices else None, handed_in)
    assert that_counts(said, record) == said
    assert filling(said, record, on) is None
    early = said.antrag and said.bewilligung and said.bewilligung < said.antrag
    assert early or contradictions(said, record) == ()


@given(fundings(), st.dictionaries(st.sampled_from([PAIR, ("test", "bus.html")]), records()))
def test_an_export_that_is_read_again_changes_nothing(
    said: Funding, known: dict[tuple[str, str], Recorded]
) -> None:
    mine = [town(projekte=[project(foerderungen=[said])])]
    written = as_counted(mine, {"rad": known})
    assert as_stored(written, mine, written) == mine
    # and the file says what counts, whoever reads it
    assert as_counted(written, {"rad": known}) == written


@given(fundings(), records())
def test_what_counts_contradicts_the_record_in_no_field(said: Funding, record: Recorded) -> None:
    counted = that_counts(said, record)
    assert all("liegt vor" in told for told in contradictions(counted, record))
