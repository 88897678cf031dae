"""Objects of OParl as they are written, and what is made of members that are empty or missing."""

import json
from typing import Any

import pytest

from matcher.tracker.calendars.meetings import Meeting
from matcher.tracker.calendars.oparl_objects import (
    Organization,
    Unreadable,
    is_ours,
    meeting_of,
    organization_of,
    page_of,
)
from tests.conftest import ROOT

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


def test_the_key_of_a_district_is_known_without_its_zeros() -> None:
    assert is_ours({"ags": "06799"}, "06799000")
    assert not is_ours({"ags": "067995555001"}, "06799000")


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
