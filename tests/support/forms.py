"""Forms of the site, filled in and sent as a browser does."""

from collections.abc import Mapping
from typing import Any

from bs4 import BeautifulSoup
from datasette.app import Datasette
from httpx import Response

LOGIN = {"a": {"id": "root"}}


class Form:
    """A form on a page: its fields as they stand there, hidden ones included."""

    def __init__(self, site: Datasette, page: Response, cookies: dict[str, str]) -> None:
        soup = BeautifulSoup(page.text, "lxml")
        form = soup.select_one("main form[method=post]")
        assert form is not None, page.text[:300]
        self._site, self.cookies, self.soup = site, cookies, soup
        self.action = str(form["action"])
        self.fields: dict[str, Any] = {}
        for field in form.select("input[name], textarea[name], select[name]"):
            name, kind = str(field["name"]), field.get("type")
            if field.name == "select":
                chosen = field.select_one("option[selected]") or field.select_one("option")
                self.fields[name] = str(chosen["value"]) if chosen else ""
            elif kind == "checkbox":
                self.fields.setdefault(name, [])
                if field.has_attr("checked"):
                    self.fields[name].append(str(field["value"]))
            elif kind != "file":
                text = field.text.removeprefix("\n") if field.name == "textarea" else ""
                self.fields[name] = str(field.get("value", text))

    async def send(self, file: tuple[str, bytes] | None = None, **entered: Any) -> Response:
        """Send the form with some fields filled in; with a file as multipart."""
        data: Mapping[str, Any] = {**self.fields, **entered}
        files = {"datei": file} if file else None
        answer: Response = await self._site.client.post(
            self.action, data=data, files=files, cookies=self.cookies
        )
        return answer


async def form(site: Datasette, path: str) -> Form:
    """The form on a page, as an officer sees it."""
    await site.invoke_startup()
    cookies = {"ds_actor": site.sign(LOGIN, "actor")}
    page = await site.client.get(path, cookies=cookies)
    assert page.status_code == 200, (path, page.status_code)
    return Form(site, page, cookies | dict(page.cookies))
