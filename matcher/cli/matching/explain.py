"""`explain`: why a pair is judged as it is: topic first, then every criterion."""

from collections.abc import Mapping, Sequence
from typing import Any

from rich.padding import Padding
from rich.text import Text

from db.errors import FoerderlageError
from db.files import catalogue_at, kommune_at
from db.kommune import matches as stored_matches
from db.programmes.catalogue import StoredProgramme
from db.vocabulary import GROUP_SHORT, VERDICT_LABELS, is_question
from matcher import german
from matcher.cli.lookup import one_programme
from matcher.cli.matching.ranking import STYLES
from matcher.cli.options import State
from matcher.cli.printing import out
from matcher.corrections.standing_stored import standing_in
from matcher.facts.wording import FIELD_LABELS
from matcher.matching.criteria import CRITERION_LABELS, RESULT_LABELS, Case
from matcher.matching.matcher import query_of
from matcher.matching.relevance import Share
from matcher.matching.stored import matcher_for
from matcher.matching.topic.model import model
from matcher.matching.topic.said import TOPIC, TOPIC_LABELS
from matcher.matching.topic.signals import SIGNALS
from matcher.profile.stored import find_project, stored_profiles

MARKS = {"met": "✓", "silent": "–", "unclear": "?", "not_met": "✗"}
SHOWN_SHARES = 8
"""Themes and words of a relevance that are named."""
LEAST_SHARE = 0.05
"""What raises or lowers the score of a topic by less is left out."""


def explain(state: State, project: str, programme: str) -> None:
    """Print the topic of a pair with what speaks for and against it, and every criterion with
    reason and quote."""
    data = state.existing_data()
    municipality, found = find_project(stored_profiles(data), project)
    with catalogue_at(data.catalogue) as db:
        stored = one_programme(db, programme)
    with kommune_at(data.kommune) as own:
        row = stored_matches.match(own, found.id, stored.programme.source, stored.programme.key)
    if row is None:
        raise FoerderlageError(
            "Dieses Paar wurde noch nicht abgeglichen.", "Bitte „matcher run“ ausführen."
        )
    matcher = matcher_for(data, state.today, standing_in(data))
    _print_head(f"{found.titel} ({municipality.name})", stored, row)
    findings = row["findings"]
    if topic := findings.pop(TOPIC, None):
        _print_finding(MARKS[topic["result"]], f"Thema: {TOPIC_LABELS[row['topic']]}", topic)
    _print_relevance(row["relevance"], matcher.index.explain(query_of(found), stored.identity))
    case = Case(municipality, found, today=state.today)
    _print_shares(matcher.topic_shares(case, stored.identity), row["topic"])
    for name, finding in findings.items():
        result = finding["result"]
        label = f"{CRITERION_LABELS[name]}: {RESULT_LABELS[result]}"
        mark = MARKS["unclear" if is_question(name, result) else result]
        _print_finding(mark, label, finding)


def _print_head(project: str, stored: StoredProgramme, row: dict[str, Any]) -> None:
    out.print(stored.programme.title, style="bold", markup=False)
    out.print(stored.programme.url, markup=False)
    out.print(f"für: {project}", markup=False)
    group = GROUP_SHORT[row["part"]]
    out.print(
        f"Gruppe: {group}, Urteil: [{STYLES[row['verdict']]}]{VERDICT_LABELS[row['verdict']]}[/], "
        f"Rang {row['rank']}, Stand {german.day(row['matched_on'])}"
    )


def _print_relevance(relevance: float, shares: Sequence[Share]) -> None:
    named = ", ".join(
        f"{share.label} {german.percent(round(100 * share.share))}"
        for share in shares[:SHOWN_SHARES]
        if share.share >= 0.01
    )
    out.print(_below(f"Nähe zum Thema: {german.number(relevance)} von 100."))
    if named:
        out.print(_below(f"{SIGNALS['relevance']}: {named}."))


def _print_shares(shares: Mapping[str, float], stored: str) -> None:
    """What raises and what lowers the score of the topic, most first, from where on it counts as
    near, and whether the last run, which `stored` its topic, saw it otherwise."""
    chosen = sorted(shares.items(), key=lambda share: -abs(share[1]))
    for heading, sign in (("Dafür spricht", 1), ("Dagegen spricht", -1)):
        named = "; ".join(
            f"{SIGNALS[name]} {_points(value)}"
            for name, value in chosen
            if value * sign >= LEAST_SHARE
        )
        if named:
            out.print(_below(f"{heading}: {named}."))
    used = model()
    total = used.bias + sum(shares.values())
    out.print(_below(
        f"Punkte: {_points(total, 2)} (Ausgangswert {_points(used.bias, 2)}); beim Thema ab"
        f" {_points(used.near, 2)}, am Rand ab {_points(used.edge, 2)}."
    ))  # fmt: skip
    now = used.topic(total)
    if stored and now != stored:
        out.print(_below(
            f"Seit dem Abgleich hat sich etwas geändert: Jetzt wäre es {TOPIC_LABELS[now]};"
            " bitte „matcher run“ ausführen."
        ))  # fmt: skip


def _points(value: float, decimals: int = 1) -> str:
    """+1,2 or −0,4."""
    return f"{'−' if value < 0 else '+'}{german.number(abs(value), decimals)}"


def _print_finding(mark: str, heading: str, finding: Mapping[str, Any]) -> None:
    out.print(f"\n{mark} {heading}", style="bold", markup=False)
    out.print(_below(finding["reason"]))
    for words in finding["evidence"]:
        out.print(_below(f"„{words['quote']}“ ({FIELD_LABELS[words['field']]})", style="dim"))
    if finding["change"] and finding["result"] != "met":
        out.print(_below(f"Was helfen würde: {finding['change']}."))


def _below(words: str, style: str = "") -> Padding:
    return Padding(Text(words, style=style), (0, 0, 0, 2))
