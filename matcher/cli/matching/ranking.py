"""The table of matches on the terminal: what `run` and `matches` show of a pair."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rich.markup import escape
from rich.table import Table

from db.vocabulary import GROUP_SHORT, VERDICT_LABELS, is_question
from matcher import german
from matcher.cli.printing import table
from matcher.matching.groups import GROUPS
from matcher.matching.topic.said import TOPIC_SHORT

STYLES = {"passt": "green", "pruefen": "yellow", "ausgeschlossen": "red"}
"""Verdict -> its colour."""
_NARROW = ("Rang", "Gruppe", "Thema", "Urteil", "Nähe")


class Line(NamedTuple):
    """One pair; `group` and `topic` are "" where no run has found them yet, `findings` holds
    result and reason of topic and criteria."""

    rank: int
    verdict: str
    group: str
    topic: str
    relevance: float
    title: str
    findings: Mapping[str, tuple[str, str]]


def ranking(lines: Sequence[Line]) -> Table:
    """The lines as a table; notes name what stands against a pair and what is a question."""
    made = table(*_NARROW, "Programm", "Zu beachten", right=["Rang", "Nähe"])
    for column in made.columns[: len(_NARROW)]:
        column.no_wrap = True
    made.columns[-2].ratio, made.columns[-1].ratio = 5, 4
    for one in lines:
        made.add_row(
            str(one.rank),
            GROUP_SHORT[one.group],
            TOPIC_SHORT.get(one.topic, "–"),
            f"[{STYLES[one.verdict]}]{VERDICT_LABELS[one.verdict]}[/]",
            german.number(one.relevance),
            escape(one.title),
            escape(" ".join(_notes(one.findings))) or "–",
        )
    return made


def counted(numbers: Mapping[str, int]) -> str:
    """3 jetzt, 2 knapp, … for pairs per group; groups without any are left out."""
    return ", ".join(
        f"{german.number(numbers[group])} {GROUP_SHORT[group]}"
        for group in GROUPS
        if numbers.get(group)
    )


def _notes(findings: Mapping[str, tuple[str, str]]) -> list[str]:
    return [
        reason
        for name, (result, reason) in findings.items()
        if result == "not_met" or is_question(name, result)
    ]
