"""Members of an OParl server that are faulty: each costs itself and is told, the rest is read."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

import pytest

from db.clock import BERLIN
from db.errors import FoerderlageError
from matcher.tracker.calendars import fetching
from matcher.tracker.calendars.fetching import fetch_json
from matcher.tracker.calendars.meetings import Found, Meeting
from matcher.tracker.calendars.oparl import read_oparl
from tests.support.servers.answers import Answer, Served, answering
from tests.support.servers.council import TYPE, sitting

SINCE = datetime(2026, 11, 1, tzinfo=BERLIN)
GOOD = "2026-12-17T18:00:00+01:00"


class Town:
    """A council's server whose answers a test changes."""

    def __init__(self) -> None:
        self.served = Served()
        self.body: dict[str, Any] = {}
        self.meetings: list[Any] = []
        self.pages: dict[str, Answer] = {}
        """Path -> answer that goes before."""
        self.changes: Callable[[str], Answer] | None = None
        """Path with query -> answer to the question for changes."""

    def respond(self, path: str, home: str) -> Answer:
        if path in self.pages:
            return self.pages[path]
        if self.changes and "modified_since" in path:
            return self.changes(path)
        listed: dict[str, Any] = {
            "/system": {"id": home, "type": TYPE + "System", "body": f"{home}/bodies"},
            "/bodies": {"data": [self.one(home)], "links": {}},
            "/orgs": {"data": [{"id": f"{home}/org/1", "name": "Stadtrat"}], "links": {}},
            "/meetings": {"data": self.meetings, "links": {}},
        }
        found = listed.get(path.partition("?")[0])
        return Answer(found) if found else Answer(status=404)

    def one(self, home: str) -> dict[str, Any]:
        return {"id": f"{home}/b", "type": TYPE + "Body", "name": "Auental",
                "organization": f"{home}/orgs", "meeting": f"{home}/meetings",
                **self.body}  # fmt: skip

    def sitting(self, number: str, start: str = GOOD, **more: Any) -> dict[str, Any]:
        return sitting(self.served.home, number, start) | more

    def read(self, since: datetime | None = None, ags: str = "") -> Found:
        return read_oparl(fetch_json, f"{self.served.home}/system", since, ags)


@pytest.fixture(scope="module")
def running() -> Iterator[Town]:
    made = Town()
    with answering(made.respond) as served:
        made.served = served
        yield made


