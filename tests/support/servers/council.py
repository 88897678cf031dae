"""A council's server on this machine: an .ics calendar and OParl, whose meetings a test sets."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.support.servers.answers import Answer, Served, answering

TYPE = "https://schema.oparl.org/1.1/"


@dataclass
class Council:
    """What the server says at /kalender.ics and /system; `broken` answers everything with 503."""

    served: Served = field(default_factory=Served)
    events: list[str] = field(default_factory=list)
    meetings: list[dict[str, Any]] = field(default_factory=list)
    changed: list[dict[str, Any]] = field(default_factory=list)
    """What is listed when only changes are asked for."""
    broken: bool = False
    refuses_changes: bool = False
    """Whether the question for changes is answered with 404."""
    more: str = ""
    """A further page of meetings, whether it is there or not."""
    key: str = ""
    """What everything lies below, so that nobody guesses it."""

    @property
    def root(self) -> str:
        """The address that all others begin with."""
        return f"{self.served.home}/{self.key}" if self.key else self.served.home

    @property
    def ics(self) -> str:
        return f"{self.root}/kalender.ics" + (f"?key={self.key}" if self.key else "")

    @property
    def oparl(self) -> str:
        return f"{self.root}/system"

    @property
    def asked_since(self) -> list[str]:
        """The `modified_since` of each time that meetings were asked for; "" for all of them."""
        queries = [urlsplit(p) for p in self.served.asked if p.startswith("/meetings")]
        return [parse_qs(q.query).get("modified_since", [""])[0] for q in queries]


def event(uid: str, day: str, title: str = "Stadtrat", more: str = "") -> str:
    """An entry of a calendar file on a day (YYYYMMDD)."""
    return (
        f"BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{title}\r\nDTSTART:{day}T180000\r\n"
        f"LOCATION:Rathaus\r\n{more}END:VEVENT\r\n"
    )


def calendar(events: list[str]) -> str:
    """A calendar file."""
    return (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//DE\r\n"
        + "".join(events)
        + "END:VCALENDAR\r\n"
    )


def sitting(home: str, name: str, start: str = "", **more: Any) -> dict[str, Any]:
    """A meeting of the Stadtrat in OParl."""
    named = {"id": f"{home}/m/{name}", "type": TYPE + "Meeting", "name": "Sitzung"}
    when = {"start": start} if start else {}
    return {**named, "organization": [f"{home}/org/1"], **when, **more}


@contextmanager
def council_server() -> Iterator[Council]:
    """Serve a council until the block ends."""
    council = Council()

    def respond(path: str, home: str) -> Answer:
        if council.key:
            home = council.root
            path = path.removeprefix(f"/{council.key}").removesuffix(f"?key={council.key}")
        if council.broken:
            return Answer(status=503)
        if path == "/kalender.ics":
            return Answer(calendar(council.events).encode())
        if path.startswith("/meetings"):
            if council.refuses_changes and "modified_since" in path:
                return Answer({"code": 802}, status=404)
            found = council.changed if "modified_since" in path else council.meetings
            links = {"next": home + council.more} if council.more else {}
            return Answer({"data": found, "links": links})
        return {
            "/system": Answer({"id": home, "type": TYPE + "System", "body": f"{home}/bodies"}),
            "/bodies": Answer({"data": [{"id": f"{home}/b", "type": TYPE + "Body",
                                         "name": "Auental", "organization": f"{home}/orgs",
                                         "meeting": f"{home}/meetings"}], "links": {}}),
            "/orgs": Answer({"data": [{"id": f"{home}/org/1", "type": TYPE + "Organization",
                                       "name": "Stadtrat"}], "links": {}}),
        }.get(path, Answer(status=404))  # fmt: skip

    with answering(respond) as served:
        council.served = served
        yield council
