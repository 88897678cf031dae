"""The address of a calendar, which holds a key, is for who manages, wherever one looks."""

import io
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from datasette.app import Datasette

from db.files import DataDir, kommune_at
from db.kommune.tracker import meetings
from matcher.operations.backup.plain_files import write_plain_files
from matcher.site.frame.serving import build
from matcher.tracker.calendars import fetching
from tests.support.servers.council import Council, council_server, event, sitting
from tests.support.site.login import account_in
from tests.support.site.visitor import Visitor

HERE = "/sitzungen?kommune=06799001"
KEY = "GEHEIM7x"
TABLES = ("meeting", "meeting_source", "event", "plan_step", "meeting_address")


@pytest.fixture
def council() -> Iterator[Council]:
    with council_server() as running:
        running.key = KEY
        running.events = [event("a", "20270128", "Gemeindevertretung"), event("b", "2027")]
        running.meetings = [
            sitting(running.root, "1", "2027-03-17T18:00:00+01:00"),
            sitting(running.root, "2", "N/A"),
            f"{running.root}/m/3?key={KEY}",
        ]  # type: ignore[list-item]  # an address instead of an object, as OParl allows
        yield running


@pytest.fixture
async def site(data: Path, council: Council, monkeypatch: pytest.MonkeyPatch) -> Datasette:
    """A site on which who manages has added both kinds of address; then both fail."""
    monkeypatch.setattr(fetching, "PAUSES", ())
    for login, role in (("chefin", "manage"), ("berg", "edit"), ("tal", "read")):
        account_in(data / "kommune.db", login, role)
    made = build(DataDir(data), today=date(2026, 11, 24))
    await made.invoke_startup()
    async with Visitor(made) as chefin:
        await chefin.log_in("chefin")
        for address in (council.ics, council.oparl):
            answer = await chefin.send(HERE, {"tat": "quelle", "adresse": address})
            assert answer.status_code == 303, answer.text
        council.broken = True
        with kommune_at(data / "kommune.db") as own:
            numbers = [source.id for source in meetings.sources(own)]
        for number in numbers:
            given = {"tat": "lesen", "nummer": str(number)}
            assert (await chefin.send(HERE, given)).status_code == 400
    return made


def pages() -> list[str]:
    """All that shows something of the calendar."""
    stock = [f"/kommune/{table}{ending}" for table in TABLES
             for ending in ("", ".json", ".csv", ".csv?_stream=1", ".xlsx", "/1", "/1.json",
                            "?_facet=source", "?_search=GEHEIM")]  # fmt: skip
    return [HERE, "/protokoll", "/quellen", "/", "/kommune", "/kommune.json", *stock]


def unpacked(content: bytes) -> bytes:
    """What stands in an answer, also within a workbook."""
    if not content.startswith(b"PK"):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return b"".join(book.read(name) for name in book.namelist())


async def test_who_manages_sees_the_addresses_that_work(site: Datasette, council: Council) -> None:
    async with Visitor(site) as chefin:
        await chefin.log_in("chefin")
        text = (await chefin.get(HERE)).text
    assert council.ics in text
    assert council.oparl in text


@pytest.mark.parametrize("role", ["berg", "tal", ""])
async def test_nobody_else_learns_the_key(site: Datasette, council: Council, role: str) -> None:
    shown = 0
    async with Visitor(site) as visitor:
        if role:
            await visitor.log_in(role)
        for path in pages():
            answer = await visitor.get(path)
            assert answer.status_code < 500, path
            assert KEY.encode() not in unpacked(answer.content), path
            shown += council.served.home.encode() in unpacked(answer.content)
    assert shown >= 10 if role else shown == 0


async def test_the_table_of_addresses_is_shown_to_nobody(site: Datasette) -> None:
    async with Visitor(site) as chefin:
        await chefin.log_in("chefin")
        for ending in ("", ".json", ".csv", ".xlsx", "/1"):
            assert (await chefin.get(f"/kommune/meeting_address{ending}")).status_code in (403, 404)


@pytest.mark.parametrize("address", [f"https://amt:{KEY}@rat.example/a.ics",
                                     f"https://rat.example/a b?{KEY}"])  # fmt: skip
async def test_an_address_with_a_login_is_refused_and_nothing_kept(
    site: Datasette, data: Path, address: str
) -> None:
    with kommune_at(data / "kommune.db") as own:
        before = list(own.conn.iterdump())
    async with Visitor(site) as chefin:
        await chefin.log_in("chefin")
        answer = await chefin.send(HERE, {"tat": "quelle", "adresse": address})
    assert answer.status_code == 400
    assert "Die Adresse" in answer.text
    with kommune_at(data / "kommune.db") as own:
        after = [line for line in own.conn.iterdump() if "session" not in line]
    assert after == [line for line in before if "session" not in line]


@pytest.mark.usefixtures("site")
async def test_files_that_outlive_the_program_name_servers(data: Path, tmp_path: Path) -> None:
    folder = tmp_path / "dateien"
    folder.mkdir()
    write_plain_files(DataDir(data), folder)
    written = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert b"http://127.0.0.1" in written["sitzungsquellen.csv"]
    assert [name for name, content in written.items() if KEY.encode() in content] == []
