"""Objects of OParl as they are written, and what is made of members that are empty or missing."""

import json
from typing import Any

import pytest

from db.errors import FoerderlageError
from matcher.tracker.calendars.meetings import Meeting, Removed
from matcher.tracker.calendars.oparl_objects import (
    Organization,
    Unreadable,
    is_ours,
    is_true,
    is_undatable,
    meeting_of,
    moment_of,
    organization_of,
    page_of,
)
from tests.conftest import ROOT
from tests.support.servers.council import TYPE

EXAMPLES = ROOT.parent / "shared/data/oparl/examples"


@pytest.mark.parametrize(
    ("item", "main", "kind"),
    [
        ({"id": "/org/1", "name": "Hohes Haus"}, "/org/1", "council"),
        ({"id": "/org/2", "name": "Bauausschuss"}, "/org/1", "committee"),
        ({"id": "/org/2", "name": "Runder Tisch"}, "/org/1", "other"),
        ({"id": "", "name": "Runder Tisch"}, "", "other"),
        ({"id": "/org/2", "name": "Runder Tisch"}, "", "other"),
    ],
)
def test_only_the_main_organization_is_the_council_whatever_its_name(
    item: dict[str, Any], main: str, kind: str
) -> None:
    assert organization_of(item, main).kind == kind


@pytest.mark.parametrize("item", [{}, {"id": ""}, {"id": " "}, {"id": None}, {"id": []}])
def test_a_meeting_without_a_name_in_the_net_is_refused(item: dict[str, Any]) -> None:
    with pytest.raises(Unreadable, match="eine Sitzung ohne id"):
        meeting_of({"name": "Stadtrat", **item}, {}, "quelle")


@pytest.mark.parametrize(
    ("more", "body"),
    [
        ({}, "Sitzung"),
        ({"organization": None}, "Sitzung"),
        ({"organization": []}, "Sitzung"),
        ({"organization": "/org/1"}, "Bauausschuss"),
        ({"organization": ["/org/1", "/org/2"]}, "Bauausschuss und Stadtrat"),
        ({"organization": {"id": "/org/2"}}, "Stadtrat"),
    ],
)
def test_a_meeting_may_be_of_no_body_of_one_or_of_several(more: dict[str, Any], body: str) -> None:
    known = {"/org/1": Organization("Bauausschuss", "committee"),
             "/org/2": Organization("Stadtrat", "council")}  # fmt: skip
    item = {"id": "/m/1", "name": "Sitzung", "start": "2026-10-01T18:00:00+02:00", **more}
    found = meeting_of(item, known, "quelle")
    assert isinstance(found, Meeting)
    assert found.body == body


@pytest.mark.parametrize("ags", ["", None, [], {}, "Auental", "06799002", "1", "06799" * 9])
def test_another_key_is_not_ours(ags: object) -> None:
    assert not is_ours({"ags": ags}, "06799001")


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({}, "scheduled"),
        ({"cancelled": False}, "scheduled"),
        ({"cancelled": True}, "cancelled"),
        ({"meetingState": "abgesagt"}, "cancelled"),
        ({"meetingState": "eingeladen"}, "scheduled"),
        ({"name": "Stadtrat (entfällt)"}, "cancelled"),
        ({"meetingState": "Entfallen"}, "cancelled"),
        ({"meetingState": "Sitzung entfällt"}, "cancelled"),
        ({"meetingState": "ABSAGE"}, "cancelled"),
        ({"meetingState": "verschoben"}, "cancelled"),
        ({"meetingState": "storniert"}, "cancelled"),
        ({"meetingState": "fällt aus"}, "cancelled"),
        ({"meetingState": "durchgeführt"}, "scheduled"),
        ({"meetingState": ["abgesagt"]}, "scheduled"),
        ({"cancelled": "true"}, "cancelled"),
        ({"cancelled": 1}, "cancelled"),
        ({"cancelled": "false"}, "scheduled"),
        ({"cancelled": None}, "scheduled"),
    ],
)
def test_called_off_is_read_in_all_its_forms(more: dict[str, Any], status: str) -> None:
    item = {"id": "m", "name": "Stadtrat", "start": "2026-10-01T18:00:00", **more}
    one = meeting_of(item, {}, "quelle")
    assert isinstance(one, Meeting)
    assert (one.status, one.body, f"{one.start:%z}") == (status, "Stadtrat", "+0200")


