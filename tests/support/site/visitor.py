"""A browser without a browser: keeps cookies, sends forms with the token of their page."""

import secrets
from collections.abc import Mapping
from types import TracebackType
from typing import Self

from bs4 import BeautifulSoup
from datasette.app import Datasette
from httpx import ASGITransport, AsyncClient, Response

from tests.support.site.login import PASSWORD

HOST = "http://foerderlage.test"


class Visitor:
    """Somebody who visits a site from an address."""

    def __init__(
        self, site: Datasette, address: str = "192.0.2.7", headers: Mapping[str, str] | None = None
    ) -> None:
        transport = ASGITransport(app=site.app(), client=(address, 50000))
        self.client = AsyncClient(transport=transport, base_url=HOST, headers=dict(headers or {}))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        await self.client.aclose()

    async def get(self, path: str) -> Response:
        """A page."""
        return await self.client.get(path)

    async def send(self, path: str, given: Mapping[str, str], page: str | None = None) -> Response:
        """A form with the hidden fields of the one that goes to this path."""
        soup = BeautifulSoup((await self.get(page or path)).text, "lxml")
        hidden: dict[str, str] = {}
        for form in soup.select("main form"):
            fields = {str(f["name"]): str(f.get("value", "")) for f in form.select("[type=hidden]")}
            if str(form["action"]) == path and fields.get("tat") == given.get("tat"):
                hidden = fields
        return await self.client.post(path, data={**hidden, **given})

    async def post(self, path: str, given: Mapping[str, str]) -> Response:
        """What no page of this visitor offers, with a valid token and number all the same."""
        soup = BeautifulSoup((await self.get("/konto")).text, "lxml")
        token = str(soup.select("main form [name=csrftoken]")[0]["value"])
        hidden = {"csrftoken": token, "form": secrets.token_urlsafe(16)}
        return await self.client.post(path, data={**hidden, **given})

    async def log_in(self, name: str, password: str = PASSWORD, to: str = "/") -> Response:
        """The login form, sent."""
        page = f"/anmelden?weiter={to}"
        return await self.send("/anmelden", {"name": name, "passwort": password}, page)
