"""The labelled texts that lie beside the project, as samples of the second reader."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from matcher.facts.learned.candidates import Candidate, candidates
from matcher.facts.pattern import ALL
from matcher.facts.text.clauses import FieldText

Texts = Mapping[str, Mapping[str, str]]
"""Address of a programme -> its texts by field."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A candidate of one programme, and whether the labels call it a deadline."""

    programme: str
    candidate: Candidate
    is_deadline: bool


def read_labels(*files: Path) -> list[dict[str, Any]]:
    """The labels of these files, one programme each."""
    lines = (line for file in files for line in file.read_text(encoding="utf-8").splitlines())
    return [json.loads(line) for line in lines if line.strip()]


def samples(labels: list[dict[str, Any]], texts: Texts) -> Iterator[Sample]:
    """All candidates of the labelled programmes.

    A contested value is left out, and so is one that the labels name at another place.
    """
    for label in labels:
        contested = (label.get("ignore") or {}).get("deadlines", [])
        if "*" in contested:
            continue
        left_out = {value for _, _, value in contested}
        for candidate in _candidates(texts[label["url"]]):
            if candidate.value in left_out:
                continue
            named = [d for d in label["deadlines"] if _same(d["value"], candidate)]
            if not named or any(_here(d, candidate) for d in named):
                yield Sample(label["url"], candidate, is_deadline=bool(named))


def _candidates(texts: Mapping[str, str]) -> Iterator[Candidate]:
    for field in ALL:
        if texts.get(field):
            yield from candidates(FieldText(field, texts[field]))


def _same(value: str, candidate: Candidate) -> bool:
    """Whether a label means this day; the year may stand apart from it in the sentence."""
    year_apart = candidate.form == "annual" and value[4:] == candidate.value[1:]
    return value == candidate.value or (year_apart and not value.startswith("-"))


def _here(deadline: dict[str, Any], candidate: Candidate) -> bool:
    """Whether a label means this place: by its words, or by its span where it has one."""
    if "start" in deadline:
        field, at = candidate.place
        same = deadline["field"] == field
        return same and bool(deadline["start"] <= at < deadline["end"])
    quote, here = _letters(deadline["quote"]), _letters(candidate.clause.text)
    return quote in here or here in quote or quote[:30] in here


def _letters(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
