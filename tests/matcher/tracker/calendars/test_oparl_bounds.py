"""How far an OParl server is followed, and what is made of members that are empty or missing."""

from itertools import count
from typing import Any

import pytest

from db.errors import FoerderlageError
from matcher.tracker.calendars.meetings import Meeting, Removed
from matcher.tracker.calendars.oparl import (
    Organization,
    meeting_of,
    organization_of,
    read_oparl,
)

HOME = "https://ris.example"
MEETING = "https://schema.oparl.org/1.1/Meeting"


def pages(number: int) -> dict[str, dict[str, Any]]:
    """A list of so many pages with a meeting each, by address."""
    found: dict[str, dict[str, Any]] = {}
    for page in range(1, number + 1):
        item = {"id": f"{HOME}/m/{page}", "type": MEETING, "name": "Stadtrat",
                "start": "2026-10-01T18:00:00+02:00"}  # fmt: skip
        links = {"next": f"{HOME}/meetings?page={page + 1}"} if page < number else {}
        found[f"{HOME}/meetings?page={page}"] = {"data": [item], "links": links}
    return found


def read(found: dict[str, dict[str, Any]], address: str) -> list[Meeting | Removed]:
    return list(read_oparl(found.__getitem__, address))


def test_a_thousand_pages_are_read_and_not_one_more() -> None:
    assert len(read(pages(1_000), f"{HOME}/meetings?page=1")) == 1_000
    with pytest.raises(FoerderlageError, match="nach 1000 Seiten immer weitere"):
        read(pages(1_001), f"{HOME}/meetings?page=1")


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


@pytest.mark.parametrize("item", [{}, {"id": ""}, {"id": None}, {"id": 7}])
def test_a_meeting_without_a_name_in_the_net_is_refused(item: dict[str, Any]) -> None:
    with pytest.raises(FoerderlageError, match="eine Sitzung ohne id"):
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


@pytest.mark.parametrize("meeting", [None, "", []])
def test_a_town_that_lists_no_meetings_has_none(meeting: object) -> None:
    body = {"type": "https://schema.oparl.org/1.1/Body", "id": HOME, "meeting": meeting}
    asked = count()

    def fetch(address: str) -> dict[str, Any]:
        next(asked)
        assert address == HOME
        return body

    assert list(read_oparl(fetch, HOME)) == []
    assert next(asked) == 1
