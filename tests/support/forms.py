"""Forms of the site, filled in and sent as a browser does."""

from collections.abc import Mapping

from bs4 import BeautifulSoup, Tag
from datasette.app import Datasette
from httpx import Response

from tests.support.login import logged_in


class Browser:
    """An officer's browser without scripts: keeps the login, the token of forms and messages."""

    def __init__(self, site: Datasette, role: str = "edit") -> None:
        self._site = site
        self._login = logged_in(site, role)
        self._cookies: dict[str, str] = {}

    async def get(self, path: str) -> BeautifulSoup:
        """A page that is there."""
        answer = await self._ask("GET", path)
        assert answer.status_code == 200, (path, answer.status_code)
        return BeautifulSoup(answer.text, "lxml")

    async def send(self, form: Tag, /, **filled: str) -> Response:
        """Send a form of a page with some of its fields filled in."""
        return await self.post(str(form["action"]), fields(form) | filled)

    async def post(self, path: str, sent: Mapping[str, str]) -> Response:
        """Send fields; a redirect is not followed."""
        return await self._ask("POST", path, dict(sent))

    async def _ask(self, method: str, path: str, sent: dict[str, str] | None = None) -> Response:
        await self._site.invoke_startup()
        answer: Response = await self._site.client.request(
            method, path, data=sent, cookies=self._login | self._cookies
        )
        for name in ("ds_csrftoken", "ds_messages"):
            if kept := answer.cookies.get(name):
                self._cookies[name] = kept
        return answer


def form_to(page: BeautifulSoup, action: str, holding: str = "form") -> Tag:
    """The first form of a page that is sent to an address with this start and has a field."""
    found = [
        form
        for form in page.select(f'form[method=post][action^="{action}"]')
        if form.select(f'[name="{holding}"]')
    ]
    assert found, f"kein Formular {action}"
    return found[0]


def fields(form: Tag) -> dict[str, str]:
    """Name -> value of each field as it stands."""
    found = {
        str(one["name"]): str(one.get("value", ""))
        for one in form.select("input[name]")
        if one.get("type") != "checkbox" or one.has_attr("checked")
    }
    for area in form.select("textarea[name]"):
        found[str(area["name"])] = area.text.removeprefix("\n")
    for select in form.select("select[name]"):
        chosen = select.select_one("option[selected]") or select.select_one("option")
        assert chosen is not None
        found[str(select["name"])] = str(chosen["value"])
    return found
