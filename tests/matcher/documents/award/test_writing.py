"""Letters as Word files: from our templates and a town's, with what is open marked."""

import io
import re
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.enum.text import WD_COLOR_INDEX

from db.errors import FoerderlageError
from matcher.documents.award.about import OPEN, About
from matcher.documents.award.default_templates import default_template
from matcher.documents.award.letters import COMMON, LABELS, LISTS, SCALARS, Letter
from matcher.documents.award.marking import marked
from matcher.documents.award.values import values
from matcher.documents.award.writing import Template, template_for, written
from matcher.documents.filling import filled
from matcher.site.help.handbook import chapters
from tests.support.awards.lettered import NOTHING, STATED, about, paid
from tests.support.files.word import opened
from tests.support.site.hostile.poisoned import FORMULA, LONG, OVERRIDE, SCRIPT


def word(*paragraphs: str) -> bytes:
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def own(letter: Letter, *paragraphs: str) -> Template:
    return Template(letter, word(*paragraphs), name="stadt.docx", is_own=True)


def ours(letter: Letter, given: About, **stated: Any) -> bytes:
    said = values(letter, given, {**STATED[letter], **stated})
    return written(template_for(letter, Path(), None), said)


def highlighted(content: bytes) -> list[str]:
    """All that is marked, also in tables."""
    document = Document(io.BytesIO(content))
    cells = [cell for made in document.tables for row in made.rows for cell in row.cells]
    places = [*document.paragraphs, *(par for cell in cells for par in cell.paragraphs)]
    return [
        run.text
        for par in places
        for run in par.runs
        if run.font.highlight_color == WD_COLOR_INDEX.YELLOW
    ]


@pytest.mark.parametrize("letter", LABELS)
def test_our_template_names_only_what_there_is(letter: Letter) -> None:
    empty = {**dict.fromkeys(COMMON | SCALARS[letter], "x"), **{name: [] for name in LISTS[letter]}}
    full = empty | {
        name: [dict.fromkeys(fields, "y")] if fields else ["x"]
        for name, fields in LISTS[letter].items()
    }
    for given in (empty, full):
        assert opened(filled(default_template(letter), "v", given, LISTS[letter])).left_over == []


@pytest.mark.parametrize("letter", LABELS)
def test_our_template_says_all_that_is_known(letter: Letter) -> None:
    said = values(letter, about([paid("received", "80000")]), STATED[letter])
    text = opened(written(template_for(letter, Path(), None), said)).text
    left_out = {"zeitraum"} if letter == "verlaengerung" else set()
    for name in {*SCALARS[letter], *COMMON} - left_out:
        words = str(said[name]).replace("\u00a0", " ")
        assert all(line in text for line in words.split("\n")), name


def test_a_draw_down_reads_as_it_should() -> None:
    found = opened(ours("mittelabruf", about([paid("received", "80000"), paid("spent", "100000")])))
    assert found.table("Stand")[-2:] == [
        ["Dieser Abruf", "12.000,00 €"], ["Danach noch nicht abgerufen", "208.000,00 €"],
    ]  # fmt: skip
    assert found.table("Wofür") == [["Rechnung Dach", "20.000,00 €"]]
    assert "Landesdirektion" in found.text
    assert "wir bitten um Auszahlung von 12.000,00 € auf" in found.text


@pytest.mark.parametrize("letter", LABELS)
def test_what_is_open_is_marked_and_nothing_else(letter: Letter) -> None:
    content = ours(letter, about(names=NOTHING, aktenzeichen=None))
    found = highlighted(content)
    assert OPEN in found
    assert all(re.fullmatch(r"– bitte (ergänzen|ausfüllen)[^–]*–", one) for one in found)
    assert opened(content).text.count("– bitte") >= len(found)


