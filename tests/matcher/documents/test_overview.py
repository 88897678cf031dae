"""The overview for mayor and treasury, opened again by a second reader."""

import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from typing import Any

from lxml import etree

from db.kommune.matches import Ranked
from db.programmes.catalogue import StoredProgramme
from db.vocabulary import VERDICT_LABELS
from matcher.documents.gathering import Known
from matcher.documents.overview import OwnPart, Summary, document, summary
from matcher.tracker.own_share.calculation import Identity, ProjectFunding
from tests.support.files.word import opened
from tests.support.towns.stated import amount, deadline, doubtful, said
from tests.support.towns.subjects import DAY, project, stored, town

HALF = said("rate", 50.0, "50 Prozent")


def programme(title: str, *facts: Any) -> StoredProgramme:
    return replace(stored(title), facts=facts)


def summed(
    *best: tuple[StoredProgramme, str],
    follows: tuple[StoredProgramme, ...] = (),
    statuses: dict[str, int] | None = None,
    **stated: Any,
) -> Summary:
    """A project with these best matches, each with its verdict or the group that lists name
    instead, and programmes that people follow."""
    mine = project(**stated)
    by_identity: dict[Identity, StoredProgramme] = {
        (one.programme.source, one.programme.key): one for one, _ in best
    }
    ranked = tuple(
        Ranked(
            mine.id, one.programme.source, one.programme.key,
            said if said in VERDICT_LABELS else "ausgeschlossen", n,
            "jetzt" if said in VERDICT_LABELS else said, "",
        )
        for n, (one, said) in enumerate(best, start=1)
    )  # fmt: skip
    known = Known(town(), mine, ranked, statuses or {})
    return summary(known, ProjectFunding(mine, follows), by_identity.get, DAY)


def test_a_project_says_what_mayor_and_treasury_ask() -> None:
    first = programme("Radwege", HALF, deadline("2027-02-28"))
    second = programme("Schulwege", deadline("2026-12-31"))
    found = summed((first, "passt"), (second, "pruefen"), statuses={"new": 3, "application": 1},
                   kosten_eur=100_000, fachamt="Tiefbau", start="2027-01", ende="2027-12",
                   status="geplant")  # fmt: skip
    assert (found.title, found.department) == ("Radweg zur Schule", "Tiefbau")
    assert found.programmes == ("✓ Radwege (passt)", "? Schulwege (prüfen)")
    assert found.deadline == "31.12.2026 (noch 37 Tage)\nSchulwege"
    assert found.own.words.replace("\u00a0", " ") == "50.000 €\nbei „Radwege“"
    assert found.state == "Geplant\n1 Antrag"
    assert found.own.years == {2027: Decimal(50_000)}


def test_a_town_that_asked_for_the_edge_reads_that_it_is_the_edge() -> None:
    found = summed((programme("Wege"), "passt"), (programme("Parkplätze"), "rand"))
    assert found.programmes == ("✓ Wege (passt)", "– Parkplätze (Randthema)")


def test_what_people_follow_comes_first_and_decides_the_own_share() -> None:
    followed = programme("Wunsch", HALF, amount("max_grant", 10_000))
    found = summed((programme("Bester", HALF), "passt"), follows=(followed,), kosten_eur=100_000)
    assert found.programmes == ("– Wunsch (vorgemerkt)", "✓ Bester (passt)")
    assert found.own.words.replace("\u00a0", " ") == "90.000 €\nbei „Wunsch“"


def test_an_unsure_day_is_named_with_its_doubt_and_only_where_none_is_sure() -> None:
    unsure, sure = (
        programme("Höfe", doubtful("2026-12-01")),
        programme("Wege", deadline("2027-02-28")),
    )
    doubt = "vermutlich bis 01.12.2026 – bitte im Wortlaut prüfen\nHöfe"
    assert summed((unsure, "pruefen")).deadline == doubt
    assert summed((unsure, "pruefen"), (sure, "passt")).deadline.startswith("28.02.2027")


def test_what_is_unknown_is_marked() -> None:
    found = summed()
    assert found.programmes == ("offen: noch keines",)
    assert (found.cost, found.department, found.deadline) == ("offen", "offen", "keine bekannt")
    assert found.own.words == "offen: kein Programm"
    assert found.state == "Idee\nnoch keine Entscheidung"
    assert summed((programme("A"), "passt")).own.words == "offen bei „A“"


def test_a_first_order_that_comes_too_early_is_told() -> None:
    assert "erster Auftrag zu früh" in summed(erster_auftrag="2026-11-20").state


def test_a_title_is_cut_between_words() -> None:
    long = summed((programme("Förderung " * 12), "passt")).programmes[0]
    assert long.endswith("Förderung … (passt)")


def made(years: dict[int, Decimal] | None = None, **changes: Any) -> Summary:
    stated: dict[str, Any] = {
        "town": "Auental", "title": "Radweg", "department": "Tiefbau", "cost": "100.000 €",
        "programmes": ("✓ Radwege (passt)",), "deadline": "keine bekannt", "state": "Idee",
        "own": OwnPart("1 €", years or {}),
    }  # fmt: skip
    return Summary(**{**stated, **changes})


def test_the_file_lists_all_projects_and_adds_up_the_years() -> None:
    found = opened(document([
        made(years={2027: Decimal("10.50"), 2028: Decimal(20)}),
        made(title="Kita", years={2028: Decimal(5), 2029: Decimal("0.01")}),
        made(title="Markt", cost="offen"),
    ], DAY))  # fmt: skip
    assert found.headings == [
        ("Title", "Übersicht der Vorhaben"), ("Heading1", "Vorhaben und Programme"),
        ("Heading1", "Eigenanteil in Geld je Haushaltsjahr"),
    ]  # fmt: skip
    projects, years = found.tables
    assert projects[0] == ["Vorhaben", "Fachamt", "Kosten", "Beste Programme", "Nächste Frist",
                           "Eigenanteil", "Stand"]  # fmt: skip
    assert [row[0] for row in projects[1:]] == ["Radweg", "Kita", "Markt"]
    assert years == [
        ["Vorhaben", "2027", "2028", "2029", "Summe"],
        ["Radweg", "10,50 €", "20 €", "–", "30,50 €"],
        ["Kita", "–", "5 €", "0,01 €", "5,01 €"],
        ["Summe", "10,50 €", "25 €", "0,01 €", "35,51 €"],
    ]
    assert "offen: Für „Markt“ fehlen Kosten, Förderquote oder Zeitraum." in found.text
    assert "Auental, Stand 24.11.2026" in found.text


def test_it_is_a4_landscape_with_headings_that_repeat() -> None:
    with zipfile.ZipFile(BytesIO(document([made()], DAY))) as archive:
        tree = etree.fromstring(archive.read("word/document.xml"))
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    (size,) = tree.iter(f"{w}pgSz")
    # twips: 29.7 x 21 cm
    assert abs(int(size.get(f"{w}w")) - 16838) < 5
    assert abs(int(size.get(f"{w}h")) - 11906) < 5
    assert size.get(f"{w}orient") == "landscape"
    assert len(list(tree.iter(f"{w}tblHeader"))) == 1


def test_without_projects_it_says_so() -> None:
    found = opened(document([], DAY))
    assert "Es ist noch kein Vorhaben gespeichert." in found.text
