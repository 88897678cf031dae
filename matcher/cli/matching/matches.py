"""`matches`, `gaps`: stored matches, and what the profile lacks for them."""

from collections.abc import Mapping
from typing import Any

from sqlite_utils import Database

from db.files import catalogue_at, kommune_at
from db.kommune import matches as stored_matches
from db.kommune.matches import Choice
from db.kommune.work import gaps as stored_gaps
from db.programmes.catalogue import titles_and_urls
from matcher import german
from matcher.cli.lookup import ADVICE_IMPORT, NO_PROJECT, NOT_MATCHED
from matcher.cli.matching.ranking import Line, counted, ranking
from matcher.cli.options import State
from matcher.cli.printing import out, table
from matcher.matching.topic.model import TOPICS
from matcher.profile.model import TOPICS_WANTED, Municipality, Project
from matcher.profile.stored import find_project, stored_profiles

EVERY_TOPIC = "all"
"""Word for pairs of any topic."""


def matches(state: State, project: str | None, choice: Choice, top: int) -> None:
    """Print stored matches in their order; without a choice those that lists show."""
    data = state.existing_data()
    profiles = stored_profiles(data)
    wanted = [find_project(profiles, project)] if project else [
        (owner, p) for owner in profiles for p in owner.projekte
    ]  # fmt: skip
    if not wanted:
        out.print(f"{NO_PROJECT} {ADVICE_IMPORT}")
        return
    with kommune_at(data.kommune) as own, catalogue_at(data.catalogue) as db:
        names = {pair: title for pair, (title, _) in titles_and_urls(db).items()}
        matched = [
            _print_matches(own, names, one, chosen_of(owner, choice), top) for owner, one in wanted
        ]
    if any(matched) and not (choice.topics or choice.groups):
        out.print("Die übrigen zeigen --group und --topic.", style="dim")


def chosen_of(owner: Municipality, choice: Choice) -> Choice:
    """What the words of a command mean for a municipality: a verdict alone is that of pairs on
    topic, as far from it as the municipality asks for; without any word, what lists show."""
    if EVERY_TOPIC in choice.topics:
        return choice._replace(topics=())
    if choice.topics or choice.groups:
        return choice
    if not choice.verdicts:
        return Choice(listed=True)
    return choice._replace(topics=TOPICS[: TOPICS_WANTED.index(owner.themen) + 1])


def _print_matches(
    own: Database,
    names: Mapping[tuple[str, str], str],
    project: Project,
    choice: Choice,
    top: int,
) -> bool:
    """Whether the project was ever matched."""
    counts = stored_matches.group_numbers(own, project.id).groups
    out.print()
    out.print(f"{project.titel} ({project.id})", style="bold", markup=False)
    if not any(counts.values()):
        out.print(NOT_MATCHED)
        return False
    rows = stored_matches.matches(own, project.id, choice, top)
    if rows:
        out.print(ranking([_line(row, names) for row in rows]))
    number = stored_matches.number_chosen(own, project.id, choice)
    out.print(f"{_shown(len(rows), number)} In den Gruppen: {counted(counts)}.")
    return True


def _shown(shown: int, number: int) -> str:
    if not number:
        return "Hier kein Treffer."
    if shown < number:
        return f"Gezeigt: die ersten {german.number(shown)} von {german.number(number)} Treffern."
    return f"Gezeigt: {german.number(number)} Treffer."


def _line(row: Mapping[str, Any], names: Mapping[tuple[str, str], str]) -> Line:
    findings = row["findings"].items()
    return Line(
        row["rank"],
        row["verdict"],
        group=row["part"],
        topic=row["topic"],
        relevance=row["relevance"],
        title=names.get((row["source"], row["programme_key"]), row["programme_key"]),
        findings={name: (found["result"], found["reason"]) for name, found in findings},
    )


def gaps(state: State) -> None:
    """Print what is missing in the profile, what would settle most first."""
    data = state.existing_data()
    with kommune_at(data.kommune) as own:
        found = stored_gaps.gaps(own)
        matched = stored_matches.last_run(own)
    if not any(owner.projekte for owner in stored_profiles(data)):
        out.print(f"{NO_PROJECT} {ADVICE_IMPORT}")
        return
    if matched is None:
        out.print(NOT_MATCHED)
        return
    if not found:
        out.print("Im Profil fehlt keine Angabe, die ein Treffer braucht.")
        return
    rows = table("Fehlende Angabe", "Vorhaben", "entscheidet", "betrifft",
                 right=["entscheidet", "betrifft"])  # fmt: skip
    for gap in found:
        rows.add_row(gap["gap"], gap["project_id"], german.number(gap["alone"]),
                     german.number(gap["pairs"]))  # fmt: skip
    out.print(rows)
    out.print("„entscheidet“: Programme, bei denen sonst nichts offen ist.")
