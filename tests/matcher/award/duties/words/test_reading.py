"""Which kinds of duties conditions of awards state, in the wordings of several authorities."""

from datetime import date

import pytest

from db.kommune.award.duties import DutyRow
from matcher.award.duties.case import Case
from matcher.award.duties.kinds import Proposal
from matcher.award.duties.proposing import proposals
from matcher.award.duties.words.reading import not_entered, read, unread, unread_at
from matcher.award.standing import standing
from tests.support.awards.awarded import SAXON, amendment, notice


def stated(words: str) -> list[Proposal]:
    """What the words of an award bring; its period ends on 31 December 2028."""
    found = proposals(Case(standing([notice(auflagen=words)]), (), SAXON))
    return [one for one in found if one.span]


@pytest.mark.parametrize(
    ("kind", "day", "words"),
    [
        ("submit", date(2027, 9, 30), "Die wasserrechtliche Erlaubnis ist bis 30.09.2027"
         " nachzureichen."),
        ("submit", date(2029, 3, 15), "Der Gemeinderatsbeschluss muss bis 15.03.2029 vorgelegt"
         " werden."),
        ("submit", None, "Zwei Belegexemplare der Broschüre sind uns kostenfrei zu überlassen."),
        ("submit", date(2027, 5, 20), "Das Empfangsbekenntnis senden Sie bitte innerhalb von zwei"
         " Wochen nach Zugang zurück."),
        ("contract", date(2028, 3, 31), "Die Aufträge für den Rohbau sind bis Ende März 2028 zu"
         " vergeben."),
        ("contract", date(2028, 5, 2), "Bis zum 02.05.2028 muss der Auftrag erteilt sein, die"
         " Leistungen müssen bis 02.05.2028 vergeben sein."),
        ("complete", date(2028, 12, 31), "Die Inbetriebnahme hat bis Ende 2028 zu erfolgen."),
        ("begin", date(2027, 9, 1), "Mit den Arbeiten ist spätestens am 01.09.2027 zu beginnen."),
        ("inspection", None, "Vor der Ausschreibung ist die baufachliche Prüfung zu veranlassen."),
        ("inspection", None, "Die Statik ist durch ein Prüfamt prüfen zu lassen."),
        ("complete", date(2028, 10, 31), "Die Maßnahme muss bis zum 31.10.2028 vollständig"
         " abgeschlossen sein."),
        ("complete", date(2028, 5, 31), "Die Bauarbeiten sind bis Ende Mai 2028 fertigzustellen."),
        ("extension", date(2028, 9, 30), "Eine Verlängerung des Bewilligungszeitraums ist drei"
         " Monate vor dessen Ablauf zu beantragen."),
        ("extension", date(2028, 11, 19), "Anträge auf Verlängerung sind mindestens sechs Wochen"
         " vor Ende des Bewilligungszeitraums zu stellen."),
        ("notice_other", None, "Ein Wechsel der Projektleitung ist binnen eines Monats"
         " mitzuteilen."),
        ("publicity", None, "Am Gebäude ist eine Erläuterungstafel dauerhaft anzubringen."),
        ("procurement", None, "Es sind mindestens drei Angebote einzuholen."),
        ("receipts", date(2039, 12, 31), "Originalbelege sind bis zum 31.12.2039 aufzubewahren."),
        ("binding", date(2035, 12, 31), "Die Geräte sind zu inventarisieren und bis zum 31.12.2035"
         " für den Zuwendungszweck zu verwenden."),
    ],
)  # fmt: skip
def test_each_kind_of_duty_is_known_in_several_wordings(
    kind: str, day: date | None, words: str
) -> None:
    (found,) = stated(words)
    assert (found.kind, found.day, found.words) == (kind, day, words)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("Der letzte Mittelabruf eines Haushaltsjahres muss bis zum 15. November eingehen.",
         [(date(2027, 11, 15), 12)]),
        ("Mittelanforderungen sind bis zum 01.12. eines jeden Jahres vorzulegen.",
         [(date(2027, 12, 1), 12)]),
        ("Über den Stand ist vierteljährlich zum Quartalsende zu berichten.",
         [(date(2027, 6, 30), 3)]),
        ("Jeweils zum 30. Juni und 31. Dezember ist ein Sachstandsbericht vorzulegen.",
         [(date(2027, 12, 31), 12), (date(2028, 6, 30), 12)]),
        ("Der Behörde ist halbjährlich zu berichten.", [(None, 6)]),
    ],
)  # fmt: skip
def test_what_comes_again_says_how_often(words: str, days: list[tuple[date | None, int]]) -> None:
    assert [(one.day, one.recurs) for one in stated(words)] == days


