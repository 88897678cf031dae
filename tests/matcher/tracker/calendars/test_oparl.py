"""OParl read from a real local server: paging, linked and embedded objects, deleted, errors."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from db.clock import BERLIN
from db.errors import FoerderlageError
from matcher.tracker.calendars.fetching import fetch_json
from matcher.tracker.calendars.meetings import Found, Meeting, Removed
from matcher.tracker.calendars.oparl import read_oparl
from tests.support.servers.answers import Answer, Served, answering

TYPE = "https://schema.oparl.org/1.1/"


def thing(kind: str, ident: str, **more: Any) -> dict[str, Any]:
    return {"id": ident, "type": TYPE + kind, **more}


def listed(*items: Any, following: str | None = None) -> dict[str, Any]:
    links = {"next": following} if following else {}
    return {"data": list(items), "pagination": {"elementsPerPage": 2}, "links": links}


def town(home: str) -> dict[str, dict[str, Any]]:
    """A server with one body: two pages of meetings, a linked one, an embedded organization."""
    council, finance, joint = f"{home}/org/1", f"{home}/org/2", f"{home}/org/3"
    return {
        "/": thing("System", f"{home}/", body=f"{home}/bodies"),
        "/bodies": listed(thing("Body", f"{home}/body/1", **body(home))),
        "/body/1": thing("Body", f"{home}/body/1", **body(home)),
        "/orgs": listed(thing("Organization", council, name="Hohes Haus")),
        "/org/1": thing("Organization", council, name="Stadtrat"),
        "/org/2": thing("Organization", finance, name="Finanzausschuss"),
        "/meetings": listed(
            thing("Meeting", f"{home}/m/1", name="Sitzung", organization=[council],
                  start="2026-10-01T18:00:00+02:00", end="2026-10-01T21:00:00+02:00",
                  modified="2026-09-01T08:00:00+02:00"),
            f"{home}/m/2",
            following="/meetings?page=2",
        ),
        "/m/2": thing("Meeting", f"{home}/m/2", name="4. Sitzung", organization=[finance],
                      start="2026-09-15T17:00:00+02:00", cancelled=True),
        "/meetings?page=2": listed(
            thing("Meeting", f"{home}/m/3", deleted=True, modified="2026-09-02T08:00:00+02:00"),
            thing("Meeting", f"{home}/m/4", name="Sitzung", start="2026-12-10",
                  organization=[thing("Organization", joint, name="Sozialausschuss"), council]),
            thing("Meeting", f"{home}/m/5", name="Sitzung ohne Termin"),
            thing("Meeting", f"{home}/m/6", name="Sitzung des Bauausschusses",
                  start="2026-03-29T00:30:00Z", organization=["https://andere.example/org/9"]),
        ),
    }  # fmt: skip


def body(home: str) -> dict[str, Any]:
    return {
        "shortName": "Auental", "ags": "06440008", "mainOrganization": f"{home}/org/1",
        "organization": "/orgs", "meeting": f"{home}/meetings",
    }  # fmt: skip


Pages = Callable[[str], dict[str, dict[str, Any]]]


def server_of(pages: Pages) -> Any:
    def respond(path: str, home: str) -> Answer:
        found = pages(home).get(path)
        return Answer(status=404) if found is None else Answer(found)

    return answering(respond)


@pytest.fixture
def served() -> Iterator[Served]:
    with server_of(town) as server:
        yield server


def found(server: Served, path: str = "/", **more: Any) -> Found:
    return read_oparl(fetch_json, server.home + path, **more)


def read(server: Served, path: str = "/", **more: Any) -> list[Meeting | Removed]:
    return list(found(server, path, **more).items)


def test_all_meetings_are_read_over_pages_links_and_embedded_objects(served: Served) -> None:
    said = {item.source_id.rpartition("/")[2]: item for item in read(served)}
    held = {k: m for k, m in said.items() if isinstance(m, Meeting)}
    assert {
        k: (m.body, m.kind, m.status, f"{m.start:%d.%m.%Y %H:%M}") for k, m in held.items()
    } == {
        "1": ("Hohes Haus", "council", "scheduled", "01.10.2026 18:00"),
        "2": ("Finanzausschuss", "committee", "cancelled", "15.09.2026 17:00"),
        "4": ("Sozialausschuss und Hohes Haus", "council", "scheduled", "10.12.2026 00:00"),
        "6": ("Bauausschuss", "committee", "scheduled", "29.03.2026 01:30"),
    }
    gone = {k: m.why for k, m in said.items() if isinstance(m, Removed)}
    assert gone == {"3": "deleted", "5": "undated"}
    assert held["4"].all_day
    assert held["1"].source == f"{served.home}/"


@pytest.mark.parametrize("path", ["/", "/body/1"])
def test_system_and_body_lead_to_the_same_meetings(served: Served, path: str) -> None:
    assert [m.source_id.rpartition("/")[2] for m in read(served, path)] == list("123456")


def test_a_list_of_meetings_can_be_read_alone(served: Served) -> None:
    first, *_ = read(served, "/meetings")
    assert isinstance(first, Meeting)
    assert (first.source_id, first.kind) == (f"{served.home}/m/1", "council")


def test_only_changes_are_asked_for_since_a_moment() -> None:
    def pages(home: str) -> dict[str, dict[str, Any]]:
        return town(home) | {"/meetings?modified_since=2026-09-01T00%3A00%3A00%2B02%3A00": listed()}

    with server_of(pages) as server:
        assert read(server, since=datetime(2026, 9, 1, tzinfo=BERLIN)) == []
        query = parse_qs(urlsplit(server.asked[-1]).query)
        assert query == {"modified_since": ["2026-09-01T00:00:00+02:00"]}


def test_meetings_may_stand_in_the_body_itself() -> None:
    def pages(home: str) -> dict[str, dict[str, Any]]:
        own = thing("Meeting", "m", name="Stadtrat", start="2026-10-01T18:00:00+02:00")
        return {"/": thing("Body", f"{home}/", meeting=[own], organization=[])}

    with server_of(pages) as server:
        [one] = read(server)
    assert isinstance(one, Meeting)
    assert one.kind == "council"


def test_the_own_body_is_chosen_by_its_key_and_several_are_not_guessed() -> None:
    def pages(home: str) -> dict[str, dict[str, Any]]:
        other = thing("Body", f"{home}/body/2", shortName="Bachstadt", ags="06440009")
        mine = thing("Body", f"{home}/body/1", **body(home))
        return town(home) | {"/bodies": listed(other, mine)}

    with server_of(pages) as server:
        assert len(read(server, ags="06440008")) == 6
        with pytest.raises(FoerderlageError, match=r"\(Bachstadt und Auental\)"):
            read(server)


def endless(home: str) -> dict[str, dict[str, Any]]:
    """Two hundred pages, each with a meeting of its own and a link to the next."""
    pages = town(home)
    for number in range(200):
        path = "/meetings" if number == 0 else f"/meetings?page={number}"
        item = thing("Meeting", f"{home}/m/{number}", start="2026-10-01T18:00:00+02:00")
        pages[path] = listed(item, following=f"{home}/meetings?page={number + 1}")
    return pages


def test_endless_paging_stops_at_the_page_limit() -> None:
    with server_of(town) as server:
        assert len(read(server, max_pages=7)) == 6
    with server_of(endless) as server:
        with pytest.raises(FoerderlageError, match="nach 20 Seiten immer weitere"):
            read(server, max_pages=20)
        assert len(server.asked) == 20


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"/meetings?page=2": {"following": "/meetings"}}, "blättert im Kreis"),
        ({"/meetings?page=2": {"following": "/meetings?page=2"}}, "blättert im Kreis"),
        ({"/meetings?page=2": {"repeat": True, "following": "/x"}}, "wiederholt dieselbe Seite"),
        ({"/meetings?page=2": {"following": "https://fremd.example/m"}}, "eine fremde Adresse"),
        ({"/meetings": {"raw": {"data": "x"}}}, "keine OParl-Liste"),
        ({"/meetings": {"raw": {"data": [1]}}}, "Liste ohne OParl-Objekte"),
        ({"/meetings": {"raw": {"data": [{"type": TYPE + "Paper", "id": "p"}]}}}, "„Paper“ statt"),
        ({"/body/1": {"raw": None}, "/bodies": {"raw": {"data": ["/body/1"]}}}, "Fehler 404"),
        ({"/meetings": {"raw": None}}, "mit dem Fehler 404"),
        ({"/meetings?page=2": {"raw": None}}, "mit dem Fehler 404"),
        ({"/": {"raw": {"type": TYPE + "Paper", "id": "p"}}}, "„Paper“ führt zu keinen Sitzungen"),
        ({"/bodies": {"raw": {"data": []}}}, "mehrere oder keine Körperschaften"),
    ],
)
def test_every_fault_ends_the_reading_with_a_sentence(
    changed: dict[str, dict[str, Any]], message: str
) -> None:
    def pages(home: str) -> dict[str, Any]:
        found: dict[str, Any] = town(home)
        for path, change in changed.items():
            if "raw" in change:
                found[path] = change["raw"]
            elif change.get("repeat"):
                found[path] = {**found["/meetings"], "links": {"next": change["following"]}}
            else:
                found[path] = listed(
                    *found[path]["data"][:1], following=change["following"]
                )  # fmt: skip
        return found

    with server_of(pages) as server, pytest.raises(FoerderlageError, match=message):
        read(server)


def test_a_thousand_pages_are_read_and_not_one_more() -> None:
    def read_pages(number: int) -> Found:
        found = {
            f"https://ris.example/meetings?page={page}": listed(
                thing("Meeting", f"/m/{page}", name="Stadtrat", start="2026-10-01"),
                following=f"?page={page + 1}" if page < number else None,
            )
            for page in range(1, number + 1)
        }
        return read_oparl(found.__getitem__, next(iter(found)))

    assert len(read_pages(1_000).items) == 1_000
    with pytest.raises(FoerderlageError, match="nach 1000 Seiten immer weitere"):
        read_pages(1_001)


def test_a_town_that_lists_no_meetings_has_none() -> None:
    body = thing("Body", "https://ris.example", meeting=[])
    found = read_oparl({"https://ris.example": body}.__getitem__, "https://ris.example")
    assert (found.items, found.notes, found.complete) == ((), (), True)
