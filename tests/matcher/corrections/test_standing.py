"""What corrections rest on, until when they hold, and what they put in the place of facts."""

from dataclasses import replace
from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from db.kommune.corrections import Correction
from db.programmes.fingerprints import sha256
from db.records import Fact
from matcher.corrections.standing import (
    Texts,
    basis_of,
    corrected,
    holds,
    lapsed,
    standing,
    to_check,
)
from matcher.deadlines.timing import timing
from matcher.facts.certainty import is_confirmed, is_sure
from matcher.facts.wording import BY_HAND
from tests.support.towns.stated import deadline, doubtful, said

TODAY = date(2026, 11, 24)
NAME = ("probe", "a.html")


def texts(facts: tuple[Fact, ...] = (), title: str = "Probe", **fields: str) -> Texts:
    lines = [f"{name} {sha256(text)}" for name, text in sorted(fields.items())]
    return Texts("\n".join([title, *lines]), facts)


READ = (deadline("2027-02-28"), said("rate", 80.0, scope=None))
"""A deadline in `deadlines`, a rate in `description`."""
BEFORE = texts(READ, deadlines="bis 28.2.", description="80 %")


def correction(kind: str, *facts: object, of: Texts = BEFORE, **changes: object) -> Correction:
    made = Correction(*NAME, kind, facts, False, "Tippfehler", "Richtlinie S. 4",
                      basis_of(of, kind), 1)  # type: ignore[arg-type]  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


RATE = correction("rate", (75.0, {"scope": None}))


def test_it_rests_on_the_fields_that_state_the_value() -> None:
    assert holds(RATE, BEFORE)
    assert holds(RATE, texts(READ, deadlines="bis 31.3.", description="80 %", title="Neu"))
    assert not holds(RATE, texts(READ, deadlines="bis 28.2.", description="85 %"))
    assert not holds(RATE, texts(READ, deadlines="bis 28.2."))


def test_where_nothing_was_read_it_rests_on_all_texts_and_the_title() -> None:
    none = correction("own_share_min", (10.0, {}))
    assert holds(none, BEFORE)
    for other in (
        texts(READ, title="Neu", deadlines="bis 28.2.", description="80 %"),
        texts(READ, deadlines="bis 28.2.", description="80 %", procedure="neu"),
        texts(READ, deadlines="bis 28.2."),
    ):
        assert not holds(none, other)


def test_it_lapses_when_a_new_text_elsewhere_states_such_a_value() -> None:
    elsewhere = Fact("rate", 90.0, "x", "status_note", 0, 4, "90 %")
    told = {"deadlines": "bis 28.2.", "description": "80 %", "status_note": "jetzt 90 %"}
    assert holds(RATE, texts(READ, **told))
    assert not holds(RATE, texts((*READ, elsewhere), **told))


def test_new_rules_alone_do_not_end_it() -> None:
    """The same texts, but the value is now read from another of them, or not at all."""
    other = Fact("rate", 90.0, "x", "deadlines", 0, 4, "90 %")
    assert holds(RATE, replace(BEFORE, facts=(other,)))
    assert holds(RATE, replace(BEFORE, facts=()))


def test_texts_that_are_not_evaluated_yet_end_only_what_rests_on_what_changed() -> None:
    unread = texts(deadlines="bis 31.3.", description="80 %")
    assert holds(RATE, unread)
    assert not holds(correction("deadline"), unread)


def test_a_correction_takes_the_place_of_all_facts_of_its_kind() -> None:
    two = (*READ, said("rate", 60.0, scope=None))
    facts = corrected(two, [RATE])
    assert [f.value for f in facts if f.kind == "rate"] == [75.0]
    assert [f for f in facts if f.kind == "deadline"] == [READ[0]]
    (by_hand,) = [f for f in facts if f.kind == "rate"]
    assert (by_hand.rule, by_hand.field, by_hand.start, by_hand.end) == (BY_HAND, BY_HAND, 0, 0)
    assert by_hand.quote == "Richtlinie S. 4"


def test_not_in_the_text_takes_the_facts_away() -> None:
    facts = corrected(READ, [correction("deadline")])
    assert [f.kind for f in facts] == ["rate"]
    assert timing(facts, TODAY).state == "unknown"


def test_a_confirmation_keeps_the_words_in_the_text_while_the_rules_read_the_same() -> None:
    confirmed = correction("rate", (80.0, {"scope": None}), confirms=True)
    assert corrected(READ, [confirmed]) == READ
    now = (READ[0], said("rate", 60.0, scope=None))
    (kept,) = [f for f in corrected(now, [confirmed]) if f.kind == "rate"]
    assert (kept.value, kept.field) == (80.0, BY_HAND)


def test_a_corrected_deadline_decides_the_timing() -> None:
    detail = {"kind": "application", "form": "date", "opens": None, "scope": None}
    facts = corrected(READ, [correction("deadline", ("2026-12-01", detail))])
    assert timing(facts, TODAY).days_left == 7


def test_only_corrections_in_force_and_of_unchanged_texts_stand() -> None:
    changed = {NAME: texts(READ, deadlines="bis 28.2.", description="85 %")}
    assert standing([RATE], {NAME: BEFORE}) == {NAME: (RATE,)}
    assert standing([RATE], changed) == {}
    assert standing([replace(RATE, withdrawn=datetime(2026, 11, 24))], {NAME: BEFORE}) == {}
    assert (lapsed([RATE], {NAME: BEFORE}), lapsed([RATE], changed)) == ([], [1])


def test_a_programme_that_left_the_catalogue_ends_no_correction() -> None:
    assert lapsed([RATE], {}) == []


def test_a_lapsed_one_waits_until_a_later_one_takes_its_place() -> None:
    then = datetime(2026, 11, 24)
    marked, now = replace(RATE, lapsed=then), {NAME: texts(READ, description="85 %")}
    assert to_check([RATE], now) == [RATE]
    assert to_check([marked], now) == [marked]
    again = correction("rate", (85.0, {"scope": None}), of=now[NAME], id=2)
    assert to_check([again, marked], now) == []
    assert to_check([replace(again, withdrawn=then), marked], now) == []


fields = st.dictionaries(st.sampled_from(["deadlines", "description", "procedure", "status_note"]),
                         st.text(max_size=5))  # fmt: skip


@given(fields, fields, st.text(max_size=8), st.sampled_from(["rate", "deadline", "document"]))
def test_it_holds_on_the_texts_it_was_made_for_and_ends_with_those_it_rests_on(
    then: dict[str, str], now: dict[str, str], title: str, kind: str
) -> None:
    facts = tuple(fact for fact in READ if fact.field in then)
    made = correction(kind, of=texts(facts, title, **then))
    assert holds(made, texts(facts, title, **then))
    states = {fact.field for fact in facts if fact.kind == kind} or {*then, *now}
    kept = all(then.get(name) == now.get(name) for name in states)
    assert holds(made, texts((), title, **now)) == kept


def test_confirmed_deadlines_are_sure() -> None:
    found = (doubtful("2027-02-28"), said("rate", 80.0, scope=None))
    value = ("2027-02-28", {"kind": "application", "form": "date", "opens": None, "scope": None})
    deadlines, rate = corrected(found, [replace(correction("deadline", value), confirms=True)])
    assert is_confirmed(deadlines)
    assert is_sure(deadlines)
    assert not is_confirmed(rate)