def test_a_yearly_day_counts_from_the_notice_that_said_it_first() -> None:
    words = "Mittel sind jährlich bis zum 1. Dezember anzufordern."
    first, later = notice(auflagen=words), amendment(datum="01.02.2029", auflagen=words)
    for notices, day in (
        ([first, later], date(2027, 12, 1)),
        ([notice(), later], date(2029, 12, 1)),
    ):
        found = proposals(Case(standing(notices), (), SAXON))
        assert [one.day for one in found if one.kind == "drawdown"] == [day]


@pytest.mark.parametrize(
    ("words", "day", "note"),
    [
        ("Für das Gebäude gilt eine Zweckbindung von 25 Jahren ab Inbetriebnahme.", None,
         "Die Frist zählt ab: Inbetriebnahme."),
        ("Die Zweckbindungsfrist von zehn Jahren beginnt mit der Fertigstellung.", None,
         "Die Frist zählt ab: Fertigstellung."),
        ("Die Zweckbindung beträgt 25 Jahre; sie beginnt mit der Fertigstellung.", None,
         "Die Frist zählt ab: Fertigstellung."),
        ("Das Grundstück darf 20 Jahre ab Fertigstellung nicht veräußert werden.", None,
         "Die Frist zählt ab: Fertigstellung."),
        ("Die Zweckbindung beträgt 15 Jahre.", None, "Ab wann die Frist zählt"),
        ("Die Zweckbindung endet zehn Jahre nach Ablauf des Bewilligungszeitraums.",
         date(2038, 12, 31), ""),
        ("Abnahmeprotokolle sind binnen vier Wochen nach Abnahme zu übersenden.", None,
         "Die Frist zählt ab: Abnahme."),
        ("Drei Wochen vor Baubeginn ist ein Bauzeitenplan vorzulegen.", None,
         "Die Frist endet vor einem Tag"),
        ("Nach Fertigstellung ist innerhalb eines Jahres Bericht zu erstatten.", None,
         "Die Frist zählt ab: Fertigstellung."),
        ("Der Verwendungsnachweis ist sechs Monate nach Abschluss der Maßnahme vorzulegen.",
         date(2029, 7, 2), "Gerechnet ab Ende des Bewilligungszeitraums; maßgeblich ist: Abschluss"
         " der Maßnahme."),
    ],
)  # fmt: skip
def test_a_period_from_a_day_nobody_knows_says_what_it_counts_from(
    words: str, day: date | None, note: str
) -> None:
    (found,) = stated(words)
    assert found.day == day
    assert found.note.startswith(note) if note else not found.note


def test_a_proof_of_use_without_a_day_gets_that_of_the_general_conditions() -> None:
    words = "Der Verwendungsnachweis ist nach Muster 4 vorzulegen."
    found = proposals(Case(standing([notice(auflagen=words)]), (), SAXON))
    assert [one.day for one in found if one.kind == "proof"] == [date(2029, 12, 31), None]


