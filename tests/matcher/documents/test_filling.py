"""Filling a Word template: what is wrong with it is named, what is put in is never run."""

import io
import re

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from db.errors import FoerderlageError
from matcher.documents.default_template import default_template
from matcher.documents.filling import filled
from matcher.documents.placeholders import LISTS, SCALARS
from matcher.site.help.handbook import chapters
from tests.support.files.word import opened

ROW_FIELDS = {"posten": {"name": "", "betrag": ""}, "saetze": {}}  # as LISTS are


def template(*paragraphs: str, header: str = "", footer: str = "") -> bytes:
    """A Word file with these paragraphs, as somebody in a town hall would write it."""
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    section = document.sections[0]
    section.header.paragraphs[0].text = header
    section.footer.paragraphs[0].text = footer
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def text_of(*paragraphs: str, **values: object) -> str:
    given_values = {"titel": "T", "posten": [], "saetze": [], **values}
    return opened(filled(template(*paragraphs), "v.docx", given_values, ROW_FIELDS)).text


def test_values_and_rows_are_put_in() -> None:
    found = text_of(
        "Titel: {{ titel }}",
        "{%p for p in posten %}", "{{ p.name }} = {{ p.betrag }}", "{%p endfor %}",
        "{%p for satz in saetze %}", "– {{ satz }}", "{%p endfor %}",
        posten=[{"name": "A", "betrag": "1 €"}, {"name": "B", "betrag": "2 €"}], saetze=["x"],
    )  # fmt: skip
    assert [line for line in found.split("\n") if line] == ["Titel: T", "A = 1 €", "B = 2 €", "– x"]


@pytest.mark.parametrize(
    ("paragraphs", "names"),
    [
        (["{{ titl }} und {{ bürgermeister }}"], ["„bürgermeister“", "„titl“"]),
        (["{{ titel.gross }}"], ["„titel.gross“"]),
        # no row today, but one tomorrow
        (["{%p for p in posten %}", "{{ p.summe }}", "{%p endfor %}"], ["„p.summe“"]),
        (["{%p for s in saetze %}", "{{ s.text }}", "{%p endfor %}"], ["„s.text“"]),
        (["{%p for x in kosten %}", "{{ x }}", "{%p endfor %}"], ["„kosten“"]),
        (["{%p for p in posten %}", "{{ p.name }}", "{%p endfor %}", "{{ p.name }}"], ["„p“"]),
    ],
)
def test_unknown_placeholders_are_named_in_one_line(
    paragraphs: list[str], names: list[str]
) -> None:
    with pytest.raises(FoerderlageError) as error:
        text_of(*paragraphs)
    said = str(error.value)
    assert said.startswith("Die Vorlage v.docx nennt Platzhalter, die es nicht gibt: ")
    assert all(name in said for name in names)
    assert "\n" not in said


@pytest.mark.parametrize("place", ["header", "footer"])
def test_unknown_placeholders_of_head_and_foot_are_named(place: str) -> None:
    made = template("{{ titel }}", **{place: "{{ fuss }}"})
    with pytest.raises(FoerderlageError, match="„fuss“"):
        filled(made, "v.docx", {"titel": "T"}, {})


@pytest.mark.parametrize(
    "words", ["{{ titel", "{% for x %}", "{{ titel | gibtsnicht }}", "{%p endfor %}", "{{ 1/0 }}",
              "{{ titel.__class__ }}", "{{ titel['x'] }}"]
)  # fmt: skip
def test_a_placeholder_written_wrongly_is_said_in_german(words: str) -> None:
    with pytest.raises(FoerderlageError, match=r"v\.docx") as error:
        text_of(words)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("content", [b"", b"kein Word", b"PK\x03\x04 kaputt", template()[:2000]])
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(FoerderlageError, match=r"v\.docx ist keine lesbare Word-Datei"):
        filled(content, "v.docx", {}, {})


@pytest.mark.parametrize(
    "words",
    ["{{ 7 * 7 }}", "{% raw %}", "<w:p>&amp;</w:p>", "]]>", "A & B < C > D", "„Gänse“ \"x\" 'y'",
     "=1+1", "{_{ x }_}"],
)  # fmt: skip
def test_values_are_text_and_never_run(words: str) -> None:
    found = text_of("[{{ titel }}]", titel=words)
    assert "49" not in found
    assert found == f"[{words}]".replace("{_{", "{{").replace("}_}", "}}")


def test_characters_that_word_does_not_know_are_left_out() -> None:
    assert text_of("[{{ titel }}]", titel="a\x00b\x07c\x0cd\x1be\tf\ud800") == "[abcde f]"


@settings(max_examples=30)
@given(st.text(max_size=60))
def test_any_text_gives_a_document_that_opens(words: str) -> None:
    found = text_of("Anfang {{ titel }} Ende", titel=words)
    assert found.startswith("Anfang")
    assert found.endswith("Ende")


def test_our_own_template_names_only_what_there_is() -> None:
    values = {**dict.fromkeys(SCALARS, "x"), **{name: [] for name in LISTS}}
    found = opened(filled(default_template(), "v", values, LISTS))
    assert found.left_over == []
    rows = {
        name: ["x"] if not fields else [dict.fromkeys(fields, "y")]
        for name, fields in LISTS.items()
    }  # fmt: skip
    full = opened(filled(default_template(), "v", {**values, **rows}, LISTS))
    assert full.left_over == []
    assert len(full.tables) == len(found.tables) + 10


def test_the_handbook_explains_every_placeholder_and_no_other() -> None:
    (chapter,) = [c for c in chapters() if c.slug == "eigenanteil-und-vorlagen"]
    text = chapter.file.read_text("utf-8")
    assert re.findall(r"^\| `\{\{ (\w+) \}\}` \| (.+) \|$", text, re.M) == [*SCALARS.items()]
    listed = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", text, re.M))
    assert {name: re.findall(r"`(\w+)` \((.+?)\)(?:, |$)", words) for name, words in listed.items()
            } == {name: [*fields.items()] for name, fields in LISTS.items()}  # fmt: skip