def test_the_next_address_may_be_relative() -> None:
    assert page_of(
        {"data": [], "links": {"next": "?page=2"}}, "https://x.example/l?page=1"
    ).next == ("https://x.example/l?page=2")


@pytest.mark.skipif(not EXAMPLES.exists(), reason="examples of the standard are not at hand")
def test_the_examples_of_the_standard_are_understood() -> None:
    meeting, organization = (
        json.loads((EXAMPLES / f"{name}-01.json").read_text("utf-8"))
        for name in ("Meeting", "Organization")
    )
    one = meeting_of(meeting, {organization["id"]: organization_of(organization)}, "x")
    assert isinstance(one, Meeting)
    assert (one.body, one.kind) == ("Ausschuss für Haushalt und Finanzen", "committee")
    assert f"{one.start:%d.%m.%Y %H:%M}" == "04.01.2013 08:00"


def meeting(**more: Any) -> Meeting:
    item = {"id": "m", "name": "Stadtrat", "start": "2026-10-01T18:00:00+02:00", **more}
    found = meeting_of(item, {}, "quelle")
    assert isinstance(found, Meeting)
    return found


@pytest.mark.parametrize(
    ("end", "hour"),
    [("2026-10-01T18:00:01+02:00", "18:00:01"), ("2026-10-01T18:00:00+02:00", None),
     ("2026-10-01T17:59:00+02:00", None), ("N/A", None), (None, None)],
)  # fmt: skip
def test_an_end_lies_behind_the_beginning(end: object, hour: str | None) -> None:
    found = meeting(end=end).end
    assert (found and f"{found:%H:%M:%S}") == hour


@pytest.mark.parametrize(
    ("start", "all_day"),
    [("2026-10-01", True), ("2026-10-01T18:00", False), ("2026-10-01T00:00:00+02:00", False)],
)
def test_a_day_without_an_hour_is_a_whole_one(start: str, all_day: bool) -> None:
    assert meeting(start=start).all_day == all_day


@pytest.mark.parametrize(
    ("words", "year"),
    [("1899-12-31", None), ("1900-01-01", 1900), ("2200-12-31", 2200), ("2201-01-01", None),
     ("2026-02-30", None), ("bald", None), (None, None), ([], None), (True, None)],
)  # fmt: skip
def test_a_time_lies_between_two_years(words: object, year: int | None) -> None:
    found = moment_of(words)
    assert (found and found.year) == year
    undated = meeting_of({"id": "m", "start": words}, {}, "quelle")
    assert isinstance(undated, Removed if year is None else Meeting)
    assert is_undatable({"start": words}) == (isinstance(words, str) and year is None)


def test_a_meeting_without_a_date_is_none_on_any_day_and_a_deleted_one_is_gone() -> None:
    modified = "2026-09-01T12:00:00+02:00"
    undated = meeting_of({"id": "m", "modified": modified}, {}, "quelle")
    assert undated == Removed("m", "undated", modified=moment_of(modified))
    deleted = meeting_of({"id": "m", "deleted": True, "start": "2026-10-01"}, {}, "quelle")
    assert deleted == Removed("m", "deleted")


def test_another_object_is_no_meeting() -> None:
    assert meeting(type=TYPE + "Meeting/").body == "Stadtrat"
    with pytest.raises(Unreadable, match="liefert „Paper“ statt Sitzungen"):
        meeting(type=TYPE + "Paper")


@pytest.mark.parametrize(
    ("location", "place"),
    [
        (None, ""),
        ("https://ris.example/location/1", ""),
        (
            {"room": "Saal", "locality": "Auental", "description": "Rathaus"},
            "Rathaus, Saal, Auental",
        ),
        ({"room": "N/A", "locality": "Auental", "description": "Auental"}, "Auental"),
        ({"room": "", "streetAddress": 7}, "7"),
    ],
)
def test_the_place_is_put_together_of_what_is_said(location: object, place: str) -> None:
    assert meeting(location=location).place == place


