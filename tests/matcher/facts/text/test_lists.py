"""Lists: what leads an item in, and what goes on behind the list."""

import pytest

from matcher.facts.text.lines import Lines
from matcher.facts.text.lists import Lists

TEXT = (
    "Der Antrag ist zu stellen. Gefördert werden\n"
    "• Schulen,\n"
    "a) Turnhallen und\n"
    "• Bäder,\n"
    "wenn sie offen stehen.\n"
    "Die Bindung beträgt\n"
    "f) die Dauer von\n"
    "aa) zehn Jahren für Bauten,\n"
    "bb) fünf Jahren für Geräte.\n"
    "Einzureichen sind:\n"
    "4.1 ein Plan\n"
    "4.2 ein Bericht\n"
    "5 Schluss\n"
    "# Liste\n"
    "- ohne Satz davor"
)


def around(content: str, begin: str) -> tuple[str, str]:
    """Lead-in and closing line of the line that begins so."""
    lines = content.split("\n")
    number = next(n for n, line in enumerate(lines) if line.startswith(begin))
    return Lists(content, Lines(content.lower())).around(number)


@pytest.mark.parametrize("item", ["• Schulen", "a) Turnhallen", "• Bäder"])
def test_all_items_of_a_list_share_the_sentence_before_and_the_line_behind(item: str) -> None:
    assert around(TEXT, item) == ("Gefördert werden", "wenn sie offen stehen.")


@pytest.mark.parametrize("item", ["aa) zehn", "bb) fünf"])
def test_an_item_below_an_item_goes_on_from_both(item: str) -> None:
    lead, tail = around(TEXT, item)
    assert lead.endswith("f) die Dauer von")
    assert lead.startswith("Die Bindung beträgt")
    assert tail == ""


@pytest.mark.parametrize(("item", "lead"), [("4.2 ein", "Einzureichen sind:"), ("5 Schluss", "")])
def test_numbered_paragraphs_go_on_from_a_colon(item: str, lead: str) -> None:
    assert around(TEXT, item) == (lead, "")


def test_neither_a_heading_nor_a_finished_sentence_nor_nothing_leads_in() -> None:
    assert around(TEXT, "- ohne") == ("", "")
    assert around("Das gilt für alle.\n• Gemeinden", "• Gem") == ("", "")
    assert around("• Gemeinden\n• Kreise", "• Kreise") == ("", "")
    assert around("", "") == ("", "")
