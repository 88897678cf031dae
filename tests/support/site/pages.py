"""Pages of a site through Datasette's own client, as an officer or as the public."""

from pathlib import Path

from bs4 import BeautifulSoup
from datasette.app import Datasette
from httpx import Response

from db.files import DataDir
from matcher.site.frame.serving import build
from tests.support.site.login import logged_in
from tests.support.towns.stocked import DAY

PROGRAMME = (
    "/programm/foerderdatenbank/FDB/Content/DE/Foerderprogramm/Land/Hessen/"
    "klimafeste-plaetze-und-quartiere.html"
)
"""Address of a programme of the demo that has many facts and suits several projects."""


async def ask(site: Datasette, path: str, login: bool = True) -> Response:
    """The answer to a GET, with or without a login."""
    await site.invoke_startup()
    cookies = logged_in(site) if login else {}
    answer: Response = await site.client.get(path, cookies=cookies)
    return answer


async def page(site: Datasette, path: str, login: bool = True) -> BeautifulSoup:
    """The parsed page, which must be there."""
    answer = await ask(site, path, login)
    assert answer.status_code == 200, (path, answer.status_code)
    return BeautifulSoup(answer.text, "lxml")


def site_of_stock(folder: Path) -> Datasette:
    """The site over a folder that `stock` filled, on the day of its programmes."""
    return build(DataDir(folder), today=DAY)
