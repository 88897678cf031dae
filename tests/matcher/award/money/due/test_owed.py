"""What came beyond the grant is to be paid back since the notice that lowered it."""

from datetime import date

from matcher.award.gaps import gaps
from matcher.award.money.due.owed import to_be_repaid
from tests.support.awards.awarded import amendment
from tests.support.awards.lettered import TODAY, about, paid

CAME = paid("received", "150000")
LOWERED = amendment(art="teilwiderruf", datum="05.04.2028", bekanntgabe="07.04.2028",
                    zuwendung_eur="100.000")  # fmt: skip


def test_it_is_due_from_the_notice_that_lowered_the_grant_and_not_from_a_later_one() -> None:
    longer = amendment(datum="01.06.2028", zeitraum_bis="30.06.2029")
    for later in ([LOWERED], [LOWERED, longer]):
        (owed,) = to_be_repaid(about([CAME], later).known)
        assert (owed.title, owed.day) == ("50.000\xa0€ zurückzahlen", date(2028, 4, 7))


def test_what_is_paid_back_already_is_named_wherever_the_rest_is() -> None:
    known = about([CAME, paid("repaid", "20000", date(2028, 5, 2))], [LOWERED]).known
    (owed,) = to_be_repaid(known)
    why = (
        "Eingegangen sind 150.000\xa0€, bewilligt nur noch 100.000\xa0€, zurückgezahlt 20.000\xa0€"
    )
    assert (owed.title, owed.note) == ("30.000\xa0€ zurückzahlen", f"{why}.")
    words = [one.words for one in gaps([known], TODAY) if one.kind == "owed"]
    assert words == [f"{why}: 30.000\xa0€ zurückzuzahlen."]