def test_what_need_not_be_done_and_what_is_only_told_is_no_duty() -> None:
    for words in (
        "Auf die Vorlage eines Zwischennachweises wird verzichtet.",
        "Der Restbetrag wird nach Vorlage des Verwendungsnachweises ausgezahlt.",
        "Die Baugenehmigung liegt vor.",
        "Ihr Antrag vom 12.01.2027 liegt diesem Bescheid zugrunde.",
        "5.2 Verwendungsnachweis",
    ):
        assert not read(words), words
        assert not unread(words), words
    for words in (
        "Mit dem Vorhaben darf nicht vor dem 01.06.2027 begonnen werden.",
        "Die Arbeiten dürfen frühestens am 1. Juni 2027 begonnen werden.",
    ):
        assert not read(words), words
        assert unread(words), words


def test_what_the_other_side_may_do_is_no_sentence_to_be_read() -> None:
    for words in (
        "Der Rechnungshof ist berechtigt, bei Ihnen zu prüfen.",
        "Gegen diesen Bescheid kann innerhalb eines Monats Widerspruch erhoben werden.",
    ):
        assert not read(words), words
        assert not unread(words), words


def test_a_waiver_takes_its_own_clause_alone() -> None:
    words = "Der Verwendungsnachweis ist bis 31.03.2029 vorzulegen, ein Zwischennachweis entfällt."
    (found,) = stated(words)
    assert (found.kind, found.day) == ("proof", date(2029, 3, 31))


def test_a_sentence_that_asks_for_something_and_gave_no_duty_is_left_to_be_read() -> None:
    words = (
        "Das Gebäude ist gegen Feuer zu versichern. Der Verwendungsnachweis ist bis 30.06.2029"
        " vorzulegen. Wir wünschen viel Erfolg. Die Stelle ist ab 1. Oktober 2027 besetzt."
    )
    first, second = unread(words)
    assert first.words == "Das Gebäude ist gegen Feuer zu versichern."
    assert words[second.start : second.end] == second.words
    assert unread_at(words, second.start) == second
    assert unread_at(words, 3) is None
    assert not_entered(words, []) == [first, second]
    duty = DutyRow(1, "other", title="Versichern", origin="quote", words=first.words)
    assert not_entered(words, [duty]) == [second]


@pytest.mark.parametrize(
    "words",
    [
        "Sämtliche Rechnungen und Zahlungsbelege sind zehn Jahre lang aufzuheben.",
        "Quittungen und Rechnungen müssen 10 Jahre aufgehoben werden.",
        "Die Belege heben Sie bitte zehn Jahre lang auf.",
        "Die Gemeinde hebt alle Unterlagen zehn Jahre auf.",
        "Zehn Jahre lang aufzuheben sind alle Kontoauszüge.",
        "Alle Unterlagen sind für die Dauer von zehn (10) Jahren zu verwahren.",
        "Die Buchungsbelege sind zu archivieren und 10 Jahre lang vorzuhalten.",
        "Originalrechnungen müssen zehn Jahre verfügbar gehalten werden.",
        "Belege sind mindestens zehn Jahre aufzubewahren.",
        "Die Aufbewahrungsfrist beträgt zehn Jahre.",
    ],
)
def test_receipts_are_to_be_kept_in_many_words(words: str) -> None:
    (found,) = read(words)
    assert (found.kind, found.period) == ("receipts", "P10Y")


@pytest.mark.parametrize(
    "words",
    [
        "Der Bescheid kann aufgehoben werden, wenn Belege fehlen.",
        "Wird der Bescheid wegen fehlender Belege aufgehoben, ist die Zuwendung zu erstatten.",
        "Die geförderten Räume sind zehn Jahre für den Zuwendungszweck vorzuhalten.",
    ],
)
def test_not_everything_that_is_kept_or_lifted_is_a_receipt(words: str) -> None:
    assert "receipts" not in {one.kind for one in read(words)}


def test_what_comes_after_the_proof_of_use_does_not_ask_for_it() -> None:
    words = "Die Geräte sind fünf Jahre nach Vorlage des Verwendungsnachweises zu nutzen."
    assert "proof" not in {one.kind for one in read(words)}