@pytest.fixture
def town(running: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The server with one body and one meeting, as if it had just started."""
    monkeypatch.setattr(fetching, "PAUSES", (0.01, 0.01))
    running.body, running.pages, running.changes = {}, {}, None
    running.served.asked.clear()
    running.meetings = [running.sitting("1")]
    return running


def bodies(found: Found) -> list[str]:
    return [item.body for item in found.items if isinstance(item, Meeting)]


@pytest.mark.parametrize("status", [404, 410, 403, 500])
def test_a_body_that_cannot_be_fetched_leaves_the_meeting_its_title(
    town: Town, status: int
) -> None:
    missing = [f"{town.served.home}/org/77"]
    town.pages["/org/77"] = Answer(status=status)
    both = [*missing, f"{town.served.home}/org/1"]
    town.meetings += [town.sitting("2", organization=missing, name="Sitzung des Bauausschusses"),
                      town.sitting("3", organization=missing, name=""),
                      town.sitting("4", organization=both)]  # fmt: skip
    found = town.read()
    assert bodies(found) == ["Stadtrat", "Bauausschuss", "ohne Gremium", "Stadtrat"]
    (note,) = found.notes
    assert note.startswith("Gremium nicht abrufbar, der Titel gilt: http://127.0.0.1")
    assert f"/org/77 antwortet mit dem Fehler {status}." in note
    assert found.guessed == {f"{town.served.home}/m/{number}" for number in "23"}


def test_without_the_list_of_bodies_each_is_looked_up(town: Town) -> None:
    town.pages["/orgs"] = Answer(status=500)
    town.pages["/org/1"] = Answer({"id": f"{town.served.home}/org/1", "name": "Stadtrat"})
    found = town.read()
    assert bodies(found) == ["Stadtrat"]
    assert found.notes[0].startswith("Die Liste der Gremien fehlt: ")


@pytest.mark.parametrize(
    "organization",
    [None, [None], [], "", 7, True, {}, [[]], [{"id": None}], {"name": "Rat"}, ["http://["]],
)
def test_a_meeting_that_names_no_body_in_any_way_is_kept(town: Town, organization: object) -> None:
    town.meetings = [town.sitting("1", organization=organization, name="Kreistag")]
    assert bodies(town.read()) == ["Kreistag"]


@pytest.mark.parametrize(
    "value",
    ["N/A", " ", "0000-00-00T00:00:00", "morgen", 7, [], {}, None, True, "2025-01-01T00:00:00",
     "9999-12-31T23:59:59-12:00"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["end", "modified"])
def test_an_optional_time_that_cannot_be_read_is_not_stated(
    town: Town, name: str, value: object
) -> None:
    town.meetings = [town.sitting("1", **{name: value})]
    (one,) = town.read().items
    assert isinstance(one, Meeting)
    assert one.end is None
    assert one.modified is None or value == "2025-01-01T00:00:00"


@pytest.mark.parametrize("start", ["N/A", "0000-00-00T00:00:00", "am Montag", 7])
def test_a_meeting_without_a_readable_beginning_is_left_out_by_name(
    town: Town, start: object
) -> None:
    town.meetings.append({**town.sitting("2", name="Kreistag"), "start": start})
    found = town.read()
    assert bodies(found) == ["Stadtrat"]
    assert found.notes == (f"Sitzung „Kreistag“ ausgelassen: Beginn „{start}“ ist keine Zeit",)


@pytest.mark.parametrize(
    ("member", "note"),
    [
        ({"type": TYPE + "Meeting", "start": GOOD}, "liefert eine Sitzung ohne id"),
        ({"type": TYPE + "Paper", "id": "p"}, "liefert „Paper“ statt Sitzungen"),
        (7, "liefert einen Eintrag, der kein OParl-Objekt ist"),
        (None, "liefert einen Eintrag, der kein OParl-Objekt ist"),
        ([], "liefert einen Eintrag, der kein OParl-Objekt ist"),
        ("/m/8", "Eine Sitzung ausgelassen: "),
        ("http://[", "Eine Sitzung ausgelassen: "),
        ("https://fremd.example/m/1", "Eine Sitzung ausgelassen: "),
    ],
)
def test_a_member_that_is_no_meeting_is_left_out_and_told(
    town: Town, member: object, note: str
) -> None:
    town.meetings.append(member)
    found = town.read()
    assert (bodies(found), len(found.notes)) == (["Stadtrat"], 1)
    assert note in found.notes[0]


def test_a_list_of_which_nothing_can_be_read_is_refused(town: Town) -> None:
    town.meetings = [town.sitting("1", "N/A"), {"type": TYPE + "Meeting"}]
    with pytest.raises(FoerderlageError, match=r"Keine Sitzung ist lesbar\. Sitzung „Sitzung“"):
        town.read()


def test_a_linked_meeting_that_is_only_unreachable_is_left_as_it_is(town: Town) -> None:
    town.meetings += ["/m/500", "/m/404"]
    town.pages["/m/500"] = Answer(status=500)
    assert town.read().untouched == {"/m/500"}


@pytest.mark.parametrize("ident", [7, " x ", "x\ud800"])
def test_a_name_may_be_a_number_or_hold_signs_that_no_file_can_store(
    town: Town, ident: object
) -> None:
    town.meetings = [town.sitting("1", id=ident, name="Rat\ud800", location={"room": "\x00 1"})]
    (one,) = town.read().items
    assert isinstance(one, Meeting)
    assert (one.source_id, one.place) == (str(ident).strip("\ud800 "), "1")
    f"{one}".encode()


@pytest.mark.parametrize("shape", ["object", "data", "address of an object", "by number"])
def test_a_single_body_in_place_of_a_list_is_the_only_one(town: Town, shape: str) -> None:
    body = town.one(town.served.home)
    if shape == "object":
        town.pages["/system"] = Answer({"type": TYPE + "System", "body": body})
    else:
        answers = {"data": {"data": body}, "address of an object": body,
                   "by number": {"data": {"3": body}}}  # fmt: skip
        town.pages["/bodies"] = Answer(answers[shape])
    assert bodies(town.read()) == ["Stadtrat"]


@pytest.mark.parametrize("data", [None, "x", 7, {"data": []}])
def test_a_first_page_without_a_list_is_refused(town: Town, data: object) -> None:
    town.pages["/meetings"] = Answer({"data": data} if data is not None else {"data": None})
    if isinstance(data, dict):  # an object without an id in place of the list
        with pytest.raises(FoerderlageError, match="Keine Sitzung ist lesbar"):
            town.read()
        return
    with pytest.raises(FoerderlageError, match="keine OParl-Liste"):
        town.read()


@pytest.mark.parametrize("meeting", [None, 7, "", True])
def test_a_body_that_names_no_list_of_meetings_is_refused(town: Town, meeting: object) -> None:
    town.body = {"meeting": meeting}
    with pytest.raises(FoerderlageError, match="nennt keine Liste von Sitzungen"):
        town.read()


def test_a_system_that_names_no_bodies_is_refused_and_bodies_without_organizations_are_read(
    town: Town,
) -> None:
    town.body = {"organization": 7}
    found = town.read()
    assert bodies(found) == ["Sitzung"]
    assert "nennt keine Liste von Gremien" in found.notes[0]
    town.pages["/system"] = Answer({"type": TYPE + "System", "body": 7})
    with pytest.raises(FoerderlageError, match="nennt keine Liste von Körperschaften"):
        town.read()


@pytest.mark.parametrize("links", [None, [], 7, {"next": None}, {"next": ""}, {"next": 7}])
def test_links_of_any_shape_without_a_next_page_end_the_list(town: Town, links: object) -> None:
    town.pages["/meetings"] = Answer({"data": town.meetings, "links": links})
    assert bodies(town.read()) == ["Stadtrat"]


def test_null_on_a_further_page_ends_the_list(town: Town) -> None:
    town.pages["/meetings"] = Answer({"data": town.meetings, "links": {"next": "/meetings?page=2"}})
    town.pages["/meetings?page=2"] = Answer({"data": None})
    assert bodies(town.read()) == ["Stadtrat"]


@pytest.mark.parametrize(
    ("key", "own", "other"),
    [
        ("ags", "06799001", "06799999"),
        ("ags", "6799001", "6799999"),
        ("ags", 6799001, 6799999),
        ("ags", "067990010", "067999990"),
        ("ags", "06 799 001", "06 799 999"),
        ("ags", "067990000001", "067990000999"),
        ("ags", "067995555001", "067995555999"),
        ("ags", "67995555001", "67995555999"),
        ("rgs", "067995555001", "067995555999"),
        ("ags", "067990010000", "067999990000"),
    ],
)
def test_the_own_body_is_known_by_its_key_in_any_form(
    town: Town, key: str, own: object, other: object
) -> None:
    home = town.served.home
    both = [{**town.one(home), "id": f"{home}/{n}", key: value}
            for n, value in enumerate((other, own))]  # fmt: skip
    both[0]["meeting"] = f"{home}/others"
    town.pages["/bodies"] = Answer({"data": both})
    assert bodies(town.read(ags="06799001")) == ["Stadtrat"]


@pytest.mark.parametrize(
    "answer",
    [
        Answer({"error": "nicht gefunden", "code": 802}, status=404),
        Answer({"error": "nicht gefunden", "code": 802}),
        Answer([]),
        Answer({"data": None}),
        Answer({"data": {"id": "m", "type": TYPE + "Meeting"}}),
        Answer(b"<h1>404</h1>", status=404),
        Answer(b"", status=204),
        Answer(status=500),
        Answer(b"keine"),
    ],
)
def test_a_server_that_does_not_tell_changes_is_asked_for_everything(
    town: Town, answer: Answer
) -> None:
    town.changes = lambda _path: answer
    found = town.read(since=SINCE)
    assert (bodies(found), found.complete) == (["Stadtrat"], True)
    assert town.served.asked[-1] == "/meetings"


def test_when_the_whole_list_fails_too_that_is_told(town: Town) -> None:
    town.pages["/meetings"] = Answer(status=403)
    town.changes = lambda _path: Answer(status=404)
    with pytest.raises(FoerderlageError, match="/meetings antwortet mit dem Fehler 403"):
        town.read(since=SINCE)


def test_changes_that_are_told_are_enough_also_if_none_is_readable(town: Town) -> None:
    town.changes = lambda _path: Answer({"data": [town.sitting("1", "N/A")]})
    found = town.read(since=SINCE)
    assert (found.complete, len(found.items), len(found.notes)) == (False, 1, 1)
    assert "/meetings" not in town.served.asked


def test_an_answer_that_fails_once_costs_nothing(town: Town) -> None:
    failing = iter([Answer(status=500), Answer({"data": town.meetings})])
    town.changes = lambda _path: next(failing)
    assert bodies(town.read(since=SINCE)) == ["Stadtrat"]