def test_marking_keeps_the_words_and_the_look_around_it() -> None:
    document = Document()
    run = document.add_paragraph().add_run(f"Az. {OPEN}, vom {OPEN}")
    run.bold = True
    target = io.BytesIO()
    document.save(target)
    (paragraph,) = Document(io.BytesIO(marked(target.getvalue()))).paragraphs
    assert paragraph.text == f"Az. {OPEN}, vom {OPEN}"
    assert [(one.text, one.bold) for one in paragraph.runs] == [
        ("Az. ", True), (OPEN, True), (", vom ", True), (OPEN, True),
    ]  # fmt: skip


@pytest.mark.parametrize("words", [SCRIPT, FORMULA, OVERRIDE, LONG, "{{ 7 * 7 }}", "{% raw %}",
                                   "A & B < C > D", "]]>"])  # fmt: skip
def test_what_people_typed_is_text_and_never_run(words: str) -> None:
    content = ours("verlaengerung", about(aktenzeichen=words[:200]), grund=words[:2_000])
    text = " ".join(opened(content).text.split())
    assert "Das Holz" not in text
    if words.isprintable():  # other signs are not all taken into a Word file
        assert " ".join(words[:2_000].split()) in text


def test_a_town_template_is_used() -> None:
    made = written(own("aenderung", "Stadt der Brunnen: {{ minderung }}"),
                   values("aenderung", about(), STATED["aenderung"]))  # fmt: skip
    assert opened(made).text == "Stadt der Brunnen: 30.000,00 €"


@pytest.mark.parametrize(
    ("paragraph", "said"),
    [
        ("{{ stadtwappen }}", "Die Vorlage stadt.docx nennt Platzhalter, die es nicht gibt"),
        # those of another letter are not this one's
        ("{{ minderung }}", "„minderung“"),
        ("{{ betrag", "stadt.docx"),
        ("{{ betrag.__class__ }}", "stadt.docx"),
    ],
)
def test_a_faulty_town_template_is_named_with_what_is_wrong(paragraph: str, said: str) -> None:
    given = values("mittelabruf", about(), STATED["mittelabruf"])
    with pytest.raises(FoerderlageError, match=re.escape(said)) as error:
        written(own("mittelabruf", paragraph), given)
    assert "\n" not in str(error.value)


def test_a_town_template_that_is_missing_names_its_setting(tmp_path: Path) -> None:
    with pytest.raises(FoerderlageError, match=r"documents\.sachbericht_template"):
        template_for("sachbericht", tmp_path, "fehlt.docx")


def test_the_handbook_explains_every_placeholder_of_letters_and_no_other() -> None:
    (chapter,) = [c for c in chapters() if c.slug == "nach-dem-bescheid"]
    text = chapter.file.read_text("utf-8")
    found = re.findall(r"^\| `\{\{ (\w+) \}\}` \| (.+) \|$", text, re.M)
    wanted = [*COMMON.items()]
    for letter in LABELS:
        wanted += SCALARS[letter].items()
    assert found == wanted
    listed = re.findall(r"^\| `(\w+)` \| (.+) \|$", text, re.M)
    parsed = [
        (name, dict(re.findall(r"`(\w+)` \((.+?)\)(?:, |$)", words))) for name, words in listed
    ]
    assert parsed == [
        *((name, fields) for letter in LABELS for name, fields in LISTS[letter].items()
          if name != "hinweise"),
        ("hinweise", {}),
    ]  # fmt: skip


def test_a_letter_names_no_rate_where_the_form_of_financing_has_none() -> None:
    fixed = opened(ours("mittelabruf", about(finanzierungsart="festbetrag", foerderquote=None)))
    assert "Förderquote" not in fixed.text
    assert "entfällt" not in fixed.text
    assert "Förderquote 60 %" in opened(ours("mittelabruf", about())).text


def test_a_draw_down_says_within_which_time_money_is_spent() -> None:
    text = opened(ours("mittelabruf", about(nebenbestimmungen="ANBest-Gk"))).text
    assert (
        "Verwendet werden die Mittel innerhalb von zwei Monaten nach der Auszahlung – ANB" in text
    )
