"""Forms of the site, filled in and sent as a browser does."""

from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup, Tag
from datasette.app import Datasette
from httpx import Response

from tests.support.site.login import logged_in


class Browser:
    """An officer's browser without scripts: keeps the login, the token of forms and messages."""

    def __init__(self, site: Datasette, role: str = "edit") -> None:
        self.site = site
        self.login = logged_in(site, role)
        self.cookies: dict[str, str] = {}

    async def get(self, path: str) -> BeautifulSoup:
        """A page that is there."""
        answer = await self._ask("GET", path)
        assert answer.status_code == 200, (path, answer.status_code)
        return BeautifulSoup(answer.text, "lxml")

    async def send(self, form: Tag, /, **filled: Any) -> Response:
        """Send a form of a page with some of its fields filled in."""
        return await self.post(str(form["action"]), fields(form) | filled)

    async def post(
        self, path: str, sent: Mapping[str, Any], file: tuple[str, bytes] | None = None
    ) -> Response:
        """Send fields, with a file as multipart; a redirect is not followed."""
        return await self._ask("POST", path, dict(sent), {"datei": file} if file else None)

    async def _ask(
        self,
        method: str,
        path: str,
        sent: dict[str, Any] | None = None,
        files: dict[str, tuple[str, bytes]] | None = None,
    ) -> Response:
        await self.site.invoke_startup()
        answer: Response = await self.site.client.request(
            method, path, data=sent, files=files, cookies=self.login | self.cookies
        )
        for name in ("ds_csrftoken", "ds_messages"):
            if any(set_.startswith(f"{name}=") for set_ in answer.headers.get_list("set-cookie")):
                self.cookies.pop(name, None)  # a message is shown once
            if kept := answer.cookies.get(name):
                self.cookies[name] = kept
        return answer


class Form:
    """The main form on a page in a browser: its fields as they stand, hidden ones included."""

    def __init__(self, browser: Browser, page: BeautifulSoup) -> None:
        found = page.select_one("main form[method=post]")
        assert found is not None, page.text[:300]
        self.browser, self.soup, self._form = browser, page, found
        self.fields = fields(found)

    async def send(self, file: tuple[str, bytes] | None = None, **entered: Any) -> Response:
        """Send the form with some fields filled in; with a file as multipart."""
        return await self.browser.post(str(self._form["action"]), self.fields | entered, file)

    def next(self, answer: Response) -> "Form":
        """The form on the page that answered."""
        return Form(self.browser, BeautifulSoup(answer.text, "lxml"))


async def form(site: Datasette, path: str) -> Form:
    """The form on a page, as an officer sees it."""
    browser = Browser(site)
    return Form(browser, await browser.get(path))


def form_to(page: BeautifulSoup, action: str, holding: str = "form") -> Tag:
    """The first form of a page that is sent to an address with this start and has a field."""
    found = [
        form
        for form in page.select(f'form[method=post][action^="{action}"]')
        if form.select(f'[name="{holding}"]')
    ]
    assert found, f"kein Formular {action}"
    return found[0]


def fields(form: Tag) -> dict[str, Any]:
    """Name -> value of each field as it stands, of several radio buttons that of the chosen one; a
    list for ticked boxes."""
    found: dict[str, Any] = {}
    for one in form.select("input[name]:not([type=file]), textarea[name], select[name]"):
        name = str(one["name"])
        if one.name == "select":
            chosen = one.select_one("option[selected]") or one.select_one("option")
            found[name] = str(chosen["value"]) if chosen else ""
        elif one.name == "textarea":
            found[name] = one.text.removeprefix("\n")
        elif one.get("type") == "radio" and not one.has_attr("checked"):
            continue
        elif one.get("type") != "checkbox":
            found[name] = str(one.get("value", ""))
        elif one.has_attr("checked"):
            found.setdefault(name, []).append(str(one["value"]))
    return found
