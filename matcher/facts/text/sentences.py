"""A line of German text as sentences: abbreviations, ordinals and dates do not end one."""

import re

MAX_CLAUSE = 1_200
"""Characters after which a sentence without an end is cut."""

_ABBREVIATIONS = frozenset((
    "abl", "abs", "abschn", "allg", "amtl", "anl", "anm", "apr", "art", "aufl", "aug", "az",
    "banz", "bay", "bek", "bes", "bgbl", "bln", "brem", "buchst", "bzgl", "bzw", "ca", "dez",
    "dgl", "dr", "ebd", "einschl", "erl", "etc", "evtl", "feb", "ff", "gbl", "gem", "gemäß",
    "ges", "ggf", "gmbl", "grds", "gvbl", "hess", "inkl", "insb", "insbes", "jan", "jän", "kap",
    "lfd", "lit", "max", "mbl", "min", "mind", "mio", "mrd", "mrz", "nds", "nov", "nr", "nrn",
    "okt", "prof", "proz", "rd", "s", "schl", "sdr", "sep", "sept", "sog", "st", "stanz", "std",
    "str", "sächs", "sächsabl", "sächsgvbl", "tel", "thür", "tsd", "tz", "u", "usw", "v", "vgl",
    "vom", "ziff", "zit", "zul", "zzgl",
))  # fmt: skip
_STOP = re.compile(r"[.!?;](?:(?<=;)|(?<!;)[.!?]*[)\]”“\"»]?)\s+")
"""Begins with one set of characters, which the search then looks for by itself."""
_BEFORE_WORD = re.compile(r"[\s(„\"/–-]")
_DATE_OR_YEAR_END = re.compile(r"(?:\d\.\d{1,2}|\d{3})$")
_DAY_AND_MONTH = re.compile(r"(?<![\d.])\d{1,2}\.\s?\d{1,2}$")
_YEAR_FOLLOWS = re.compile(r"(?:19|20)\d\d(?!\d)")
"""After a day and its month: "31.12. 2026" with a wide space."""


def sentence_spans(line: str) -> list[tuple[int, int]]:
    """(start, end) of the sentences of one line.

    German abbreviations and ordinals do not end a sentence.
    """
    spans = []
    begin = 0
    for stop in _STOP.finditer(line):
        if _ends_sentence(line, stop):
            spans.extend(_bounded(line, begin, stop.end()))
            begin = stop.end()
    spans.extend(_bounded(line, begin, len(line)))
    return spans


def _ends_sentence(line: str, stop: re.Match[str]) -> bool:
    mark = line[stop.start()]
    if mark in "!?;":
        return True
    following = line[stop.end() : stop.end() + 1]
    if following.islower() and not _INLINE_ITEM.match(line, stop.end()):
        return False
    before = line[max(0, stop.start() - 24) : stop.start()]
    word = _BEFORE_WORD.split(before)[-1]
    if word.isdigit() and len(word) <= 2:
        # "im 2. Schritt", "31. Dezember"; a numbering at the start of the line goes with its text
        return False
    if word[-1:].isdigit():
        if _YEAR_FOLLOWS.match(line, stop.end()) and _DAY_AND_MONTH.search(before):
            return False
        return bool(_DATE_OR_YEAR_END.search(before)) or len(word) > 2
    return len(word) > 1 and word.lower() not in _ABBREVIATIONS


_INLINE_ITEM = re.compile(r"(?:([a-h])\1?|i{1,3}|iv|v)\) [A-ZÄÖÜ]")
"""An item of a list within the line: "… ausgezahlt. b) Anträge sind …"."""


def _bounded(line: str, begin: int, end: int) -> list[tuple[int, int]]:
    """One span, or several when it is too long to be a sentence."""
    spans = []
    while end - begin > MAX_CLAUSE:
        cut = line.rfind(" ", begin + MAX_CLAUSE // 2, begin + MAX_CLAUSE)
        cut = begin + MAX_CLAUSE if cut < 0 else cut + 1
        spans.append((begin, cut))
        begin = cut
    if line[begin:end].strip():
        spans.append((begin, end))
    return spans
