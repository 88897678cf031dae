"""One unsure deadline is settled; the others of its programme stay as they were read."""

from dataclasses import replace
from datetime import date

import pytest

from db.errors import FoerderlageError
from db.kommune.corrections import Correction
from db.programmes.fingerprints import sha256
from db.records import Fact
from matcher.corrections.settling import Verdict, doubtful_with, mark_of, settlement
from matcher.corrections.standing import Texts, corrected
from matcher.deadlines.timing import timing
from matcher.facts.certainty import is_confirmed, is_sure
from tests.support.towns.stated import deadline, doubtful, said

NAME = ("probe", "a.html")
TODAY = date(2026, 11, 24)
SPRING, AUTUMN = doubtful("2027-03-31"), doubtful("2027-09-30")
SKETCH = doubtful("2027-01-15", "sketch")
MODE = said("application_mode", "fixed", certainty="unsure")


def texts(*facts: Fact) -> Texts:
    return Texts(f"Probe\ndeadlines {sha256('Text')}", facts)


def settle(known: Texts, fact: Fact, right: bool, *before: Correction) -> Correction:
    return settlement(NAME, known, before, Verdict(mark_of(fact), right))


def deadlines(known: Texts, *said: Correction) -> dict[str, tuple[bool, bool]]:
    """Day -> whether it is sure, and confirmed by a person."""
    found = corrected(known.facts, said)
    return {str(f.value): (is_sure(f), is_confirmed(f)) for f in found if f.kind == "deadline"}


def test_the_one_confirmed_is_sure_and_another_unsure_one_stays_so() -> None:
    known = texts(MODE, SPRING, AUTUMN)
    made = settle(known, SPRING, True)
    assert deadlines(known, made) == {"2027-03-31": (True, True), "2027-09-30": (False, False)}
    assert made.confirms  # as it was read; nothing is stated against the text
    found = corrected(known.facts, [made])
    assert timing(found, TODAY).due is not None
    assert timing(found, date(2027, 4, 1)).state == "closed"  # the other one never dates it


def test_the_one_rejected_is_gone_with_reason_and_source() -> None:
    known = texts(MODE, SPRING, deadline("2027-06-30"), AUTUMN)
    made = settle(known, SPRING, False)
    assert deadlines(known, made) == {"2027-06-30": (True, False), "2027-09-30": (False, False)}
    assert not made.confirms
    assert "Antrag 31.03.2027 ist keine Frist" in made.reason
    assert made.evidence == "Fristen: „x“"


def test_one_after_the_other_is_settled_until_nothing_is_unsure() -> None:
    known = texts(MODE, SPRING, AUTUMN)
    first = settle(known, SPRING, False)
    second = settle(known, AUTUMN, True, first)
    assert deadlines(known, second) == {"2027-09-30": (True, True)}
    assert not second.confirms  # it leaves out what was read
    assert settle(known, AUTUMN, False, first).facts == ()


def test_confirmed_it_keeps_its_words_in_the_text() -> None:
    known = texts(MODE, SPRING)
    (found,) = (f for f in corrected(known.facts, [settle(known, SPRING, True)])
                if f.kind == "deadline")  # fmt: skip
    assert (found.field, found.quote, found.rule) == (SPRING.field, SPRING.quote, SPRING.rule)


@pytest.mark.parametrize(
    ("read", "right", "mode"),
    [((MODE, SPRING, AUTUMN), True, ("fixed", True)), ((MODE, SPRING, AUTUMN), False,
     ("fixed", False)), ((MODE, SPRING), False, None),
     ((MODE, SPRING, doubtful("--10-31")), True, ("fixed", True)),
     ((MODE, SPRING, doubtful("--10-31")), False, ("recurring", False))],
)  # fmt: skip
def test_the_application_mode_rests_on_what_is_left(
    read: tuple[Fact, ...], right: bool, mode: tuple[str, bool] | None
) -> None:
    known = texts(*read)
    found = corrected(known.facts, [settle(known, SPRING, right)])
    modes = [(f.value, is_sure(f)) for f in found if f.kind == "application_mode"]
    assert modes == ([mode] if mode else [])


def test_a_mode_that_is_sure_or_that_a_person_states_stays() -> None:
    per_call = said("application_mode", "per_call", certainty="sure")
    known = texts(per_call, SPRING)
    modes = [f for f in corrected(known.facts, [settle(known, SPRING, True)])
             if f.kind == "application_mode"]  # fmt: skip
    assert modes == [per_call]
    by_hand = replace(settle(known, SPRING, True), kind="application_mode", facts=(("closed", {}),))
    known = texts(MODE, SPRING)
    found = corrected(known.facts, [settle(known, SPRING, False), by_hand])
    assert [f.value for f in found if f.kind == "application_mode"] == ["closed"]


def test_new_rules_make_what_was_left_alone_sure_and_keep_what_was_confirmed() -> None:
    before = texts(MODE, SPRING, AUTUMN, SKETCH)
    made = settle(before, SPRING, True)
    sure = deadline("2027-09-30")
    after = replace(before, facts=(MODE, sure))  # the spring is no longer read, the sketch neither
    assert deadlines(after, made) == {"2027-03-31": (True, True), "2027-09-30": (True, False)}


def test_what_was_settled_in_the_meantime_or_never_read_is_refused() -> None:
    known = texts(MODE, SPRING, deadline("2027-06-30"))
    made = settle(known, SPRING, True)
    for fact, before in ((SPRING, [made]), (AUTUMN, []), (known.facts[2], [])):
        with pytest.raises(FoerderlageError, match="nicht mehr fraglich"):
            settle(known, fact, True, *before)


def test_the_mark_is_of_what_is_stated_not_of_how_sure_it_is() -> None:
    assert mark_of(SPRING) == mark_of(deadline("2027-03-31")) != mark_of(AUTUMN)
    assert doubtful_with([SPRING], mark_of(SPRING)) == SPRING
    assert doubtful_with([deadline("2027-03-31")], mark_of(SPRING)) is None
