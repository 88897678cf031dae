"""`combine` through a real process over the sample data."""

import json
import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.support.processes.command import Ran, matcher

DAY = ("--today", "2026-11-24")
MARKET = "marktplatz-klimafit"
LAND, FEDERAL, COOL = (
    "klimafeste-plaetze-und-quartiere",
    "klimaquartier-plaetze-parks",
    "kuehle-orte",
)
E = Decimal


def lines(ran: Ran) -> list[str]:
    assert (ran.code, ran.err) == (0, "")
    return [" ".join(line.replace("\u00a0", " ").split()) for line in ran.out.splitlines()]


def data_of(*arguments: str, data: Path) -> Any:
    ran = matcher(*DAY, "combine", *arguments, "--json", data=data)
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def profile_with(data: Path, **changes: Any) -> None:
    """The profile of the town with other values of the market's project."""
    profile = yaml.safe_load(matcher("projects", "export", data=data).out)
    (mine,) = [one for one in profile["projekte"] if one["id"] == MARKET]
    for key, value in changes.items():
        mine[key] = value
        if value is None:
            del mine[key]
    (data / "neu.yml").write_text(yaml.safe_dump(profile), "utf-8")
    assert matcher("projects", "import", data / "neu.yml", data=data).code == 0


def test_the_plan_of_what_is_near_is_printed_in_one_piece(prepared: Path) -> None:
    said = lines(matcher(*DAY, "combine", MARKET, data=prepared))
    assert said[0] == "Finanzierungsplan: Marktplatz klimafit umgestalten"
    assert "Gesamtkosten 980.000 €" in said[1]
    assert said[2] == (
        "Der Kommune bleiben 0 € (günstigster Fall, soweit zu rechnen ist) bis 245.000 € (ohne "
        "das, was offen ist)."
    )
    # 75 % x 980,000 = 735,000 leave 245,000; the rates of the second are for parts that nobody
    # stated
    assert any(line.endswith("75 % 735.000 € 245.000 €") for line in said)
    assert "2 Land Klimafeste Plätze und Quartiere offen offen offen" in said
    assert "Unter Bedingungen: Nr. 1 und Nr. 2; Nr. 2 und Nr. 3" in said
    assert any(line.startswith("„Eine Kumulierung mit Mitteln der Städtebau") for line in said)
    days = [line for line in said if line.startswith(("15.01.2027", "28.02.2027"))]
    assert [line.split()[1:3] for line in days] == [["1", "Skizze"], ["2", "Skizze"]]
    assert "Wer zahlt im günstigsten Fall, soweit zu rechnen ist: mit Nr. 1 und Nr. 3" in said
    assert "Wer zahlt ohne das, was offen ist: mit Nr. 1" in said
    assert "– Kumulierung, siehe „Nebeneinander“: Nr. 1 und Nr. 3." in said


def test_two_programmes_keep_to_the_ceiling_of_one_text(data: Path) -> None:
    part = {"programm": "klimafeste-plaetze-und-quartiere", "teil": "Bauliche Vorhaben"}
    profile_with(data, foerderungen=[part])
    found = data_of(MARKET, LAND, FEDERAL, data=data)["remains"]
    # 75 % twice, of 65 % and 75 %: 735,000 + 735,000 = 1,470,000; 90 % of 980,000 = 882,000
    best = found["best"]
    assert [one["grant"] for one in best["grants"]] == ["735000.00", "147000.00"]
    assert (best["own_share"], best["total"]) == ("98000.00", "980000.00")
    assert best["cut"]["over"] == "588000.00"
    assert best["cut"]["quote"]["quote"].startswith("Insgesamt darf die öffentliche Hilfe 90")
    # without what is open: 75 % alone
    assert found["without_open"]["own_share"] == "245000.00"
    assert found["exact"] is False


def test_the_order_of_names_changes_no_sum_and_shares_add_up(prepared: Path) -> None:
    one = data_of(MARKET, LAND, FEDERAL, COOL, data=prepared)
    other = data_of(MARKET, COOL, FEDERAL, LAND, data=prepared)
    assert one["remains"]["best"] == other["remains"]["best"]
    assert one["order"]["events"] == other["order"]["events"]
    assert one["order"]["begin"]["after"] == other["order"]["begin"]["after"]
    for case in ("best", "without_open"):
        found = one["remains"][case]
        grants = sum(E(paid["grant"]) for paid in found["grants"])
        assert grants + E(found["third_party"]) + E(found["own_share"]) == E("980000.00")


