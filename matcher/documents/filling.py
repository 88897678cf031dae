"""Filling a Word template: placeholders are checked before anything is written."""

import io
import re
import zipfile
from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import SandboxedEnvironment

from db.errors import FoerderlageError
from db.faults import DAMAGED_ZIP
from matcher.files import kinds
from matcher.files.apart import Allowance
from matcher.files.contents import Bounds, Expands, counted_texts
from matcher.files.signs import fit_for_xml

_BREAKS = re.compile("[\r\x7f-\x84\x86-\x9f]")
"""Signs that a Word file can hold and docxtpl turns into breaks."""

_PLACEHOLDER, _MARKUP = re.compile(r"\{\{.*?\}\}", re.DOTALL), re.compile(r"<[^>]*>")
_MAY_BE_WORD = (kinds.WORD, kinds.DAMAGED, kinds.EMPTY)
_NO_FIELDS: Collection[str] = ()
LARGEST = 20_000_000
"""Bytes of a template."""
BOUNDS = Bounds(
    parts=2_000, text=20_000_000, pictures=40_000_000, tags=500_000, short_tags=500_000
)  # fmt: skip
READING = Allowance(
    seconds=60, processor=30,
    advice="Bitte eine einfachere Vorlage in „documents.paper_template“ nennen, ohne Schleifen in"
    " Schleifen; „matcher config paper“ schreibt eine.",
)  # fmt: skip
"""What filling a template of somebody else's may take."""


def filled(
    template: bytes,
    name: str,
    values: Mapping[str, Any],
    lists: Mapping[str, Mapping[str, str]],
) -> bytes:
    """The template with its values; `lists` tells which fields the rows of a list have.

    Raises FoerderlageError naming `name` when it is no Word file, a placeholder is written
    wrongly, or one does not exist. Values are inserted as text and never interpreted.
    """
    kinds.refuse_other(name, template, "eine Word-Datei (.docx)", "als .docx", *_MAY_BE_WORD)
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    _refuse_large(name, template)
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.init_docx()
        parts = list(_parts(document))
    # python-docx and docxtpl promise no kinds of errors: KeyError, ValueError, zip, package and XML
    # errors all mean that these bytes are no Word file, which nothing but reading them shows
    except Exception as error:
        raise FoerderlageError(
            f"{name} ist keine lesbare Word-Datei (.docx).", "Bitte die Vorlage neu speichern."
        ) from error
    try:
        unknown = [word for part in parts for word in _unknown(environment, part, values, lists)]
        _refuse(name, unknown)
        document.render({**_printable(values)}, environment, autoescape=True)
        target = io.BytesIO()
        document.save(target)
    except FoerderlageError:
        raise
    # an expression of the template may do anything (1/0, a filter with wrong arguments), so any
    # kind can come out; the values are plain texts and cannot fail
    except Exception as error:
        wrong = _misspelt(environment, parts)
        raise FoerderlageError(
            f"In der Vorlage {name} ist {wrong} falsch geschrieben.",
            "Bitte dort berichtigen; es wurde nichts geschrieben.",
        ) from error
    return target.getvalue()


def _refuse_large(name: str, template: bytes) -> None:
    """Raise FoerderlageError for what unpacks to more than a template of letters ever holds."""
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            deque(counted_texts(archive, BOUNDS), maxlen=0)
    except Expands as error:
        raise FoerderlageError(
            f"{name} ist entpackt zu groß für eine Vorlage.",
            "Bitte die Vorlage in Word neu anlegen, mit weniger und kleineren Bildern.",
        ) from error
    except DAMAGED_ZIP:  # said by whoever reads it
        return


def _misspelt(environment: SandboxedEnvironment, parts: Iterable[str]) -> str:
    """The first placeholder that cannot be read, else what it may be."""
    for found in (one for part in parts for one in _PLACEHOLDER.findall(part)):
        try:
            environment.parse(found)
        except TemplateSyntaxError:
            return f"der Platzhalter „{_MARKUP.sub('', found)}“"
    return "ein Platzhalter oder eine Schleife ({% … %})"


def _parts(document: DocxTemplate) -> Iterator[str]:
    """Body, headers and footers as the template language sees them."""
    yield document.patch_xml(document.get_xml())
    for uri in (document.HEADER_URI, document.FOOTER_URI):
        for _, part in document.get_headers_footers(uri):
            yield document.patch_xml(document.get_part_xml(part))


def _unknown(
    environment: SandboxedEnvironment,
    part: str,
    values: Mapping[str, Any],
    lists: Mapping[str, Mapping[str, str]],
) -> Iterator[str]:
    """Names that stand for nothing: also fields of rows that happen to be none today."""
    tree = environment.parse(part)
    yield from sorted(find_undeclared_variables(tree) - values.keys())
    yield from _unknown_fields(tree, dict.fromkeys(values, _NO_FIELDS), lists)


def _unknown_fields(
    node: nodes.Node,
    known: Mapping[str, Collection[str]],
    lists: Mapping[str, Mapping[str, str]],
) -> Iterator[str]:
    """Fields that a name does not have; a loop gives its variable those of its list."""
    if isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name):
        name = node.node.name
        if node.attr not in known.get(name, (node.attr,)):
            yield f"{name}.{node.attr}"
    if isinstance(node, nodes.For) and isinstance(node.target, nodes.Name):
        over = node.iter.name if isinstance(node.iter, nodes.Name) else ""
        known = {**known, node.target.name: lists.get(over, _NO_FIELDS)}
    for child in node.iter_child_nodes():
        yield from _unknown_fields(child, known, lists)


def _refuse(name: str, unknown: list[str]) -> None:
    if unknown:
        named = ", ".join(f"„{word}“" for word in dict.fromkeys(unknown))
        raise FoerderlageError(
            f"Die Vorlage {name} nennt Platzhalter, die es nicht gibt: {named}.",
            "Alle Platzhalter stehen in der Hilfe; es wurde nichts geschrieben.",
        )


def _printable(value: Any) -> Any:
    """The same with every text free of characters that a Word file cannot hold."""
    if isinstance(value, str):
        return _BREAKS.sub("", fit_for_xml(value.replace("\t", " ")))
    if isinstance(value, Mapping):
        return {key: _printable(inner) for key, inner in value.items()}
    return [_printable(inner) for inner in value]
