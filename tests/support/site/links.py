"""Following the links of a site as a visitor would, through Datasette's own client."""

from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import urldefrag, urljoin, urlsplit

from bs4 import BeautifulSoup
from datasette.app import Datasette
from httpx import ASGITransport, AsyncClient

from tests.support.site.login import logged_in

HOST = "http://foerderlage.test"


@dataclass(slots=True)
class Walk:
    """Pages by address, and what is wrong with the links that were found on them."""

    pages: dict[str, str] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)


async def walk(site: Datasette, start: str, login: bool, most: int,
               passed_on: Callable[[str], str] = str) -> Walk:  # fmt: skip
    """Open up to `most` pages from `start` on, each link once and each kind of page early.

    `passed_on` turns a path of the browser into the one that the proxy asks for.
    """
    await site.invoke_startup()
    cookies = logged_in(site) if login else {}
    found = Walk()
    waiting, seen, kinds = [(start, "start")], {start}, dict[str, int]()
    transport = ASGITransport(app=site.app())
    async with AsyncClient(transport=transport, base_url=HOST, cookies=cookies) as client:
        while waiting and len(found.pages) < most:
            waiting.sort(key=lambda one: kinds.get(_kind(one[0]), 0))
            path, origin = waiting.pop(0)
            kinds[_kind(path)] = kinds.get(_kind(path), 0) + 1
            answer = await client.get(passed_on(path))
            found.pages[path] = answer.text
            if answer.status_code != 200:
                found.wrong.append(f"{answer.status_code} {path} (von {origin})")
            elif answer.headers["content-type"].startswith("text/html"):
                for link in _links(answer.text, path):
                    if not link.startswith(start):
                        found.wrong.append(f"ohne Präfix: {link} (von {path})")
                    elif link not in seen:
                        seen.add(link)
                        waiting.append((link, path))
    return found


def _links(html: str, path: str) -> list[str]:
    """Paths of this host that a page links, loads or sends forms to; logging out is not tried."""
    soup = BeautifulSoup(html, "lxml")
    found = [
        urldefrag(urljoin(HOST + path, str(element[name]))).url
        for name in ("href", "src", "action")
        for element in soup.find_all(attrs={name: True})
        if str(element.get("method", "get")).lower() == "get"
    ]
    return [link.removeprefix(HOST) for link in found if link.startswith(HOST + "/")]


def _kind(path: str) -> str:
    """Pages that look alike: the first two steps of the path and the names of the arguments."""
    parts = urlsplit(path)
    names = sorted({pair.split("=")[0] for pair in parts.query.split("&")})
    return "/".join(parts.path.split("/")[:5]) + "?" + ",".join(names)
