"""Headers and cookies of every answer."""

import re
from pathlib import Path

import pytest
from datasette import hookimpl
from datasette.app import Datasette
from datasette.plugins import pm
from httpx import ASGITransport, AsyncClient

from db.files import DataDir
from matcher.site.frame.serving import build
from tests.support.site.login import button_of, logged_in


@pytest.fixture
async def site(prepared: Path) -> Datasette:
    made = build(DataDir(prepared))
    await made.invoke_startup()
    return made


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("get", "/", 200), ("get", "/katalog/programme", 200), ("get", "/katalog/programme.json", 200),
     ("get", "/katalog/programme.csv", 200), ("get", "/fehlt", 404), ("get", "/kommune", 403),
     ("get", "/katalog/programme?_sort=quatsch", 400), ("get", "/-/logout", 302),
     ("get", "/-/static/app.css", 200), ("put", "/katalog/programme", 405),
     ("post", "/katalog/programme", 405), ("head", "/katalog", 200)],
)  # fmt: skip
async def test_every_answer_carries_each_header_once(
    site: Datasette, method: str, path: str, status: int
) -> None:
    answer = await site.client._request(method, path)
    assert answer.status_code == status
    expected = {
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "x-frame-options": "DENY",
        "cross-origin-opener-policy": "same-origin",
    }
    assert {name: answer.headers.get_list(name) for name in expected} == {
        name: [value] for name, value in expected.items()
    }
    assert "camera=()" in answer.headers["permissions-policy"]
    (policy,) = answer.headers.get_list("content-security-policy")
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "*" not in policy


async def test_each_answer_has_its_own_nonce_and_a_plugins_script_carries_it(
    site: Datasette,
) -> None:
    class WithScript:
        __name__ = "WithScript"

        @hookimpl
        def extra_body_script(self) -> str:
            return "console.log('da')"

    plugin = WithScript()
    pm.register(plugin, name="with-script")
    try:
        answers = [await site.client.get("/") for _ in range(2)]
    finally:
        pm.unregister(plugin)
    nonces = [re.findall(r"nonce-([\w-]{20,})'", a.headers["content-security-policy"])
              for a in answers]  # fmt: skip
    assert nonces[0] != nonces[1]
    for answer, (nonce,) in zip(answers, nonces, strict=True):
        assert f"<script nonce=\"{nonce}\">console.log('da')</script>" in answer.text


@pytest.mark.parametrize(
    "path",
    ["/", "/suche", "/katalog", "/katalog/programme?_facet=level", "/katalog/programme/1",
     "/katalog/contact", "/kommune/project", "/kommune", "/-/logout", "/fehlt"],
)  # fmt: skip
async def test_no_page_has_inline_scripts_or_styles(site: Datasette, path: str) -> None:
    cookies = logged_in(site)
    html = (await site.client.get(path, cookies=cookies)).text
    assert re.findall(r"<style|<script(?![^>]* src=)|\sstyle=|\son\w+=|javascript:", html) == []


async def all_cookies(site: Datasette, base: str) -> list[str]:
    """The login, the token against forged forms and a message, lower-cased."""
    await site.invoke_startup()
    transport = ASGITransport(app=site.app())
    async with AsyncClient(transport=transport, base_url=base) as client:
        shown = await client.get(f"/-/auth-token?token={site._root_token}")
        answers = [await client.post("/-/auth-token", data=button_of(shown.text))]
        client.cookies.clear()
        client.cookies.update(logged_in(site))
        answers.append(await client.get("/-/logout"))
        client.cookies["ds_csrftoken"] = token = answers[-1].cookies["ds_csrftoken"]
        answers.append(await client.post("/-/logout", data={"csrftoken": token}))
    return [v.lower() for answer in answers for v in answer.headers.get_list("set-cookie")]


async def test_cookies_are_closed_to_scripts_and_other_sites(data: Path) -> None:
    cookies = await all_cookies(build(DataDir(data)), "http://testserver")
    names = {cookie.split("=")[0] for cookie in cookies}
    assert names == {"fl_session", "ds_csrftoken", "ds_messages"}
    for cookie in cookies:
        assert cookie.count("httponly") == 1, cookie
        assert cookie.count("samesite=lax") == 1, cookie
        assert "secure" not in cookie, cookie


async def test_cookies_of_a_request_by_tls_are_only_sent_by_tls(data: Path) -> None:
    cookies = await all_cookies(build(DataDir(data)), "https://testserver")
    assert len(cookies) == 4
    assert all("; secure" in cookie for cookie in cookies)


async def test_the_setting_for_https_covers_a_proxy_that_hides_it(data: Path) -> None:
    (data / "foerderlage.toml").write_text("[site]\nhttps = true\n", "utf-8")
    cookies = await all_cookies(build(DataDir(data)), "http://testserver")
    assert len(cookies) == 4
    assert all("; secure" in cookie for cookie in cookies)


async def test_addresses_in_json_are_https_behind_tls(data: Path) -> None:
    (data / "foerderlage.toml").write_text("[site]\nhttps = true\n", "utf-8")
    site = build(DataDir(data))
    await site.invoke_startup()
    answer = await site.client.get("/katalog/programme.json?_size=1")
    assert answer.json()["next_url"].startswith("https://")
