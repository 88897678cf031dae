"""Periods before the end of a year are days; every sentence is told somewhere; titles fit."""

from dataclasses import replace
from datetime import date

import pytest
from sqlite_utils import Database

from db.kommune.award.awards import AwardRow
from db.kommune.award.duties import DutyRow, duties
from db.kommune.log import Subject
from matcher.award.duties.case import Case
from matcher.award.duties.kinds import Proposal
from matcher.award.duties.proposing import proposals
from matcher.award.duties.words.counting import without_asking
from matcher.award.duties.words.reading import others, read, unread
from matcher.award.duties.words.sentences import sentences
from matcher.award.standing import standing
from matcher.award.stored import Typed, change_duty, enter_notice, propose_duties
from tests.support.awards.awarded import SAXON, TYPED, notice
from tests.support.towns.own_file import PAIR, act, db

__all__ = ["db"]

PRESS = "Eine Pressemitteilung mit Hinweis auf das Bundesumweltministerium wird erwartet."
LETTER = (
    "Für den Glasfaseranschluss bewilligen wir 26.000 €. Der Abruf der Mittel muss spätestens"
    " sechs Wochen vor Jahresende bei uns sein.\n"
    f"{PRESS}\n"
    "Vor der Beauftragung ist uns das Vergabeprotokoll zu zeigen.\n"
    "Über den Baufortschritt freuen wir uns. Auf die Förderung ist am Bau hinzuweisen."
    " Auf die Förderung ist auch im Amtsblatt hinzuweisen."
)


def stated(words: str) -> list[Proposal]:
    """What the words of an award of May 2027 bring."""
    found = proposals(Case(standing([notice(auflagen=words)]), (), SAXON))
    return [one for one in found if one.span]


@pytest.mark.parametrize(
    ("words", "day", "recurs"),
    [
        ("Die Mittel sind spätestens sechs Wochen vor Jahresende abzurufen.",
         date(2027, 11, 19), 12),
        ("Der letzte Mittelabruf hat zwei Monate vor Ende des Haushaltsjahres zu erfolgen und ist"
         " einzureichen.", date(2027, 10, 31), 12),
        ("Mittelanforderungen sind drei Wochen vor Ablauf des jeweiligen Kalenderjahres"
         " vorzulegen.", date(2027, 12, 10), 12),
        ("Die Zuwendung ist 14 Tage vor dem Jahresschluss 2028 anzufordern.",
         date(2028, 12, 17), 0),
    ],
)  # fmt: skip
def test_a_period_before_the_end_of_a_year_is_a_day_that_comes_again(
    words: str, day: date, recurs: int
) -> None:
    (found,) = stated(words)
    assert (found.kind, found.day, found.recurs) == ("drawdown", day, recurs)
    assert (found.words, found.note) == (words, "")


def test_a_period_before_something_else_still_asks_for_the_day() -> None:
    (found,) = stated("Die Pläne sind vier Wochen vor der Einweihung vorzulegen.")
    assert found.day is None
    assert found.note.endswith("bitte eintragen.")


def test_every_sentence_gave_a_duty_or_is_listed() -> None:
    known = [DutyRow(1, one.kind, one.label, one.origin, words=one.words) for one in stated(LETTER)]
    told = {one.words for one in known}
    told |= {one.words for one in (*unread(LETTER), *others(LETTER, known))}
    assert told == {LETTER[one.start : one.end] for one in sentences(LETTER)}
    rest = [one.words for one in others(LETTER, known)]
    assert "Über den Baufortschritt freuen wir uns." in rest
    # asks for the same as the sentence before, of which there is one duty
    assert "Auf die Förderung ist auch im Amtsblatt hinzuweisen." in rest


def test_what_is_expected_is_asked_for() -> None:
    assert [one.kind for one in read(PRESS)] == ["publicity"]
    said = "Die Teilnahme an der Tagung wird erwartet."
    assert [one.words for one in unread(said)] == [said]


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("Vor der Beauftragung ist uns das Vergabeprotokoll zu zeigen.",
         "Vergabeprotokoll vorlegen"),
        ("Vor Erteilung des Zuschlags ist uns der Vergabevermerk vorzulegen.",
         "Vergabevermerk vorlegen"),
        ("Der Lageplan ist uns vorzuzeigen.", "Unterlagen einreichen"),
    ],
)  # fmt: skip
def test_papers_of_a_procurement_that_are_to_be_shown_are_a_duty_of_their_own(
    words: str, label: str
) -> None:
    (found,) = stated(words)
    assert (found.kind, found.label, found.words) == ("submit", label, words)


def test_a_note_that_asks_for_the_day_goes_when_somebody_enters_it(db: Database) -> None:
    typed = Typed(
        {**TYPED, "auflagen": "Die Pläne sind vier Wochen vor der Einweihung vorzulegen."}
    )
    award = enter_notice(db, AwardRow(Subject(*PAIR)), typed, act())
    propose_duties(db, award, (), SAXON, act())
    (seen,) = [one for one in duties(db) if one.kind == "submit"]
    assert "bitte eintragen" in seen.note
    wanted = replace(seen, day=date(2028, 5, 2), note=f"{seen.note} Zwei Sätze Pläne.")
    change_duty(db, award, seen, wanted, act())
    (now,) = [one for one in duties(db) if one.kind == "submit"]
    assert now.note == "Zwei Sätze Pläne."


def test_what_people_wrote_into_a_note_stays() -> None:
    asks = "Die Frist zählt ab: Abnahme. Bitte den Tag eintragen, sobald er feststeht."
    assert without_asking(f"{asks} Frau Berg fragt.") == "Frau Berg fragt."
    assert without_asking("Gerechnet ab heute.") == "Gerechnet ab heute."
