"""A council paper's draft: what it says, opened again by a second reader."""

import io
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bs4 import BeautifulSoup

from db.programmes.catalogue import StoredProgramme
from matcher.documents.default_template import default_template
from matcher.documents.filling import filled
from matcher.documents.paper import Occasion, Origin, OwnSide, paper
from matcher.documents.placeholders import LISTS, SCALARS
from matcher.profile.funding import Funding
from matcher.tracker.own_share.calculation import ProjectFunding, calculation, identity
from matcher.tracker.plan.steps import KeptStep, Step
from tests.support.files.word import Opened, opened
from tests.support.towns.stated import amount, deadline, said
from tests.support.towns.subjects import DAY, project, stored, town

FACTS = (
    said("rate", 80.0, "80 Prozent der Kosten"),
    amount("max_grant", 90_000),
    said("start_rule", "not_before_approval", "Nicht vor dem Bescheid beginnen."),
    said("zweckbindung_years", 10, "Zweckbindung zehn Jahre"),
    replace(deadline("2027-02-28"), quote="Anträge bis 28.02.2027"),
)
MATCH = {
    "verdict": "pruefen", "part": "jetzt", "listed": 1, "matched_on": "2026-11-23",
    "findings": {
        "applicant": {"result": "met", "reason": "Gemeinden dürfen."},
        "inhabitants": {"result": "unclear", "reason": "Die Einwohnerzahl fehlt."},
        "spending": {"result": "not_met", "reason": "Personal wird nicht gefördert."},
        "window": {"result": "silent", "reason": "Der Text nennt keine Frist."},
        "cost_bounds": {"result": "silent", "reason": "Der Text nennt keine Grenze."},
    },
}  # fmt: skip
SOURCE = {"publisher": "Amt", "title": "Datenbank", "licence": "CC BY"}
WHOLE: dict[str, Any] = {
    "kosten_eur": 150_000, "eigenmittel_eur": 50_000, "mittel_dritter_eur": 10_000,
    "start": "2027-07", "ende": "2028-06", "fachamt": "Tiefbauamt",
    "beschreibung": "Der Weg zur Schule ist zu schmal.", "erster_auftrag": "2026-12-20",
}  # fmt: skip


def programme(*facts: Any) -> StoredProgramme:
    return replace(stored("Radwege & mehr"), facts=facts)


def occasion(one: StoredProgramme, funding: Funding | None = None, **stated: Any) -> Occasion:
    mine = project(**stated)
    used = ProjectFunding(mine, (one,), {identity(one): funding} if funding else {})
    return Occasion(town(), mine, one, calculation(used, one, DAY), DAY)


def whole(steps: Sequence[KeptStep] = (), **changes: Any) -> Occasion:
    return replace(
        occasion(programme(*FACTS), **WHOLE),
        own=OwnSide(MATCH, steps),
        origin=Origin(("Land Hessen", "Bund"), SOURCE),
        **changes,
    )  # fmt: skip


def written(about: Occasion) -> Opened:
    return opened(filled(default_template(), "v", paper(about), LISTS))


def test_every_placeholder_has_its_value_and_no_other_is_there() -> None:
    values = paper(whole())
    assert values.keys() == {*SCALARS, *LISTS}
    for name, fields in LISTS.items():
        for row in values[name]:
            assert fields.keys() == (row.keys() if fields else set()), name


def test_the_verdict_names_another_land_only_where_lists_leave_the_match_out() -> None:
    far = {**MATCH, "verdict": "ausgeschlossen", "part": "anderes"}
    said = [
        paper(replace(whole(), own=OwnSide({**far, "listed": listed})))["urteil"]
        for listed in (1, 0)
    ]
    assert said == [
        "anderes Thema (Abgleich vom 23.11.2026)",
        "anderes Thema oder Land (Abgleich vom 23.11.2026)",
    ]


def test_the_document_has_its_headings_in_order() -> None:
    found = written(whole())
    assert found.headings == [
        ("Title", "Beschlussvorlage (Entwurf)"),
        ("Heading1", "1. Beschlussvorschlag"),
        ("Heading1", "2. Sachverhalt"),
        ("Heading1", "3. Kosten und Eigenanteil"),
        ("Heading2", "So ist gerechnet"),
        ("Heading2", "Eigenanteil in Geld je Haushaltsjahr"),
        ("Heading2", "Herkunft der Zahlen"),
        ("Heading1", "4. Bedingungen des Programms"),
        ("Heading1", "5. Beginn des Vorhabens"),
        ("Heading1", "6. Fristen und Schritte"),
        ("Heading2", "Schritte bis zum Antrag"),
        ("Heading1", "7. Risiken"),
        ("Heading1", "8. Offene Punkte"),
        ("Heading1", "9. Quellen"),
    ]
    assert found.left_over == []
    assert found.title == "Beschlussvorlage: Radweg zur Schule"


def test_the_numbers_are_those_of_the_reckoning() -> None:
    found = written(whole())
    # 80 % x 150,000 = 120,000, at most 90,000; 150,000 - 90,000 - 10,000 = 50,000
    assert found.table("Wer zahlt") == [
        ["Zuschuss", "90.000 €"], ["Mittel Dritter", "10.000 €"], ["Eigenanteil", "50.000 €"],
        ["davon Eigenleistung", "0 €"], ["davon in Geld", "50.000 €"],
    ]  # fmt: skip
    assert found.table("Haushaltsjahr") == [["2027", "25.000 €"], ["2028", "25.000 €"]]
    sources = {row[0]: row[1:] for row in found.tables[3][1:]}
    assert sources["Förderquote"] == ["80 %", "Zitat", "„80 Prozent der Kosten“ (Volltext)"]
    assert sources["Gesamtkosten"] == ["150.000 €", "Angabe", "Angabe zum Vorhaben"]
    assert sources["zuwendungsfähige Ausgaben"][1] == "Annahme"
    assert "80 % × 150.000 € = 120.000 €" in found.text
    assert "Eigenanteil in Geld von 50.000 € wird bereitgestellt (2027: 25.000 € und" in found.text


