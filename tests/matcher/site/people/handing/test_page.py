"""„Übergeben an …“: what it shows, to whom, and what it stores."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from datasette.app import Datasette

from db import clock
from db.files import DataDir, kommune_at
from db.kommune.log import Act
from db.kommune.people import Person
from db.kommune.work import owners
from matcher.site.frame.serving import build
from tests.support.handing.people import KITA, owner, settle
from tests.support.site.login import account_in
from tests.support.site.visitor import Visitor


@pytest.fixture
def known(data: Path) -> dict[str, Person]:
    return settle(data)


@pytest.fixture
async def site(data: Path, known: dict[str, Person]) -> Datasette:
    assert known
    made = build(DataDir(data))
    await made.invoke_startup()
    return made


def text(html: str) -> str:
    return " ".join(BeautifulSoup(html, "lxml").select_one("main").text.split())  # type: ignore[union-attr]  # every page has one


async def test_everything_is_handed_over_and_taken_back(
    site: Datasette, data: Path, known: dict[str, Person]
) -> None:
    path = f"/personen/{known['anna'].id}/uebergeben"
    async with Visitor(site) as clara:
        await clara.log_in("clara")
        shown = text((await clara.get(path)).text)
        assert "Sanierung der Kita" in shown or "Kita" in shown
        assert "1 Vorhaben" in shown
        given = {"tat": "uebergeben", "an": str(known["ben"].id), "umfang": "alles"}
        done = await clara.send(path, given)
        assert (done.status_code, done.headers["location"]) == (303, f"{path}#uebergabe")
        assert owner(data) == "ben"
        after = text((await clara.get(path)).text)
        assert "An Ben Muster übergeben: 1 Vorhaben." in after
        assert "liegt nichts, was sich übergeben lässt" in after
        await clara.send(path, {"tat": "rueckgaengig"})
        assert owner(data) == "anna"
        assert "zurückgenommen am" in text((await clara.get(path)).text)


async def test_what_somebody_changed_since_is_named_after_taking_back(
    site: Datasette, data: Path, known: dict[str, Person]
) -> None:
    path = f"/personen/{known['anna'].id}/uebergeben"
    async with Visitor(site) as clara:
        await clara.log_in("clara")
        given = {"tat": "uebergeben", "an": str(known["ben"].id), "umfang": "vorhaben"}
        await clara.send(path, {**given, "vorhaben": KITA})
        with kommune_at(data / "kommune.db") as own:
            act = Act(known["clara"].id, clock.now())
            seen = owners.project_people(own, KITA)
            owners.set_project_people(own, seen, known["clara"].id, None, act)
        await clara.send(path, {"tat": "rueckgaengig"})
        said = text((await clara.get(path)).text)
        assert "Inzwischen geändert und darum geblieben: 1 Vorhaben (" in said
        assert owner(data) == "clara"


async def test_who_was_the_deputy_and_takes_over_has_no_deputy_and_is_told_so(
    site: Datasette, data: Path, known: dict[str, Person]
) -> None:
    with kommune_at(data / "kommune.db") as own:
        seen = owners.project_people(own, KITA)
        act = Act(known["clara"].id, clock.now())
        owners.set_project_people(own, seen, known["anna"].id, known["ben"].id, act)
    path = f"/personen/{known['anna'].id}/uebergeben"
    said = "1 Vorhaben hat danach keine Vertretung."
    async with Visitor(site) as clara:
        await clara.log_in("clara")
        assert f"Übernimmt Ben Muster alles: {said}" in text((await clara.get(path)).text)
        await clara.send(path, {"tat": "uebergeben", "an": str(known["ben"].id), "umfang": "alles"})
        assert f"An Ben Muster übergeben: 1 Vorhaben. {said}" in text((await clara.get(path)).text)


async def test_bad_input_is_told_at_its_field_and_nothing_is_stored(
    site: Datasette, data: Path, known: dict[str, Person]
) -> None:
    path = f"/personen/{known['anna'].id}/uebergeben"
    async with Visitor(site) as clara:
        await clara.log_in("clara")
        for given, field in (
            ({"an": "", "umfang": "alles"}, "an"),
            ({"an": "99999", "umfang": "alles"}, "an"),
            ({"an": str(known["ben"].id), "umfang": "vorhaben"}, "umfang-vorhaben"),
        ):
            answer = await clara.send(path, {"tat": "uebergeben", **given})
            assert answer.status_code == 400
            soup = BeautifulSoup(answer.text, "lxml")
            assert soup.select_one(f"#{field}[aria-invalid]"), given
            assert soup.select_one("[role=alert]")
        assert owner(data) == "anna"


async def test_a_handover_of_somebody_else_is_not_taken_back_here(
    site: Datasette, data: Path, known: dict[str, Person]
) -> None:
    async with Visitor(site) as clara:
        await clara.log_in("clara")
        path = f"/personen/{known['anna'].id}/uebergeben"
        await clara.send(path, {"tat": "uebergeben", "an": str(known["ben"].id), "umfang": "alles"})
        other = f"/personen/{known['ben'].id}/uebergeben"
        answer = await clara.post(other, {"tat": "rueckgaengig", "nummer": "1"})
        assert (answer.status_code, owner(data)) == (400, "ben")
        assert "Diese Übergabe gibt es nicht" in answer.text


async def test_one_hands_over_ones_own_and_only_who_manages_anybodys(
    site: Datasette, data: Path, known: dict[str, Person]
) -> None:
    own, others = (f"/personen/{known[name].id}/uebergeben" for name in ("anna", "ben"))
    async with Visitor(site) as anna, Visitor(site) as nobody:
        assert (await nobody.get(own)).status_code == 403
        await anna.log_in("anna")
        assert (await anna.get(others)).status_code == 403
        given = {"tat": "uebergeben", "an": str(known["anna"].id), "umfang": "alles"}
        assert (await anna.post(others, given)).status_code == 403
        assert "Übergeben an …" in (await anna.get("/konto")).text
        done = await anna.send(own, {**given, "an": str(known["ben"].id)})
        assert (done.status_code, owner(data)) == (303, "ben")
        assert (await anna.get("/personen/99999/uebergeben")).status_code == 403


async def test_a_reader_hands_over_what_names_them_and_nobody_hands_it_to_a_reader(
    site: Datasette, data: Path, known: dict[str, Person]
) -> None:
    file = data / "kommune.db"
    lesa = account_in(file, "lesa", "read")
    with kommune_at(file) as own:
        act = Act(known["clara"].id, clock.now())
        owners.set_project_people(own, owners.project_people(own, KITA), lesa.id, None, act)
    path = f"/personen/{lesa.id}/uebergeben"
    async with Visitor(site) as reader, Visitor(site) as clara:
        await reader.log_in("lesa")
        assert path in (await reader.get("/konto")).text
        assert "1 Vorhaben" in text((await reader.get(path)).text)
        given = {"tat": "uebergeben", "umfang": "alles", "an": str(known["ben"].id)}
        assert (await reader.post(path.replace(str(lesa.id), "1"), given)).status_code == 403
        assert (await reader.send(path, given)).status_code == 303
        assert owner(data) == "ben"
        await clara.log_in("clara")
        back = path.replace(str(lesa.id), str(known["ben"].id))
        refused = await clara.send(back, {**given, "an": str(lesa.id)})
        assert (refused.status_code, owner(data)) == (400, "ben")
        await reader.send(path, {"tat": "rueckgaengig"})
        assert owner(data) == "lesa"
        # who manages takes it from them
        assert (await clara.send(path, given)).status_code == 303
        assert owner(data) == "ben"


async def test_before_a_removal_the_page_says_what_still_lies_with_the_person(
    site: Datasette, known: dict[str, Person]
) -> None:
    anna, ben = (f"/personen/{known[name].id}" for name in ("anna", "ben"))
    async with Visitor(site) as clara:
        await clara.log_in("clara")
        shown = BeautifulSoup((await clara.get(anna)).text, "lxml")
        (notice,) = shown.select("#entfernen + .notice")
        assert "Bei Anna Muster liegen noch: 1 Vorhaben." in notice.text
        assert notice.select("a")[0]["href"] == f"{anna}/uebergeben"
        assert "liegen noch" not in (await clara.get(ben)).text


async def test_nobody_and_removed_people_have_no_such_page(
    site: Datasette, known: dict[str, Person]
) -> None:
    async with Visitor(site) as clara:
        await clara.log_in("clara")
        assert (await clara.get("/personen/99999/uebergeben")).status_code == 404
        gone = known["anna"].id
        await clara.send(f"/personen/{gone}", {"tat": "entfernen", "sicher": "ja"})
        assert (await clara.get(f"/personen/{gone}/uebergeben")).status_code == 404


async def test_a_reader_takes_back_what_they_gave_and_nothing_that_who_manages_gave(
    site: Datasette, data: Path, known: dict[str, Person]
) -> None:
    file = data / "kommune.db"
    lesa = account_in(file, "lesa", "read")
    path = f"/personen/{lesa.id}/uebergeben"
    given = {"tat": "uebergeben", "umfang": "alles", "an": str(known["ben"].id)}
    async with Visitor(site) as reader, Visitor(site) as clara:
        await reader.log_in("lesa")
        await clara.log_in("clara")
        for giver, number, buttons, holder in ((clara, "1", 0, "ben"), (reader, "2", 1, "lesa")):
            with kommune_at(file) as own:
                act = Act(known["clara"].id, clock.now())
                owners.set_project_people(own, owners.project_people(own, KITA), lesa.id, None, act)
            assert (await giver.send(path, given)).status_code == 303
            shown = BeautifulSoup((await reader.get(path)).text, "lxml")
            assert len(shown.select("input[name=nummer]")) == buttons
            await reader.post(path, {"tat": "rueckgaengig", "nummer": number})
            assert owner(data) == holder
