"""Calendars in the encodings in which programs write them."""

import codecs

import pytest

from matcher.tracker.calendars.decoding import text_of

TEXT = "BEGIN:VCALENDAR\r\nSUMMARY:Ausschuss für Umwelt – entfällt\r\nEND:VCALENDAR\r\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode(),
        codecs.BOM_UTF8 + TEXT.encode(),
        TEXT.encode("cp1252"),
        TEXT.encode("utf-16"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
    ],
)
def test_every_usual_encoding_is_understood(content: bytes) -> None:
    assert text_of(content).splitlines() == TEXT.splitlines()


def test_a_third_of_empty_bytes_is_not_yet_utf_16() -> None:
    assert text_of(b"ab\x00ab\x00") == "ab\x00ab\x00"
    assert text_of(b"a\x00b\x00") == "ab"


def test_lines_may_be_folded_in_the_middle_of_a_character() -> None:
    written = TEXT.encode()
    at = written.index("ü".encode()) + 1
    assert text_of(written[:at] + b"\r\n " + written[at:]).splitlines() == TEXT.splitlines()


def test_one_line_in_another_encoding_spoils_no_other() -> None:
    mixed = TEXT.encode() + "LOCATION:Bürgerhaus".encode("cp1252")
    assert text_of(mixed).splitlines() == [*TEXT.splitlines(), "LOCATION:Bürgerhaus"]


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"\xff\xfe\x00", b"\x81\x00\xff", bytes(9)])
def test_what_is_no_text_is_no_error(content: bytes) -> None:
    assert isinstance(text_of(content), str)