def test_json_holds_the_words_that_everything_rests_on(prepared: Path) -> None:
    found = data_of(MARKET, data=prepared)
    assert [one["level"] for one in found["programmes"]] == ["federal", "state", "state"]
    pair = found["pairs"][0]
    assert pair["verdict"] == "conditional"
    assert pair["quotes"][0]["quote"].startswith("Eine Kumulierung mit Mitteln")
    sketch = found["order"]["events"][0]
    assert (sketch["kind"], sketch["day"]) == ("sketch", "2027-01-15")
    assert sketch["quote"]["quote"].startswith("Projektskizzen sind bis zum 15. Januar 2027")
    assert found["order"]["begin"]["expected"] is True
    assert found["programmes"][2]["grant_if_limit_counts_once"] == "50000.00"
    digital = data_of("digitales-auental", data=prepared)["programmes"]
    assert [one["group"] for one in digital if not one["counts"]] == ["knapp"]


def test_what_people_state_is_exact_and_what_they_correct_counts(data: Path) -> None:
    profile_with(
        data,
        zuwendungsfaehig_eur=900_000,
        mittel_dritter_eur=20_000,
        foerderungen=[{"programm": LAND, "foerderquote": 65}],
    )
    said = lines(matcher(*DAY, "combine", MARKET, LAND, data=data))
    # 65 % x 900,000 = 585,000; 980,000 - 20,000 - 585,000 = 375,000
    assert "Der Kommune bleiben 375.000 €." in said
    assert "Wer zahlt: mit Nr. 1" in said
    correct = ("facts", "correct", FEDERAL, "rate", "40", "--reason", "Anruf", "--source", "Amt")
    assert matcher(*correct, data=data).code == 0
    # 40 % x 900,000 = 360,000 of at least 400,000: nothing
    assert data_of(MARKET, FEDERAL, data=data)["remains"]["best"]["own_share"] == "960000.00"


def test_a_programme_is_named_by_key_address_or_title(prepared: Path) -> None:
    url = data_of(MARKET, LAND, data=prepared)["programmes"][0]["url"]
    for name in (url, "klimafeste Plätze und Quartiere"):
        found = data_of(MARKET, name, data=prepared)
        assert [one["url"] for one in found["programmes"]] == [url]
    several = matcher("combine", MARKET, "Lebendige Ortsmitte", data=prepared)
    assert (several.code, several.out) == (2, "")
    assert "passt auf 2 Programme" in several.err


def test_without_costs_order_and_pairs_are_there_and_the_costs_are_missed(data: Path) -> None:
    profile_with(data, kosten_eur=None)
    said = lines(matcher(*DAY, "combine", MARKET, data=data))
    assert "Was der Kommune bleibt, ist offen: Die Gesamtkosten fehlen." in said
    assert "Nebeneinander" in said
    assert any(line.startswith("15.01.2027 1 Skizze") for line in said)
    assert any(line.startswith("– Beim Vorhaben fehlt „Kosten in Euro“") for line in said)
    found = data_of(MARKET, data=data)
    assert (found["costs"], found["remains"]) == (None, None)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("fehlt",), "Das Vorhaben „fehlt“ gibt es nicht."),
        ((MARKET, "fehlt"), "Ein Programm „fehlt“ gibt es im Katalog nicht."),
        (("fehlt", LAND), "Das Vorhaben „fehlt“ gibt es nicht."),
    ],
)
def test_what_does_not_exist_is_one_line(
    arguments: tuple[str, ...], words: str, prepared: Path
) -> None:
    ran = matcher("combine", *arguments, data=prepared)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith(f"Fehler: {words}")
    assert ran.err.count("\n") == 1


def test_a_project_that_no_run_has_matched_is_one_line(data: Path) -> None:
    with closing(sqlite3.connect(data / "kommune.db")) as own:
        own.execute("delete from pair where project_id = ?", [MARKET])
        own.commit()
    ran = matcher("combine", MARKET, data=data)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == (
        "Fehler: Dieses Vorhaben wurde noch nicht abgeglichen. Bitte „matcher run“ ausführen.\n"
    )


def test_a_plan_changes_nothing_that_is_stored(data: Path) -> None:
    def state() -> list[str]:
        with closing(sqlite3.connect(data / "kommune.db")) as own:
            return [*own.iterdump()]

    before = state()
    assert matcher(*DAY, "combine", MARKET, data=data).code == 0
    assert state() == before
