"""Officers at a running site who set statuses by form, as fast as it answers."""

import asyncio
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from db.files import kommune_at
from matcher.paths import decision_path
from matcher.site.frame.gate.sessions import COOKIE
from tests.support.site.login import account_in, session_of

STATUSES = ("watching", "checking", "sketch", "application")
Match = tuple[str, str, str]
"""Project, source and key of a programme."""
_FIELD = re.compile(r'name="(csrftoken|version|stand)" value="([^"]*)"')


@dataclass(slots=True)
class Posts:
    """What was sent: the texts that were accepted or are under way, how often somebody was told
    of a colleague's change, answers that no page should give, each request with its seconds."""

    accepted: list[str] = field(default_factory=list)
    under_way: set[str] = field(default_factory=set)
    told_of_others: int = 0
    faults: list[str] = field(default_factory=list)
    took: list[tuple[float, str]] = field(default_factory=list)


def matches_in(folder: Path, number: int) -> list[Match]:
    """So many matches of a town, the same each time."""
    with kommune_at(folder / "kommune.db") as db:
        return [
            (project, source, key)
            for project, source, key in db.execute(
                "select project_id, source, programme_key from match"
                " where verdict <> 'ausgeschlossen' order by 2, 3, 1 limit ?", [number]
            ).fetchall()
        ]  # fmt: skip


class Officer:
    """One client with its own login, who reads the form of a match and sends it."""

    def __init__(self, address: str, folder: Path, name: str) -> None:
        self.name, self._address = name, address.rstrip("/")
        account_in(folder / "kommune.db", name)
        token = session_of(folder / "kommune.db", "edit", name)
        self._client = httpx.AsyncClient(
            cookies={COOKIE: token}, trust_env=False, timeout=120,
            limits=httpx.Limits(keepalive_expiry=1),
        )  # fmt: skip

    async def set_status(self, match: Match, status: str, note: str, posts: Posts) -> None:
        """Set the status once; a colleague's change is looked at and replaced."""
        page = await self._client.get(self._address + decision_path(*match))
        posts.under_way.add(note)
        while True:
            if page.status_code not in (200, 409):
                posts.faults.append(f"{page.status_code} {match}")
                return
            fields = dict(_FIELD.findall(page.text))
            number = re.search(r'name="form" value="([^"]*)"', page.text)
            assert number is not None
            began = time.perf_counter()
            page = await self._client.post(
                self._address + decision_path(*match),
                data={**fields, "form": number[1], "status": status, "note": note, "reason": ""},
            )
            posts.took.append((time.perf_counter() - began, f"POST {decision_path(*match)}"))
            if page.status_code == 303:
                posts.accepted.append(note)
                posts.under_way.remove(note)
                return
            posts.told_of_others += page.status_code == 409

    async def read(self, path: str, posts: Posts) -> None:
        """Read a page."""
        began = time.perf_counter()
        answer = await self._client.get(self._address + path)
        posts.took.append((time.perf_counter() - began, path))
        if answer.status_code != 200:
            posts.faults.append(f"{answer.status_code} {path}")

    async def close(self) -> None:
        """Go home."""
        await self._client.aclose()


async def work_until(
    done: Callable[[], bool],
    officers: Sequence[Officer],
    matches: Sequence[Match],
    posts: Posts,
    pause: float = 0.0,
    read: Sequence[str] = ("/projekt/{}", "/", "/fristen"),
) -> None:
    """Each officer sets the status of one match after the other and reads pages between.

    Before each page an officer pauses up to twice `pause` seconds, as people do; {} stands for
    the project of the match.
    """

    async def one(officer: Officer, number: int) -> None:
        turn, chance = 0, random.Random(number)
        while not done():
            await asyncio.sleep(chance.uniform(0, 2 * pause))
            match = matches[(number + turn) % len(matches)]
            note = f"{officer.name} {turn}"
            await officer.set_status(match, STATUSES[turn % len(STATUSES)], note, posts)
            for path in read:
                await asyncio.sleep(chance.uniform(0, 2 * pause))
                await officer.read(path.format(match[0]), posts)
            turn += 1
        await officer.close()

    await asyncio.gather(*(one(officer, n) for n, officer in enumerate(officers)))
