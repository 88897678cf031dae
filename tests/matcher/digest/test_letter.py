"""The mail itself: words, both forms, links, and nothing that could be injected."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from db.errors import FoerderlageError
from db.kommune.recipients import Recipient
from matcher.digest.letter import Envelope, letter, subject
from matcher.digest.to_tell import Dated, Item, News, Told
from tests.support.towns.digest_world import night

TODAY = date(2026, 11, 24)
ENVELOPE = Envelope("foerderlage@auental.example", "https://amt.example/f/", night(TODAY), TODAY)
OFFICE = Recipient("Bauamt, Süd", "bau@auental.example", "Bauamt", "daily", None, TODAY, id=3)
DUE = Item(
    "deadline", ("deadline", "a"), "Antrag: Kita & Co", frozenset({"kita", "geheim"}),
    ("„bis 08.12.2026“",), "/programm/q/a.html", when=Dated(date(2026, 12, 8), (14,)),
)  # fmt: skip
MATCH = Item("match", ("match", "b"), "Rad", frozenset({"kita"}), when=News(TODAY))
TOLD = [Told(DUE, "14"), Told(MATCH, "")]
TITLES = {"kita": "Kita Wiesengrund"}


def read(message: EmailMessage) -> EmailMessage:
    """The mail as a mail program reads it."""
    return message_from_bytes(bytes(message), policy=policy.default)


def bodies(message: EmailMessage) -> tuple[str, str]:
    plain, html = (read(message).get_body((kind,)) for kind in ("plain", "html"))
    assert plain is not None
    assert html is not None
    return plain.get_content(), html.get_content()


def test_text_and_html_say_the_same_in_german() -> None:
    message = letter(OFFICE, TOLD, TITLES, ENVELOPE)
    plain, html = bodies(message)
    soup = BeautifulSoup(html, "lxml")
    for words in (
        "das ist neu bei den Vorhaben des Fachamts „Bauamt“ (Stand 24.11.2026).",
        "Antrag: Kita & Co",
        "Dienstag, 08.12.2026 – noch 14 Tage", "Vorhaben: Kita Wiesengrund", "„bis 08.12.2026“",
    ):  # fmt: skip
        assert words in plain
        assert words in soup.get_text()
    assert [h.get_text() for h in soup.find_all("h2")] == ["Fristen", "Neue Treffer"]
    assert soup.html
    assert soup.html["lang"] == "de"
    assert read(message).get_content_type() == "multipart/alternative"


def test_headers_name_sender_reader_and_contents() -> None:
    message = read(letter(OFFICE, TOLD, TITLES, ENVELOPE))
    assert message["From"] == "Förderlage <foerderlage@auental.example>"
    assert message["To"] == '"Bauamt, Süd" <bau@auental.example>'
    assert message["Subject"] == "Förderlage: 1 Frist, 1 neuer Treffer"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"].datetime == night(TODAY)


def test_links_are_there_only_when_the_sites_address_is_known() -> None:
    linked = bodies(letter(OFFICE, TOLD, TITLES, ENVELOPE))
    assert "https://amt.example/f/programm/q/a.html" in linked[0]
    hrefs = [a["href"] for a in BeautifulSoup(linked[1], "lxml").find_all("a")]
    assert hrefs == ["https://amt.example/f/programm/q/a.html", "https://amt.example/f/"]
    bare = bodies(letter(OFFICE, TOLD, TITLES, Envelope("", "", night(TODAY), TODAY)))
    assert "http" not in bare[0]
    assert not BeautifulSoup(bare[1], "lxml").find_all("a")


def test_the_number_of_a_mail_follows_from_its_contents() -> None:
    one, same = (letter(OFFICE, TOLD, TITLES, ENVELOPE)["Message-ID"] for _ in range(2))
    other = letter(OFFICE, TOLD[:1], TITLES, ENVELOPE)["Message-ID"]
    assert one == same != other


def test_a_day_that_passed_is_said_so() -> None:
    past = Told(Item("step", ("s",), "Vorlage", when=Dated(date(2026, 11, 23))), "0")
    gone = Told(Item("deadline", ("d",), "Antrag", when=Dated(date(2026, 11, 22))), "0")
    plain, _ = bodies(letter(OFFICE, [past, gone], {}, ENVELOPE))
    assert "Montag, 23.11.2026 – seit 1 Tag überfällig" in plain
    assert "Sonntag, 22.11.2026 – vor 2 Tagen verstrichen" in plain
    assert subject([past, past]) == "Förderlage: 2 Schritte"


def test_what_differs_by_its_project_only_is_said_once() -> None:
    other = Told(replace(DUE, name=("deadline", "b"), projects=frozenset({"rad"})), "14")
    plain, _ = bodies(letter(OFFICE, [TOLD[0], other], {**TITLES, "rad": "Radweg"}, ENVELOPE))
    assert plain.count("Antrag: Kita & Co") == 1
    assert "Vorhaben: Kita Wiesengrund, Radweg" in plain


EVIL = "x\r\nBcc: alle@auental.example\r\n\r\n<script>alert(1)</script>"


def test_nothing_in_names_and_titles_becomes_a_header_or_markup() -> None:
    hostile = Recipient(EVIL, OFFICE.email, EVIL, "daily", None, TODAY)
    item = Item("match", ("m",), EVIL, frozenset({"kita"}), (EVIL,), when=News(TODAY))
    message = letter(hostile, [Told(item, "")], {"kita": EVIL}, ENVELOPE)
    found = read(message)
    assert {k.lower() for k in found} == {
        "from", "to", "subject", "date", "message-id", "auto-submitted", "mime-version",
        "content-type",
    }  # fmt: skip
    assert [a.addr_spec for a in found["To"].addresses] == [OFFICE.email]
    assert not BeautifulSoup(bodies(message)[1], "lxml").find_all("script")


@pytest.mark.parametrize(
    "address", ["", "a", "a@b\r\nBcc: c@d", "a@b, c@d", "ä@b.example", "<a@b.example>"]
)
def test_what_is_no_single_address_gets_no_mail(address: str) -> None:
    wrong = Recipient("Anna", address, "", "daily", None, TODAY, person_id=1)
    with pytest.raises(FoerderlageError, match="keine gültige Mailadresse"):
        letter(wrong, TOLD, TITLES, ENVELOPE)


@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_can_be_told(name: str, title: str) -> None:
    reader = Recipient(name, OFFICE.email, "", "weekly", 0, TODAY, person_id=1)
    item = Item("match", ("m",), title, when=News(TODAY))
    found = read(letter(reader, [Told(item, "")], {}, ENVELOPE))
    assert [a.addr_spec for a in found["To"].addresses] == [OFFICE.email]
    assert found.get_body(("plain",)) is not None
