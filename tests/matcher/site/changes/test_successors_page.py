"""Successors on the page: who sees them, what a confirmation moves, what is refused."""

from dataclasses import replace
from pathlib import Path

import pytest
from datasette.app import Datasette

from db.files import kommune_at
from db.kommune.corrections import corrections
from db.kommune.log import Subject
from db.kommune.succession.proposals import successions
from db.kommune.tracker.plans import steps
from db.kommune.work.decisions import decision
from db.kommune.work.notes import notes_of, save_note
from matcher.site.frame.serving import build
from tests.support.site.forms import Browser, fields, form_to
from tests.support.site.pages import ask
from tests.support.towns.guidelines import SUCCESSOR, TODAY, VANISHED, changed, somebody

LIST = "/nachfolger"
OLD, NEW = (f"/programm/{pair[1]}/{pair[2]}" for pair in (VANISHED, SUCCESSOR))


@pytest.fixture
def site(tmp_path: Path) -> Datasette:
    return build(changed(tmp_path), today=TODAY)


def state(folder: Path) -> tuple[list[str], str, str]:
    """States of the proposals, and the status of the match under the old and the new key."""
    with kommune_at(folder / "kommune.db") as own:
        return (
            [one.state for one in successions(own)],
            decision(own, *VANISHED).status,
            decision(own, *SUCCESSOR).status,
        )


async def test_a_proposal_tells_what_is_equal_what_differs_and_what_moves(
    site: Datasette,
) -> None:
    browser = Browser(site)
    (card,) = (await browser.get(LIST)).select("article")
    told = card.get_text(" ", strip=True)
    for words in ("Kita ausbauen 2026 Weggefallen: Kita ausbauen 2024", "% gleicher Text",
                  "zieht um: 1 Entscheidung, 2 Korrekturen und 1 Notiz",
                  "Neu Antrag 31.05.2026"):  # fmt: skip
        assert words in told
    assert "1 weggefallenes Programm gleicht einem neuen" in (await browser.get("/")).text
    for path, other in ((OLD, "Kita ausbauen 2026"), (NEW, "Kita ausbauen 2024")):
        notice = (await browser.get(path)).select("#vorhaben > .notice")[0]
        assert f"Vermutlich dasselbe Programm wie {other}" in notice.text
        assert notice.select("a[href^='/nachfolger#vorschlag-']")


async def test_a_confirmation_moves_everything_and_plans_anew(
    site: Datasette, tmp_path: Path
) -> None:
    browser = Browser(site)
    form = form_to(await browser.get(LIST), LIST)
    answer = await browser.send(form, tun="bestaetigen")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{LIST}#entschieden")
    assert state(tmp_path) == (["confirmed"], "new", "watching")
    with kommune_at(tmp_path / "kommune.db") as own:
        assert [n.body for n in notes_of(own, Subject(*SUCCESSOR))] == ["Frau Tal anrufen"]
        assert {s.due.isoformat() for s in steps(own, SUCCESSOR)} == {"2026-05-31"}
        assert [c.kind for c in corrections(own, *SUCCESSOR[1:])] == ["rate"]
    soup = await browser.get(LIST)
    assert "Umgezogen: 1 Entscheidung" in soup.text
    assert "Kita ausbauen 2026 folgt auf Kita ausbauen 2024" in soup.text
    assert "Testperson edit" in soup.text
    page = await browser.get(f"{NEW}?vorhaben={SUCCESSOR[0]}")
    assert "Folgt auf das weggefallene Programm" in page.text
    assert "Nachfolgeprogramm: c → wird neu" in page.select(".timeline")[0].get_text(
        " ", strip=True
    )
    assert "bitte neu prüfen" in page.select(".lapsed")[0].text
    assert "Nachfolgeprogramm:" in (await browser.get(OLD)).select("#vorhaben > .notice")[0].text
    again = await browser.post(LIST, fields(form) | {"tun": "bestaetigen"})
    assert again.status_code == 303
    assert state(tmp_path) == (["confirmed"], "new", "watching")


async def test_a_confirmation_is_taken_back_and_says_what_stays(
    site: Datasette, tmp_path: Path
) -> None:
    browser = Browser(site)
    await browser.send(form_to(await browser.get(LIST), LIST), tun="bestaetigen")
    with kommune_at(tmp_path / "kommune.db") as own:
        (note,) = notes_of(own, Subject(*SUCCESSOR))
        save_note(own, replace(note, body="geändert"), somebody(own))
    form = form_to(await browser.get(LIST), LIST)
    reader = Browser(site, "read")
    assert (await reader.post(LIST, fields(form) | {"tun": "zuruecknehmen"})).status_code == 403
    answer = await browser.send(form, tun="zuruecknehmen")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{LIST}#vorschlag-1")
    assert state(tmp_path) == (["proposed"], "watching", "new")
    with kommune_at(tmp_path / "kommune.db") as own:
        assert {c.kind for c in corrections(own, *VANISHED[1:])} == {"rate", "deadline"}
        assert steps(own, SUCCESSOR) == []
    soup = await browser.get(LIST)
    assert "Zurück beim alten Programm: 1 Entscheidung und 2 Korrekturen." in soup.text
    assert "Beim neuen bleibt" in soup.text
    assert "1 Notiz." in soup.text
    assert soup.select("article button[value=bestaetigen]")
    again = await browser.post(LIST, fields(form) | {"tun": "zuruecknehmen"})
    assert again.status_code == 303
    odd = await browser.send(form_to(await browser.get(LIST), LIST), tun="zuruecknehmen")
    assert odd.status_code == 400
    assert "Einen bestätigten Nachfolger" in odd.text


async def test_a_rejected_proposal_moves_nothing(site: Datasette, tmp_path: Path) -> None:
    browser = Browser(site)
    await browser.send(form_to(await browser.get(LIST), LIST), tun="ablehnen")
    assert state(tmp_path) == (["rejected"], "watching", "new")
    soup = await browser.get(LIST)
    assert "ist nicht dasselbe wie" in soup.text
    assert "gleicht kein weggefallenes Programm einem neuen" in soup.text
    assert not (await browser.get(OLD)).select("#vorhaben > .notice")


@pytest.mark.parametrize(
    ("sent", "code"),
    [({"nummer": "99", "tun": "bestaetigen"}, 400), ({"nummer": "99", "tun": "ablehnen"}, 400),
     ({"nummer": "-1", "tun": "bestaetigen"}, 404), ({"tun": "loeschen"}, 404),
     ({"form": "", "tun": "bestaetigen"}, 400)],
)  # fmt: skip
async def test_what_cannot_be_decided_changes_nothing(
    site: Datasette, tmp_path: Path, sent: dict[str, str], code: int
) -> None:
    browser = Browser(site)
    answer = await browser.send(form_to(await browser.get(LIST), LIST), **sent)
    assert answer.status_code == code
    assert state(tmp_path) == (["proposed"], "watching", "new")


async def test_only_editors_see_the_page_or_decide(site: Datasette, tmp_path: Path) -> None:
    sent = fields(form_to(await Browser(site).get(LIST), LIST)) | {"tun": "bestaetigen"}
    reader = Browser(site, "read")
    assert (await reader.post(LIST, sent)).status_code == 403
    assert "gleicht einem neuen" not in (await reader.get("/")).text
    assert not (await reader.get(OLD)).select("#vorhaben > .notice")
    assert (await ask(site, LIST, login=False)).status_code == 403
    assert "dasselbe Programm" not in (await ask(site, OLD, login=False)).text
    assert state(tmp_path) == (["proposed"], "watching", "new")
