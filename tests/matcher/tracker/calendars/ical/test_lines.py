"""Lines of a calendar file and what they make up, however faulty they are."""

import pytest

from matcher.tracker.calendars.ical.lines import Component, components, line_of, unfolded


def shape(component: Component) -> object:
    """Its name, with those inside."""
    if not component.parts:
        return component.name
    return component.name, [shape(part) for part in component.parts]


def shapes(*lines: str) -> tuple[object, ...]:
    found, closed = components("\n".join(lines))
    return *(shape(one) for one in found), closed


def begin(*names: str) -> list[str]:
    return [f"BEGIN:{name}" for name in names]


def end(*names: str) -> list[str]:
    return [f"END:{name}" for name in names]


def test_components_stand_in_each_other() -> None:
    lines = [*begin("VCALENDAR", "VEVENT", "VALARM"), *end("VALARM", "VEVENT"), *begin("VEVENT"),
             *end("VEVENT", "VCALENDAR")]  # fmt: skip
    assert shapes(*lines) == (("VCALENDAR", [("VEVENT", ["VALARM"]), "VEVENT"]), True)


def test_an_entry_that_is_not_closed_ends_where_the_next_one_begins() -> None:
    lines = [*begin("VCALENDAR", "VEVENT", "VALARM", "VEVENT"), *end("VEVENT", "VCALENDAR")]
    assert shapes(*lines) == (("VCALENDAR", [("VEVENT", ["VALARM"]), "VEVENT"]), True)
    assert shapes(*begin("VTIMEZONE", "VEVENT")) == (("VTIMEZONE", ["VEVENT"]), False)


def test_a_calendar_that_is_not_closed_ends_where_the_next_one_begins() -> None:
    lines = [*begin("VCALENDAR", "VEVENT", "VCALENDAR"), *end("VCALENDAR")]
    assert shapes(*lines) == (("VCALENDAR", ["VEVENT"]), "VCALENDAR", True)
    assert shapes(*begin("VCALENDAR", "VEVENT")) == (("VCALENDAR", ["VEVENT"]), False)


def test_an_end_closes_the_innermost_of_its_name_and_one_too_many_nothing() -> None:
    lines = [*begin("VCALENDAR", "VEVENT", "X", "X", "Y"), *end("X"), *begin("Z"), *end("", "Q")]
    assert shapes(*lines) == (("VCALENDAR", [("VEVENT", [("X", [("X", ["Y"]), "Z"])])]), False)
    assert shapes(*end("VEVENT"), *begin("VCALENDAR"), *end("VCALENDAR")) == ("VCALENDAR", True)


def test_twenty_components_stand_in_each_other_and_not_one_more() -> None:
    [found], _ = components("\n".join(begin(*(f"X{n}" for n in range(30)))))
    depth = 1
    while found.parts:
        [found] = found.parts
        depth += 1
    assert depth == 20


@pytest.mark.parametrize("mark", ["\r\n", "\n", "\r"])
def test_folded_lines_are_one(mark: str) -> None:
    written = mark.join(["\ufeffA:1", " 2", "\t3", "", "B:4", "  5", "   "])
    assert list(filter(None, unfolded(written))) == ["A:123", "B:4 5  "]


@pytest.mark.parametrize(
    ("raw", "params", "value"),
    [
        ("X:a:b", {}, "a:b"),
        ("X", {}, ""),
        ("X;A=1", {"A": "1"}, ""),
        ("X;a=1; B = 2 :v;w=3", {"A": "1", "B": "2"}, "v;w=3"),
        ('X;A="b:c;d";E=f:v', {"A": "b:c;d", "E": "f"}, "v"),
        ('X;A="b:v', {"A": "b"}, "v"),
        ("X;A=b:c:20260701", {"A": "b"}, "c:20260701"),
        ("DTSTART;TZID=(UTC+01:00) Rom:20260701T180000", {"TZID": "(UTC+01:00) Rom"},
         "20260701T180000"),
        ('DTSTART;TZID="(UTC+01:00) Rom":2026-07-01', {"TZID": "(UTC+01:00) Rom"}, "2026-07-01"),
        ("DTSTART:2026-07-01T18:00:00", {}, "2026-07-01T18:00:00"),
        ("DTSTART;TZID=a:b:bald", {"TZID": "a"}, "b:bald"),
    ],
)  # fmt: skip
def test_a_line_has_parameters_and_a_value(raw: str, params: dict[str, str], value: str) -> None:
    line = line_of(raw.partition(":")[0].partition(";")[0], raw)
    assert (line.params, line.value) == (params, value)


def test_a_text_is_read_without_escapes_on_one_line() -> None:
    [found], _ = components("BEGIN:X\nSUMMARY:\nSUMMARY:Rat\\, Saal\\n2 \\N\\;\\\\\nSUMMARY:b")
    assert found.text("SUMMARY") == "Rat, Saal 2 ;\\"
    assert [line.value for line in found.all("SUMMARY")][1:] == ["b"]
    assert (found.text("LOCATION"), found.first("LOCATION")) == ("", None)
