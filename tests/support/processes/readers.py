"""Many clients that read all kinds of pages of a running site at once."""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

import httpx
from bs4 import BeautifulSoup

from tests.support.processes.demo_site import RunningSite
from tests.support.site.login import enter_by_link

OF_A_KIND = 3
"""So many pages whose paths differ only in their last parts are read."""
MOST_PAGES = 90
_LIMITS = httpx.Limits(keepalive_expiry=1)
"""Shorter than the five seconds after which the server closes an idle connection: who sends
just then gets no answer; a browser sends again, this client does not."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One page read: its path, the answer's status (0 for none at all), how long it took, and
    why there was no answer."""

    path: str
    status: int
    seconds: float
    reason: str = ""


def logged_in(site: RunningSite) -> httpx.Cookies:
    """The cookies of somebody who used the login link."""
    with httpx.Client(follow_redirects=True, trust_env=False) as client:
        enter_by_link(client, site.login).raise_for_status()
        return client.cookies


def pages(site: RunningSite, cookies: httpx.Cookies) -> list[str]:
    """Addresses of good pages of all kinds, found by following links from the start page."""
    waiting, found, kinds = [site.address], [], Counter[str]()
    with httpx.Client(
        cookies=cookies, follow_redirects=True, trust_env=False, timeout=60
    ) as client:
        seen = set(waiting)
        while waiting and len(found) < MOST_PAGES:
            address = waiting.pop(0)
            answer = client.get(address)
            if answer.status_code != 200:
                continue
            found.append(address)
            if "text/html" not in answer.headers.get("content-type", ""):
                continue
            for link in BeautifulSoup(answer.text, "lxml").select("a[href]"):
                target = urldefrag(urljoin(address, str(link["href"])))[0]
                if target in seen or not target.startswith(site.address) or "/-/log" in target:
                    continue
                seen.add(target)
                kinds[_kind(target)] += 1
                if kinds[_kind(target)] <= OF_A_KIND:
                    waiting.append(target)
    return found


async def read_until(
    done: Callable[[], bool],
    addresses: list[str],
    cookies: httpx.Cookies,
    clients: int = 20,
    pause: float = 0.0,
) -> list[Reading]:
    """So many clients read all these pages, each in its own order, again until it is done.

    Between two pages a client pauses up to twice `pause` seconds, as people do.
    """
    readings: list[Reading] = []

    async def one(number: int) -> None:
        chance = random.Random(number)
        order = chance.sample(addresses, len(addresses))
        async with httpx.AsyncClient(
            cookies=cookies, follow_redirects=True, trust_env=False, timeout=120, limits=_LIMITS
        ) as client:
            while True:
                for address in order:
                    await asyncio.sleep(chance.uniform(0, 2 * pause))
                    readings.append(await _read(client, address))
                    if done() and len(readings) > len(addresses):
                        return

    await asyncio.gather(*(one(number) for number in range(clients)))
    return readings


async def _read(client: httpx.AsyncClient, address: str) -> Reading:
    started, reason = time.perf_counter(), ""
    try:
        status = (await client.get(address)).status_code
    except httpx.HTTPError as error:
        status, reason = 0, type(error).__name__
    return Reading(urlsplit(address).path, status, time.perf_counter() - started, reason)


def _kind(address: str) -> str:
    """First part of the path, number of parts and names in the query."""
    parts = urlsplit(address)
    path = parts.path.strip("/").split("/")
    names = sorted(pair.partition("=")[0] for pair in parts.query.split("&"))
    ending = parts.path.rpartition(".")[2] if "." in path[-1] else ""
    return f"{path[0]} {min(len(path), 3)} {ending} {names}"
