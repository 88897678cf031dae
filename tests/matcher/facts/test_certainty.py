"""What is sure, what is not, and what a person settled."""

import pytest

from db.records import Fact
from matcher.facts.applying.deadlines import LEARNED
from matcher.facts.certainty import certainty, confirmed, is_confirmed, is_sure, sure, unsure
from matcher.facts.decide import decide
from matcher.facts.exported import as_record
from matcher.facts.wording import doubtful_words, fact_words, told_deadline
from tests.support.towns.reading import read
from tests.support.towns.stated import deadline, doubtful, said


def test_a_fact_is_sure_unless_it_says_otherwise() -> None:
    assert is_sure(said("rate", 50.0))
    assert certainty(doubtful("2027-03-31")) == "unsure"
    both = [deadline("2027-03-31"), doubtful("2027-04-30")]
    assert sure(both) == both[:1]
    assert unsure(both) == both[1:]


def test_what_a_person_confirmed_is_sure() -> None:
    settled = confirmed(doubtful("2027-03-31"))
    assert is_sure(settled)
    assert is_confirmed(settled)
    assert not is_confirmed(deadline("2027-03-31"))


@pytest.mark.parametrize(
    ("fact", "words"),
    [
        (doubtful("2027-03-31"), "vermutlich bis 31.03.2027 – bitte im Wortlaut prüfen"),
        (doubtful("--10-01"), "vermutlich jährlich bis 01.10. – bitte im Wortlaut prüfen"),
        (doubtful("P8W"), "vermutlich spätestens 8 Wochen vor Beginn – bitte im Wortlaut prüfen"),
    ],
)
def test_doubt_is_told_in_words(fact: Fact, words: str) -> None:
    assert doubtful_words(fact) == words
    assert told_deadline(fact) == words
    assert words in fact_words(fact)
    assert "vermutlich" not in told_deadline(confirmed(fact))


def stated(certainty: str, rule: str = "deadline.application", value: str = "2027-03-31") -> Fact:
    """A deadline as the readers hand it on."""
    details = {"kind": "application", "form": "date", "opens": None, "scope": None,
               "certainty": certainty}  # fmt: skip
    return Fact("deadline", value, rule, "description", 0, 10, "31.03.2027", details)


def test_one_sure_place_makes_the_deadline_sure() -> None:
    held = decide([stated("unsure"), stated("sure")])
    assert [certainty(f) for f in held if f.kind == "deadline"] == ["sure"]


def test_what_was_learned_adds_nothing_to_a_day_that_a_rule_read() -> None:
    held = decide([stated("unsure", LEARNED), stated("sure")])
    assert [f.rule for f in held if f.kind == "deadline"] == ["deadline.application"]


def test_a_mode_that_rests_on_unsure_days_alone_is_unsure() -> None:
    held = decide([stated("unsure", LEARNED)])
    modes = [f for f in held if f.kind == "application_mode"]
    assert [(f.value, certainty(f)) for f in modes] == [("fixed", "unsure")]
    mixed = decide([stated("unsure", LEARNED, "2027-05-31"), stated("sure")])
    assert [certainty(f) for f in mixed if f.kind == "application_mode"] == ["sure"]


def test_the_export_says_how_sure_each_value_is() -> None:
    record = as_record(read("Anträge sind bis zum 31. März 2027 einzureichen."))
    assert record["deadlines"][0]["certainty"] == "sure"
    assert record["deadlines"][0]["confirmed_by_person"] is False
    assert record["evidence"]["application_mode"][0]["certainty"] == "sure"
    settled = as_record([confirmed(doubtful("2027-03-31"))])["deadlines"][0]
    assert (settled["certainty"], settled["confirmed_by_person"]) == ("sure", True)
