"""document: what must be handed in with the application.

A list under "Dem Antrag sind beizufügen:" gives one document per item, a sentence such as
"Dem Antrag ist ein Finanzierungsplan beizufügen" gives the words between.
"""

import re
from collections.abc import Iterator

from db.records import Fact
from matcher.facts.fact import fact
from matcher.facts.pattern import ALL, any_of
from matcher.facts.text.clauses import Clause, FieldText

MAX_NAME = 120
"""Characters of a document's name; the rest stays in the quote."""
SECTION = "documents"
"""Field of the source that holds nothing but required documents."""

_APPLICATION = r"(?:de[mn] \w*(?:antrag|anträgen|antragsformular)|\w*antrag|antragsunterlagen)"
_LEAD = any_of(
    rf"{_APPLICATION}\b.{{0,160}}(?:beizufügen|beizulegen|vorzulegen|einzureichen|unterlagen)\s?:?$",
    rf"(?:beizufügen|beizulegen)\b.{{0,40}}{_APPLICATION}\s?:?$",
    rf"{_APPLICATION}\b.{{0,120}}beizufügen in den fällen der .{{0,60}}$",
    rf"{_APPLICATION} (?:muss|umfasst|umfassen|gehören)\b.{{0,80}}unterlagen(?: umfassen)?\s?:?$",
)
_SENTENCE = re.compile(
    r"(?:mit )?de[mn] \w*(?:antrag|anträgen|antragsformular)(?: auf \w+)? (?:ist|sind) "
    r"(?:(?:außerdem|ferner|zusätzlich|jeweils|mindestens) )?(?P<name>[^:;]{8,200}?)"
    r" (?:beizufügen|beizulegen|vorzulegen)\b"
)
_NO_APPLICATION = any_of(
    r"verwendungsnachweis|zwischennachweis|auszahlung|mittelabruf|mittelanforderung|sachbericht",
    r"nicht beizufügen|auf anforderung|schlussrechnung|skizze",
)
_NAME_END = re.compile(
    r"[;:(]| – |, (?:die|der|das|aus|soweit|sofern|falls|wenn|in|mit|insbesondere)\b"
)
_ARTICLE = re.compile(r"^(?:gegebenenfalls )?(?:der|die|das|eine?[nmr]?)\s", re.IGNORECASE)
_TRAILING = re.compile(r"(?:[\s.,;:]|,? z\.\s?B|\b(?:und|sowie|oder|mit))+$")
_NOTHING_NAMED = re.compile(
    r"(?:erforderlich|notwendig|folgend)\w* .{0,30}unterlagen|^(?:unterlagen|insbesondere)$", re.I
)
_BULLET = re.compile(r"^(?:•|[–-]|\(?[a-z0-9]{1,2}[.)])\s+")


def documents(text: FieldText) -> Iterator[Fact]:
    """Documents that a field asks for."""
    if text.field == SECTION:
        yield from _section(text)
    elif text.field in ALL:
        for clause in text.clauses_with(("antrag", "antr")):
            if not clause.lead and not _NO_APPLICATION.search(clause.low):
                yield from _sentence(clause)
        yield from _items(text)


def _section(text: FieldText) -> Iterator[Fact]:
    for clause in text.items():
        stage, _, rest = clause.text.partition(": ")
        for name in map(_name, rest.split(", ") if rest else [stage]):
            if name:
                yield fact("document", name, "document.section", clause)


def _items(text: FieldText) -> Iterator[Fact]:
    for clause in text.items(_LEAD):
        lead = clause.lead.lower()
        asked = _LEAD.search(lead) and not _NO_APPLICATION.search(f"{lead} {clause.low}")
        if asked and (name := _name(clause.text)):
            yield fact("document", name, "document.list", clause)


def _sentence(clause: Clause) -> Iterator[Fact]:
    hit = _SENTENCE.search(clause.low)
    if hit and (name := _name(clause.text[hit.start("name") : hit.end("name")])):
        yield fact("document", name, "document.sentence", clause, hit.span("name"))


def _name(words: str) -> str:
    """The document's name without its bullet, article and explanations; "" for none."""
    name = _ARTICLE.sub("", _BULLET.sub("", words.strip()))
    end = _NAME_END.search(name, 4)
    name = _TRAILING.sub("", name[: end.start()] if end else name)
    fits = 3 < len(name) <= MAX_NAME and not _NOTHING_NAMED.search(name)
    return name if fits else ""
