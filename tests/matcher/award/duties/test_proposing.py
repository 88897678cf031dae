"""Which duties an award brings, from which words, on which day."""

from datetime import date

from db.records import Fact
from matcher.award.duties.case import Case
from matcher.award.duties.general import known, named
from matcher.award.duties.kinds import Proposal
from matcher.award.duties.proposing import proposals, spending_time
from matcher.award.money.drawn import SpendingTime
from matcher.award.standing import standing
from tests.support.awards.awarded import CONDITIONS, SAXON, amendment, notice


def of_kind(found: list[Proposal], kind: str) -> list[Proposal]:
    return [one for one in found if one.kind == kind]


def one(found: list[Proposal], kind: str) -> Proposal:
    (only,) = of_kind(found, kind)
    return only


def case(facts: tuple[Fact, ...] = (), **changed: object) -> Case:
    return Case(standing([notice(**changed)]), facts, SAXON)


def test_the_words_of_the_award_come_before_the_general_conditions() -> None:
    found = proposals(case(auflagen=CONDITIONS))
    proof = one(found, "proof")
    # six months after 31 December 2028 end on a Saturday
    assert (proof.origin, proof.day) == ("quote", date(2029, 7, 2))
    assert one(found, "notice_costs").words.startswith("6. Ermäßigen sich die Ausgaben")
    assert one(found, "notice_money").origin == "proposal"


def test_every_quote_points_into_the_pasted_words() -> None:
    found = [p for p in proposals(case(auflagen=CONDITIONS)) if p.origin == "quote"]
    assert len(found) > 8
    for proposal in found:
        assert proposal.span is not None
        first, last = proposal.span
        assert CONDITIONS[first:last] == proposal.words


def test_a_yearly_interim_proof_comes_first_after_the_notice_and_every_year() -> None:
    interim = one(proposals(case(auflagen=CONDITIONS)), "interim")
    assert (interim.day, interim.recurs) == (date(2028, 3, 31), 12)


def days_of(kind: str, words: str, **changed: object) -> list[tuple[date | None, int]]:
    found = of_kind(proposals(case(auflagen=words, **changed)), kind)
    return [(proposal.day, proposal.recurs) for proposal in found]


def test_a_report_on_a_year_is_due_after_the_first_year_of_the_award_period() -> None:
    period: dict[str, object] = {"datum": "18.11.2027", "bekanntgabe": None,
                                 "zeitraum_ab": "01.01.2028", "raten": None}  # fmt: skip
    for words, day in (
        ("Ein Zwischennachweis ist jährlich zum 31. März vorzulegen.", date(2029, 3, 31)),
        ("Zum 30. November jeden Jahres ist ein Sachbericht vorzulegen.", date(2028, 11, 30)),
        ("Der Zwischennachweis ist binnen vier Monaten nach Ablauf des Haushaltsjahres"
         " vorzulegen.", date(2029, 4, 30)),
    ):  # fmt: skip
        kind = "interim" if "Zwischennachweis" in words else "report"
        assert days_of(kind, words, **period) == [(day, 12)], words


def test_a_report_that_is_due_after_something_else_has_no_day() -> None:
    words = "Ein Zwischennachweis ist drei Monate nach Fertigstellung des Rohbaus vorzulegen."
    assert days_of("interim", words) == [(None, 0)]


def test_receipts_are_kept_for_years_after_the_day_of_the_proof() -> None:
    words = (
        "Der Verwendungsnachweis ist bis zum 30. April 2029 vorzulegen. Belege sind zehn Jahre nach"
        " Vorlage des Nachweises aufzubewahren."
    )
    assert days_of("receipts", words) == [(date(2039, 4, 30), 0)]


def test_publicity_is_asked_for_however_long_the_sentence() -> None:
    words = (
        "Auf die Förderung durch das Land ist bei allen Veranstaltungen und in allen Schriften"
        " hinzuweisen."
    )
    assert days_of("publicity", words) == [(None, 0)]


