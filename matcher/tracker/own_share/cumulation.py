"""May the programmes of one project be combined? What their texts say, and what they leave open."""

from collections.abc import Sequence
from dataclasses import dataclass

from db.records import Fact
from matcher import german


@dataclass(frozen=True, slots=True)
class Combined:
    """Warnings (a text forbids it) and questions (a condition, or silence), in German.

    `quotes` are the facts that they rest on.
    """

    warnings: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    quotes: tuple[Fact, ...] = ()


def combined(programmes: Sequence[tuple[str, Sequence[Fact]]]) -> Combined:
    """What to mind when a project uses all of these (title, facts); nothing for a single one."""
    if len(programmes) < 2:
        return Combined()
    warnings: list[str] = []
    questions: list[str] = []
    quotes: list[Fact] = []
    for title, facts in programmes:
        said = [f for f in facts if f.kind == "cumulation"]
        others = german.listed(f"„{name}“" for name, _ in programmes if name != title)
        quotes += said
        values = {f.value for f in said}
        if "forbidden" in values:
            warnings.append(f"„{title}“ schließt weitere Förderung aus; geplant ist auch {others}.")
        elif "conditional" in values:
            questions.append(f"„{title}“ lässt weitere Förderung nur bedingt zu: Passt {others}?")
        elif not values:
            questions.append(
                f"„{title}“ sagt nichts zur Kumulierung: Ist {others} daneben erlaubt?"
            )
    return Combined(tuple(warnings), tuple(questions), quotes=tuple(quotes))