def test_long_words_are_parted_and_sums_stay_on_one_page() -> None:
    content = filled(default_template(), "v", paper(whole()), LISTS)
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        settings = BeautifulSoup(file.read("word/settings.xml"), "xml")
        body = BeautifulSoup(file.read("word/document.xml"), "xml")
    assert settings.find("autoHyphenation")["w:val"] == "true"  # type: ignore[index]
    (year,) = [row for row in body.find_all("tr") if [*row.stripped_strings][:1] == ["2027"]]
    assert len(year.find_all("keepNext")) == 2
    (words,) = [
        row for row in body.find_all("tr") if [*row.stripped_strings][:1] == ["Vorhabenbeginn"]
    ]
    assert words.find("keepNext") is None
    assert all(row.find("keepNext") for row in body.find_all("tr") if row.find("tblHeader"))


def test_conditions_and_deadlines_come_with_their_words() -> None:
    found = written(whole())
    conditions = found.table("Bedingung")
    assert ["Vorhabenbeginn", "erst nach der Bewilligung",
            "„Nicht vor dem Bescheid beginnen.“ (Volltext)"] in conditions  # fmt: skip
    assert found.table("Was") == [["Antrag", "28.02.2027", "„Anträge bis 28.02.2027“ (Fristen)"]]
    assert "Nächste Frist: 28.02.2027 (noch 96 Tage)" in found.text
    assert "Amt, Datenbank, CC BY; Fassung 1, zuletzt gesehen am 24.11.2026" in found.text


def test_risks_and_open_questions_are_told_apart_and_marked() -> None:
    values = paper(whole())
    assert any("noch 26 Tage" in risk for risk in values["risiken"])
    assert "Ausgabenart: Personal wird nicht gefördert." in values["risiken"]
    assert "offen: Einwohnerzahl: Die Einwohnerzahl fehlt." in values["offen"]
    assert "offen: Antragsfrist: Der Text nennt keine Frist." in values["offen"]
    assert not [one for one in values["offen"] if "Kostenrahmen" in one]
    assert all(question.startswith("offen: ") for question in values["offen"])
    assert not any("Gemeinden dürfen" in words for words in values["risiken"] + values["offen"])


def test_what_is_unknown_is_marked_as_open_everywhere() -> None:
    found = written(occasion(programme()))
    assert found.left_over == []
    assert "offen: Gesamtkosten" in str(found.tables[0])
    assert "offen: Fachamt" in str(found.tables[0])
    assert "offen: noch nicht abgeglichen" in str(found.tables[0])
    assert "Eigenanteil in Geld von [offen: Höhe]" in found.text
    assert "[offen: Verteilung auf die Haushaltsjahre]" in found.text
    assert "offen: Was kostet das Vorhaben insgesamt?" in found.text
    assert "offen: Der Tag des ersten Auftrags ist nicht eingetragen." in found.text
    assert not [rows for rows in found.tables if rows[0][0] == "Wer zahlt"]


def test_the_steps_of_a_plan_are_listed_when_they_are_given() -> None:
    due = date(2027, 2, 28)
    paper_due = Step("application", "paper", "Beschlussvorlage abgeben", date(2027, 1, 8), "", due)
    council = Step("application", "council", "Beschluss im Rat", date(2027, 1, 29), "", due)
    steps = (
        KeptStep(paper_due, done_on=date(2027, 1, 7), assignee="Frau Öz"),
        KeptStep(council, moved_to=date(2027, 2, 5), note="Sondersitzung"),
    )
    assert written(whole(steps=steps)).table("Tag") == [
        ["08.01.2027", "Beschlussvorlage abgeben", "Frau Öz", "erledigt am 07.01.2027"],
        ["05.02.2027", "Beschluss im Rat", "offen: wer", "offen"],
    ]


def test_notes_of_the_office_are_no_part_of_it() -> None:
    due = date(2027, 2, 28)
    step = Step("application", "treasury", "Kämmerei", date(2027, 1, 8), "", due)
    found = written(whole(steps=(KeptStep(step, note="Kämmerin im Urlaub"),)))
    assert "Urlaub" not in found.text + str(found.tables)


def test_it_never_claims_to_advise_and_says_so_on_every_page() -> None:
    assert "Entwurf aus Förderlage vom 24.11.2026, keine Rechtsberatung" in written(whole()).text


def test_the_words_of_a_project_are_never_run() -> None:
    about = occasion(
        programme(*FACTS), beschreibung="{{ kommune }} <w:p> & {% x %}", titel="A {{b}}"
    )
    found = written(about)
    assert "{{ kommune }} <w:p> & {% x %}" in found.text
    assert "Förderantrag für das Vorhaben „A {{b}}“" in found.text


def test_a_step_that_was_moved_stands_at_its_day() -> None:
    due = date(2027, 2, 28)
    drafting = Step("application", "drafting", "Ausarbeiten", date(2026, 12, 1), "", due)
    partners = Step("application", "partners", "Partner", date(2026, 12, 8), "", due)
    steps = (KeptStep(drafting, moved_to=date(2027, 1, 5)), KeptStep(partners))
    assert [row[1] for row in written(whole(steps=steps)).table("Tag")] == [
        "Partner", "Ausarbeiten",
    ]  # fmt: skip
