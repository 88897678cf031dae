"""What an address chooses."""

from datetime import date
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.site.deadlines.choice import EVERYTHING, Choice, Choices, read_choice

TODAY = date(2026, 11, 24)
OWN = Choices({"kita": "Kita", "platz": "Platz & Markt"}, ["Bauamt", "Amt für Öde"], login=True)


def read(address: str, choices: Choices = OWN) -> Choice:
    return read_choice(dict(parse_qsl(urlsplit(address).query)), choices, TODAY)


@pytest.mark.parametrize(
    "address",
    ["/fristen", "/fristen?vorhaben=kita&fachamt=Amt+f%C3%BCr+%C3%96de&ebene=eu&urteil=passt",
     "/fristen?monate=3&umfang=alle&seite=2", "/fristen?status=watching&umfang=moeglich",
     "/fristen?ansicht=monat&monat=2027-02",
     "/fristen?gruppe=rolling"],
)  # fmt: skip
def test_a_choice_writes_the_address_it_was_read_from(address: str) -> None:
    choice = read(address)
    assert choice.hints == ()
    assert choice.address() == address.removesuffix("&seite=2")
    assert read("?" + urlencode(choice.parameters())) == choice


@pytest.mark.parametrize(
    ("query", "words"),
    [("vorhaben=fehlt", "„fehlt“ gibt es im Filter „Vorhaben“ nicht"),
     ("urteil=ausgeschlossen", "Filter „Urteil“"), ("ebene=mond", "Filter „Ebene“"),
     ("monate=99", "Filter „Zeitraum“"), ("gruppe=x", "Filter „Gruppe“"),
     ("ansicht=x", "Filter „Ansicht“"),
     ("ansicht=monat&monat=2026-10", "Der Monat „2026-10“ lässt sich nicht zeigen"),
     ("ansicht=monat&monat=2030-01", "Der Monat „2030-01“"),
     ("alle=1&vorhaben=kita", "„Alle Programme“ gilt nicht zusammen"),
     ("umfang=alles", "Filter „Umfang“")],
)  # fmt: skip
def test_what_cannot_be_chosen_is_said_and_left_out(query: str, words: str) -> None:
    choice = read(f"?{query}")
    (hint,) = choice.hints
    assert words in hint
    assert choice.scope != EVERYTHING
    assert choice.month in (None, date(2026, 11, 1))


def test_what_is_further_from_the_topic_can_be_chosen_where_there_is_any() -> None:
    assert read("?urteil=rand").hints
    wider = Choices(
        OWN.projects, OWN.departments, verdicts=("passt", "pruefen", "rand"), login=True
    )
    assert read("?urteil=rand", wider).verdict == "rand"
    assert read("?urteil=rand", wider).hints == ()


def test_filters_of_projects_need_a_login_whether_or_not_the_project_exists() -> None:
    for value in ("kita", "fehlt"):
        choice = read(f"?vorhaben={value}&alle=1", Choices())
        assert not choice.project
        assert choice.hints == (
            "Der Filter „Vorhaben“ gilt erst nach der Anmeldung und bleibt außer Acht.",
        )


@pytest.mark.parametrize(
    ("query", "scope"),
    [("", ""), ("umfang=moeglich", "moeglich"), ("umfang=alle", "alle"), ("alle=1", "alle"),
     ("status=watching", ""), ("status=new", "moeglich"), ("status=mir", "moeglich"),
     ("umfang=nah", "")],
)  # fmt: skip
def test_the_page_is_about_what_is_followed_unless_one_asks_for_more(
    query: str, scope: str
) -> None:
    assert read(f"?{query}").scope == scope
    assert read(f"?{query}", Choices()).scope == ""


def test_a_month_is_open_from_this_one_to_three_years_ahead() -> None:
    assert read("?ansicht=monat").month == date(2026, 11, 1)
    assert read("?ansicht=monat&monat=2029-10").month == date(2029, 10, 1)


@given(st.dictionaries(
    st.sampled_from(["vorhaben", "fachamt", "ebene", "urteil", "monate", "alle", "ansicht",
                     "monat", "gruppe", "seite"]), st.text(max_size=60)))  # fmt: skip
def test_any_address_is_read(arguments: dict[str, str]) -> None:
    choice = read_choice(arguments, OWN, TODAY)
    assert choice.page >= 1
    assert all(len(hint) < 200 for hint in choice.hints)


@pytest.mark.parametrize(
    ("query", "active"),
    [("", 0), ("monate=12", 0), ("ansicht=monat&monat=2027-02", 0), ("alle=1", 1),
     ("umfang=moeglich", 1), ("umfang=alle", 1),
     ("monate=3&ebene=eu", 2), ("vorhaben=kita&fachamt=Bauamt&urteil=passt&status=mir", 4)],
)  # fmt: skip
def test_filters_that_are_set_are_counted(query: str, active: int) -> None:
    assert read(f"?{query}").active == active
