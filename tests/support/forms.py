"""Forms of the site, filled in and sent as a browser does."""

from collections.abc import Mapping

from bs4 import BeautifulSoup, Tag
from datasette.app import Datasette
from httpx import Response

from tests.support.pages import ask

Fields = dict[str, str]


def fields_of(form: Tag) -> Fields:
    """What a browser sends of an untouched form, its buttons left out."""
    found: Fields = {}
    for one in form.select("input[name], textarea[name], select[name]"):
        name = str(one["name"])
        if one.name == "select":
            chosen = one.select_one("option[selected]") or one.select("option")[0]
            found[name] = str(chosen["value"])
        elif one.name == "textarea":
            found[name] = one.text
        elif one.get("type") != "checkbox" or one.has_attr("checked"):
            found[name] = str(one.get("value", ""))
    return found


async def forms_on(site: Datasette, path: str) -> tuple[BeautifulSoup, str]:
    """A page after a login, and the cookie that its forms belong to."""
    answer = await ask(site, path)
    assert answer.status_code == 200, (path, answer.status_code)
    return BeautifulSoup(answer.text, "lxml"), answer.cookies.get("ds_csrftoken", "")


async def send(
    site: Datasette, path: str, fields: Mapping[str, str], cookie: str, login: bool = True
) -> Response:
    """The answer to a form sent with the cookie of its page."""
    cookies = {"ds_csrftoken": cookie}
    if login:
        cookies["ds_actor"] = site.sign({"a": {"id": "root"}}, "actor")
    answer: Response = await site.client.post(path, data=dict(fields), cookies=cookies)
    return answer
