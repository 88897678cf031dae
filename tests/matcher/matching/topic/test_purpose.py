"""What a programme is for is read where it says so, and quoted."""

import pytest

from db.records import Programme
from matcher.matching.topic.purpose import purpose

GUIDELINE = """Richtlinie über die Förderung von Begegnungsorten
## 1 Zuwendungszweck
Das Land will, dass Nachbarn sich begegnen. Es gelten die Landeshaushaltsordnung und die
Verordnung (EU) 2021/1060.
## 2 Gegenstand der Förderung
Gefördert werden
a) der Umbau leerer Läden zu Treffpunkten,
b) Personal, das die Treffpunkte betreut.
### 2.1 Nicht gefördert
Nicht gefördert werden Gaststätten.
## 3 Verfahren
Anträge sind an das Landesamt zu richten. Gefördert werden kann nur, wer die Unterlagen einreicht.
## 4 Zweckbindung
Die Gegenstände sind fünf Jahre gebunden."""


def programme(**texts: str) -> Programme:
    return Programme("test", "x", "https://example.org/x", "Begegnungsorte", "state", texts=texts)


def test_a_guideline_alone_tells_its_purpose_under_its_headings() -> None:
    found = dict(purpose(programme(legal_basis=GUIDELINE)).parts)
    assert "Umbau leerer Läden" in found["object"]
    assert "Landesamt" not in found["object"]
    assert "Nachbarn sich begegnen" in found["aim"]


def test_law_and_binding_periods_are_no_purpose() -> None:
    found = dict(purpose(programme(legal_basis=GUIDELINE)).parts)
    assert "Landeshaushaltsordnung" not in found["aim"]
    assert "fünf Jahre" not in "".join(found.values())


def test_the_title_comes_first_and_the_editors_text_before_the_guideline() -> None:
    texts = {
        "short_description": "Wenn Sie Treffpunkte schaffen, können Sie einen Zuschuss erhalten.",
        "description": "Das Land fördert Treffpunkte.\nGefördert werden Umbau und Möbel.\n"
        "Sie erhalten die Förderung als Zuschuss.",
        "legal_basis": GUIDELINE,
    }
    parts = purpose(programme(**texts)).parts
    assert [kind for kind, _ in parts] == ["title", "short", "lead", "items", "object", "aim"]
    assert "als Zuschuss" not in dict(parts)["items"]


def test_items_of_what_is_funded_count_and_those_of_what_is_not_do_not() -> None:
    text = (
        "Das Land hilft Dörfern.\nSie bekommen die Förderung für\n• Bänke,\n• Bäume.\n"
        "Nicht gefördert werden\n• Parkplätze."
    )
    found = dict(purpose(programme(description=text)).parts)
    assert "Bäume" in found["items"]
    assert "Parkplätze" not in found["items"]


def test_a_section_within_counts_until_one_as_high_as_the_first() -> None:
    text = (
        "# 2 Gegenstand der Förderung\nWege.\n## 2.1 Rad\nRadwege.\n### 2.1.1 Breite\nDrei Meter.\n"
        "## 2.2 Ausnahmen\nPfade.\n# 3 Verfahren\nFormulare."
    )
    found = dict(purpose(programme(legal_basis=text)).parts)["object"]
    assert [word in found for word in ("Wege.", "Radwege", "Drei", "Pfade")] == [True] * 4
    assert "Formulare" not in found


def test_numbered_lines_are_headings_when_they_are_short_and_no_sentence() -> None:
    text = (
        "2. Gegenstand der Förderung\nRadwege und Brücken.\n"
        "3. Die Anträge sind bei der Stelle einzureichen, die im Anhang steht und zuständig ist\n"
        "4. Verfahren\nFormulare."
    )
    found = dict(purpose(programme(legal_basis=text)).parts)["object"]
    assert "im Anhang steht" in found
    assert "Formulare" not in found


def test_a_guideline_without_such_headings_is_read_from_its_head() -> None:
    parts = purpose(programme(legal_basis="Das Land hilft. Rechtsanspruch besteht nicht.")).parts
    assert parts[1:] == (("head", "Das Land hilft."),)


def test_the_first_sentence_of_a_description_leads_and_is_no_item() -> None:
    parts = purpose(programme(description="Das Land fördert Bäume. Gefördert werden Bänke.")).parts
    assert parts[1:] == (("lead", "Das Land fördert Bäume."), ("items", "Gefördert werden Bänke."))


def test_one_text_with_headings_of_its_own_is_read_by_them() -> None:
    text = (
        "### Kurztext\nWenn Sie Fähren kaufen, hilft das Land.\n### Volltext\n"
        "Das Land unterstützt Reedereien. Gefördert werden Fähren.\n"
        "##### Rechtsgrundlage\nRichtlinie über Fähren auf Seen\nvom: 01.02.2024"
    )
    assert purpose(programme(description=text)).parts == (
        ("title", "Begegnungsorte"),
        ("short", "Wenn Sie Fähren kaufen, hilft das Land."),
        ("object", "Richtlinie über Fähren auf Seen"),
        ("lead", "Das Land unterstützt Reedereien."),
        ("items", "Gefördert werden Fähren."),
    )


@pytest.mark.parametrize(
    ("kind", "text", "most"),
    [
        ("object", "# Gegenstand der Förderung\n" + "x" * 7_000, 6_000),
        ("aim", "# Zuwendungszweck\n" + "x" * 7_000, 3_000),
        ("head", "x" * 7_000, 4_000),
    ],
)
def test_long_parts_are_read_up_to_a_bound(kind: str, text: str, most: int) -> None:
    found = dict(purpose(programme(legal_basis=text)).parts)[kind]
    assert most - 1 <= len(found.replace("\n", "")) <= most


def test_items_are_read_up_to_a_bound() -> None:
    text = "Das Land hilft.\nGefördert werden\n" + "• Bänke an den Wegen,\n" * 300
    found = dict(purpose(programme(description=text)).parts)["items"]
    assert 3_500 < len(found.replace("\n", "")) <= 3_500 + len("• Bänke an den Wegen,")


def test_a_title_alone_has_no_quote() -> None:
    found = purpose(programme())
    assert found.quote is None
    assert found.parts == (("title", "Begegnungsorte"),)
