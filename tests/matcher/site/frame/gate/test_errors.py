"""What people and programs read when something is not possible."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette import hookimpl
from datasette.app import Datasette
from datasette.plugins import pm
from datasette.utils.asgi import BadRequest
from httpx import Response

from db.errors import FoerderlageError
from db.files import DataDir
from matcher.site.frame.serving import build
from matcher.site.frame.stock.closed import CLOSED
from tests.support.site.login import logged_in
from tests.support.site.pages import ask


@pytest.fixture
def site(prepared: Path) -> Datasette:
    return build(DataDir(prepared))


def heading(answer: Response) -> str:
    """The heading of a German page with our whole navigation."""
    soup = BeautifulSoup(answer.text, "lxml")
    assert soup.html is not None
    assert soup.html["lang"] == "de"
    assert soup.h1 is not None
    links = [a.text for a in soup.select("nav a")]
    assert "Suche" in links
    assert "Tabellenansicht" in links
    return str(soup.h1.text)


@pytest.mark.parametrize(
    ("path", "login", "status", "words"),
    [("/fehlt", False, 404, "Nicht gefunden"), ("/katalog/fehlt", True, 404, "Nicht gefunden"),
     ("/katalog/programme/99999", False, 404, "Nicht gefunden"),
     ("/kommune/project", False, 403, "Anmeldung nötig"),
     ("/kommune.db", True, 403, "Nicht erlaubt"),
     ("/katalog/programme?_sort=quatsch", False, 400, "Diese Anfrage ist nicht möglich"),
     ("/katalog/programme?_size=viele", False, 400, "Diese Anfrage ist nicht möglich"),
     ("/katalog/programme?_next=,,,&_sort=title", False, 400, "Diese Anfrage ist nicht möglich"),
     ("/katalog/programme_text?_next=x", False, 400, "Diese Anfrage ist nicht möglich"),
     ("/katalog/programme_code/1", False, 400, "Diese Anfrage ist nicht möglich"),
     ("/katalog.csv", False, 400, "Diese Anfrage ist nicht möglich"),
     ("/-/auth-token?token=falsch", False, 403, "Anmeldung nötig")],
)  # fmt: skip
async def test_errors_are_german_pages_with_the_navigation(
    site: Datasette, path: str, login: bool, status: int, words: str
) -> None:
    answer = await ask(site, path, login)
    assert answer.status_code == status
    assert heading(answer) == words
    for english in ("not found", "Invalid", "Cannot", "must be", "Traceback", "Permission"):
        assert english not in answer.text


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "post"])
async def test_a_method_that_a_page_does_not_know_gets_a_german_page(
    site: Datasette, method: str
) -> None:
    await site.invoke_startup()
    answer = await site.client._request(method, "/katalog/programme")
    assert answer.status_code == 405
    assert heading(answer) == "Diese Anfrage ist nicht möglich"


async def test_a_form_without_its_token_gets_a_german_page(site: Datasette) -> None:
    await site.invoke_startup()
    cookies = logged_in(site)
    answer = await site.client.post("/-/logout", data={"csrftoken": "x"}, cookies=cookies)
    assert answer.status_code == 403
    assert heading(answer) == "Formular abgelaufen"


class Failing:
    """A plugin whose page raises what it is given."""

    __name__ = "Failing"

    def __init__(self, exception: Exception) -> None:
        self.exception = exception

    @hookimpl
    def register_routes(self) -> list[tuple[str, object]]:
        def page() -> None:
            raise self.exception

        return [(r"^/kaputt(\.json)?$", page)]


async def answer_to(prepared: Path, exception: Exception, path: str = "/kaputt") -> Response:
    plugin = Failing(exception)
    pm.register(plugin, name="failing")
    try:
        return await ask(build(DataDir(prepared)), path)
    finally:
        pm.unregister(plugin)


async def test_a_failure_shows_nothing_of_the_inside_but_logs_it(
    prepared: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answer = await answer_to(prepared, RuntimeError("geheimer Pfad /srv/daten"))
    assert answer.status_code == 500
    assert heading(answer) == "Fehler auf dem Server"
    assert "geheim" not in answer.text
    logged = capsys.readouterr().err
    assert "Traceback" in logged
    assert logged.count("geheimer Pfad /srv/daten") == 1


async def test_a_failure_explained_for_a_clerk_is_shown(prepared: Path) -> None:
    answer = await answer_to(prepared, FoerderlageError("Der Katalog ist älter.", "Neu laden."))
    assert answer.status_code == 500
    assert "Der Katalog ist älter." in answer.text
    assert "Neu laden." in answer.text


async def test_words_of_foreign_code_are_not_shown(prepared: Path) -> None:
    answer = await answer_to(prepared, BadRequest("strange argument"))
    assert answer.status_code == 400
    assert "strange argument" not in answer.text


async def test_words_of_our_own_pages_are_shown(site: Datasette) -> None:
    assert "Dieses Vorhaben gibt es nicht." in (await ask(site, "/projekt/fehlt")).text


@pytest.mark.parametrize(
    ("path", "status"),
    [("/katalog/fehlt.json", 404), ("/kommune/project.json", 403), ("/kommune.json", 403),
     ("/katalog/programme.json?_size=viele", 400)],
)  # fmt: skip
async def test_errors_for_programs_are_json(site: Datasette, path: str, status: int) -> None:
    answer = await ask(site, path, login=False)
    given = answer.json()
    assert answer.status_code == given["status"] == status
    assert given["ok"] is False
    assert given["error"].endswith(".")


async def test_a_failure_for_a_program_is_json_without_the_inside(prepared: Path) -> None:
    answer = await answer_to(prepared, RuntimeError("/srv/daten"), "/kaputt.json")
    assert answer.status_code == answer.json()["status"] == 500
    assert "/srv" not in answer.text


async def test_each_page_of_datasette_itself_is_ours_closed_or_harmless(site: Datasette) -> None:
    patterns = [pattern.pattern for pattern, _ in site._routes()]
    below = {p.split("/-/", 1)[1] for p in patterns if p.startswith("/-/")}
    names = {name.split("(")[0].split("$")[0].split(".")[0].split("/")[0] for name in below}
    assert names - set(CLOSED) == {"static", "static-plugins", "auth-token", "logout"}
    for name in CLOSED:
        for path in (f"/-/{name}", f"/-/{name}.json"):
            assert (await ask(site, path)).status_code == 404, path