def test_the_weightiest_body_of_several_tells_the_kind() -> None:
    known = {"a": Organization("Runder Tisch", "other"), "b": Organization("Bau", "committee"),
             "c": Organization("", "council"), "d": None}  # fmt: skip
    item = {"id": "m", "name": "Stadtrat", "start": "2026-10-01"}
    for ids, body, kind in (
        (["a", "b"], "Runder Tisch und Bau", "committee"),
        (["a", "c", "d"], "Runder Tisch", "other"),
        (["c", "d"], "Stadtrat", "council"),
    ):
        found = meeting_of({**item, "organization": ids}, known, "quelle")
        assert isinstance(found, Meeting)
        assert (found.body, found.kind) == (body, kind)
    assert meeting(name="").body == "ohne Gremium"


@pytest.mark.parametrize(
    ("value", "yes"),
    [(True, True), ("true", True), (" Ja ", True), (1, True), ("yes", True), (False, False),
     (2, False), ("nein", False), (None, False), ([True], False)],
)  # fmt: skip
def test_yes_is_said_in_several_ways(value: object, yes: bool) -> None:
    assert is_true(value) == yes


ADDRESS = "https://x.example/l?page=1"
THING = {"id": "m", "type": TYPE + "Meeting"}


@pytest.mark.parametrize(
    ("answer", "items"),
    [
        ({"data": []}, ()),
        ({"data": [THING, "/m/2", 7]}, (THING, "/m/2", 7)),
        ({"data": THING}, (THING,)),
        ({"data": {"0": THING, "7": "/m/2"}}, (THING, "/m/2")),
        ({"data": {"0": THING, "id": "m"}}, ({"0": THING, "id": "m"},)),
        ({"data": {}}, ({},)),
        (THING, (THING,)),
    ],
)
def test_a_list_is_read_in_several_shapes(
    answer: dict[str, Any], items: tuple[object, ...]
) -> None:
    assert page_of(answer, ADDRESS).items == items
    assert page_of(answer, ADDRESS).next is None


@pytest.mark.parametrize(
    "answer", [{}, {"id": "m"}, {"type": TYPE + "Meeting"}, {"data": None}, {**THING, "data": None},
               {"data": "x"}, {"data": 7}],
)  # fmt: skip
def test_what_is_no_list_is_refused(answer: dict[str, Any]) -> None:
    with pytest.raises(FoerderlageError, match="keine OParl-Liste"):
        page_of(answer, ADDRESS)


def test_a_list_of_other_things_is_refused_and_null_ends_only_further_pages() -> None:
    with pytest.raises(FoerderlageError, match="Liste ohne OParl-Objekte"):
        page_of({"data": [1, None]}, ADDRESS)
    assert page_of({"data": None}, ADDRESS, continues=True).items == ()
    assert page_of({"data": [THING]}, ADDRESS, continues=True).items == (THING,)


@pytest.mark.parametrize("links", [None, [], {}, {"next": None}, {"next": " "}, {"next": 7}])
def test_a_list_ends_where_no_page_is_named(links: object) -> None:
    assert page_of({"data": [], "links": links}, ADDRESS).next is None


@pytest.mark.parametrize(
    ("key", "ours"),
    [
        ("06799001", True),
        ("6799001", True),
        (6799001, True),
        ("067990010", True),
        ("0679900100", True),
        ("067995555001", True),
        ("67995555001", True),
        ("067990010000", True),
        ("06799001000", False),
        ("0679900100001", True),
        ("06799002", False),
        ("067995555002", False),
        ("٠٦٧٩٩٠٠١", False),
        ("06799001a", False),
    ],
)
def test_the_key_of_a_municipality_is_known_in_its_forms(key: object, ours: bool) -> None:
    assert is_ours({"ags": key}, "06799001") == ours
    assert is_ours({"rgs": key}, "06799001") == ours


@pytest.mark.parametrize(
    ("key", "ours"), [("06799", True), ("6799", False), ("067995555001", False)]
)
def test_the_key_of_a_district_has_five_digits(key: str, ours: bool) -> None:
    assert is_ours({"ags": key}, "06799000") == ours


@pytest.mark.parametrize(
    ("item", "name", "kind"),
    [
        ({"name": "Rat", "shortName": "R"}, "Rat", "council"),
        ({"shortName": "Bau", "classification": "Ausschuss"}, "Bau", "committee"),
        ({"name": "Runde", "classification": None}, "Runde", "other"),
        ({}, "", "other"),
    ],
)
def test_an_organization_is_told_by_name_and_class(
    item: dict[str, Any], name: str, kind: str
) -> None:
    assert organization_of(item) == Organization(name, kind)  # type: ignore[arg-type]
