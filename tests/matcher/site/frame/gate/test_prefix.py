"""The site below a path of a proxy, which passes the path on or takes it off."""

from collections.abc import Callable
from pathlib import Path

import pytest
from datasette.app import Datasette
from datasette.utils import PrefixedUrlString

from db.files import DataDir
from matcher.sample import SAMPLE_DAY
from matcher.site.frame.serving import build
from tests.support.site.links import walk
from tests.support.site.login import logged_in

PREFIX = "/foerderlage/"


def taken_off(path: str) -> str:
    return "/" + path.removeprefix(PREFIX)


@pytest.fixture
def site(data: Path) -> Datasette:
    (data / "foerderlage.toml").write_text(f'[site]\nbase_url = "{PREFIX}"\n', "utf-8")
    return build(DataDir(data), SAMPLE_DAY)


@pytest.mark.slow
@pytest.mark.parametrize("login", [False, True], ids=["anonymous", "logged in"])
@pytest.mark.parametrize(
    "proxy",
    [str, pytest.param(taken_off, marks=pytest.mark.long)],
    ids=["path passed on", "path taken off"],
)
async def test_every_link_below_the_prefix_leads_to_a_page(
    site: Datasette, login: bool, proxy: Callable[[str], str]
) -> None:
    found = await walk(site, PREFIX, login, 300, proxy)
    assert found.wrong == []
    assert len(found.pages) > 200
    assert any("/programm/" in path for path in found.pages)
    assert any("_next=" in path for path in found.pages)
    assert any("/projekt/" in path for path in found.pages) is login


async def test_logging_out_stays_below_the_prefix(site: Datasette) -> None:
    await site.invoke_startup()
    cookies = logged_in(site)
    assert (await site.client.get("/-/logout")).headers["location"] == PREFIX
    form = await site.client.get("/-/logout", cookies=cookies)
    token = form.cookies["ds_csrftoken"]
    left = await site.client.post(
        "/-/logout", data={"csrftoken": token}, cookies={**cookies, "ds_csrftoken": token}
    )
    assert (left.status_code, left.headers["location"]) == (302, PREFIX)


@pytest.mark.parametrize(
    ("asked", "sent_to"),
    [("/foerderlage", PREFIX), ("/foerderlage/suche/", "/foerderlage/suche"),
     ("/suche/", "/foerderlage/suche"),
     ("/foerderlage/katalog/programme.jsono", "/foerderlage/katalog/programme.json?_shape=objects"),
     ("/foerderlage//anderswo.example/", "/foerderlage/anderswo.example")],
)  # fmt: skip
async def test_redirects_keep_the_prefix(site: Datasette, asked: str, sent_to: str) -> None:
    await site.invoke_startup()
    # a PrefixedUrlString is asked for as it is
    answer = await site.client.get(PrefixedUrlString(asked))
    assert answer.status_code in (301, 302, 308)
    assert answer.headers["location"] == sent_to