def test_without_own_words_the_guideline_speaks_before_the_general_conditions() -> None:
    fact = Fact("proof_of_use", "P9M", "proof.period", field="procedure", start=0, end=8,
                quote="binnen neun Monaten")  # fmt: skip
    proof = one(proposals(case((fact,))), "proof")
    assert (proof.words, proof.day) == ("binnen neun Monaten", date(2029, 10, 1))


def test_general_conditions_give_begin_proof_and_the_keeping_of_receipts() -> None:
    found = proposals(case())
    assert one(found, "begin").day == date(2028, 5, 8)  # 6 May 2028 is a Saturday
    assert one(found, "proof").day == date(2029, 12, 31)
    assert one(found, "receipts").day == date(2034, 12, 31)
    assert "ANBest-K Sachsen 2023, Nr. 1.4" in one(found, "begin").words


def test_an_amended_period_moves_what_follows_from_it() -> None:
    longer = standing([notice(), amendment(zeitraum_bis="30.06.2029")])
    found = proposals(Case(longer, (), SAXON))
    assert one(found, "extension").day == date(2029, 6, 30)
    assert one(found, "proof").day == date(2030, 7, 1)


def test_an_appeal_is_a_question_until_a_month_after_service_or_a_waiver() -> None:
    appeal = one(proposals(case()), "appeal")
    assert appeal.day == date(2027, 6, 7)  # 6 June 2027 is a Sunday
    assert "keine Rechtsauskunft" in appeal.words
    assert not of_kind(proposals(case(verzicht="ja")), "appeal")
    assert not of_kind(proposals(case(bekanntgabe=None)), "appeal")


def test_a_rejection_brings_the_question_of_an_appeal_alone() -> None:
    refused = notice(art="ablehnung", zuwendung_eur=None, raten=None)
    assert [p.kind for p in proposals(Case(standing([refused]), (), SAXON))] == ["appeal"]


def test_who_is_awarded_after_a_rejection_is_not_asked_about_that() -> None:
    served = {"datum": "26.04.2027", "bekanntgabe": "28.04.2027"}
    refused = notice(art="ablehnung", zuwendung_eur=None, raten=None, **served)
    appeal = one(proposals(Case(standing([refused, notice()]), (), SAXON)), "appeal")
    assert appeal.words.startswith("Zuwendungsbescheid vom 03.05.2027")


def test_unknown_general_conditions_and_days_stay_unknown() -> None:
    found = proposals(case(nebenbestimmungen="NBest-Bau 1998", zeitraum_bis=None))
    assert [p.kind for p in found] == ["appeal"]
    words = "Der Verwendungsnachweis ist innerhalb von sechs Monaten vorzulegen."
    without = proposals(case(auflagen=words, zeitraum_bis=None))
    assert one(without, "proof").day is None


def test_the_time_for_spending_is_the_awards_else_that_of_its_conditions() -> None:
    assert spending_time(case(auflagen=CONDITIONS)) == SpendingTime(months=2)
    assert spending_time(case(nebenbestimmungen="ANBest-P")) == SpendingTime(weeks=6)
    assert spending_time(case()) is None


def test_conditions_are_known_by_the_words_of_a_notice() -> None:
    found = named("gemäß den ANBest-K Sachsen in der Fassung von 2023")
    assert found is not None
    assert found.id == "anbest-k-sachsen-2023"
    assert named("") is None
    assert named("ANBest-K Sachsen-Anhalt") is None
    assert named("ANBest-Gk des Landes, 2023") is None
    assert named("ANBest-P (Bayern)") is None
    assert named("ANBest-P des Bundes") == named("ANBest-P")
    assert named("BNBest-P") is None
    assert len({one.id for one in known()}) == len(known())


def test_talk_of_a_beginning_without_a_time_is_no_duty() -> None:
    words = "Das Vorhaben wurde im Mai begonnen. Der vorzeitige Beginn war bis 1. Juni genehmigt."
    assert not [p for p in proposals(case(auflagen=words)) if p.span]
