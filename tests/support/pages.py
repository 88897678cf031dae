"""Pages of the site through Datasette's own client, as an officer or as the public."""

from bs4 import BeautifulSoup
from datasette.app import Datasette

PROGRAMME = (
    "/programm/foerderdatenbank/FDB/Content/DE/Foerderprogramm/Land/Hessen/"
    "klimafeste-plaetze-und-quartiere.html"
)
"""Address of a programme of the demo that has many facts and suits several projects."""


async def page(site: Datasette, path: str, login: bool = True) -> BeautifulSoup:
    await site.invoke_startup()
    cookies = {"ds_actor": site.sign({"a": {"id": "root"}}, "actor")} if login else {}
    answer = await site.client.get(path, cookies=cookies)
    assert answer.status_code == 200, (path, answer.status_code)
    return BeautifulSoup(answer.text, "lxml")
