"""Which group of matches a project's page shows, as its address chooses it; pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from db.kommune.matches import Numbers
from db.vocabulary import GROUP_LABELS, STANDING_LABELS

ARGUMENT = "gruppe"
LISTED, EVERYTHING = "liste", "alle"
"""Values of ?gruppe= beside the groups: what all lists of the town show, and all matches."""
WIDER_LABELS: Mapping[str, str] = {
    "rand": "Jetzt beantragen, auch Randthemen",
    "alle": "Jetzt beantragen, auch andere Themen",
}
"""What a town asked for (`themen:`) -> heading of what lists show in it."""
HINTS: Mapping[str, str] = {
    LISTED: "Kein Kriterium spricht dagegen; die Kommune lässt sich nicht nur Programme zum Thema "
    "zeigen.",
    EVERYTHING: "Alle Programme des Katalogs, nach Gruppen.",
    "jetzt": "Das Programm fördert so etwas, und nichts spricht dagegen; bei „prüfen“ ist noch "
    "etwas offen.",
    "knapp": "Das Programm fördert so etwas; dagegen spricht nur, was sich ändern lässt.",
    "ausgeschlossen": "Das Programm fördert so etwas; dagegen spricht, was sich nicht ändern wird.",
    "rand": "Das Programm berührt das Vorhaben nur am Rand.",
    "anderes": "Das Programm fördert etwas anderes oder gilt in einem anderen Land.",
}
"""What the matches of a group have in common."""
_EXCLUDED = ("ausgeschlossen", "knapp", "rand", "anderes")
OLD = "offen"
"""Value of ?urteil= that old addresses carry for what one may apply for."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The group that is shown; `standing` narrows it to one thing that lists say, "" to nothing.

    `instead` tells that nothing can be applied for, and that this is shown instead.
    """

    group: str
    standing: str = ""
    instead: bool = False

    @property
    def standings(self) -> tuple[str, ...]:
        """What its matches can be narrowed to."""
        return standings(self.group)

    @property
    def groups(self) -> tuple[str, ...] | None:
        """The groups of its matches; None for those that lists show."""
        if self.group == LISTED:
            return None
        return tuple(GROUP_LABELS) if self.group == EVERYTHING else (self.group,)


def is_known(group: str, verdict: str) -> bool:
    """Whether an address may say this; "" says nothing."""
    return (group in ("", LISTED, EVERYTHING) or group in GROUP_LABELS) and (
        verdict in ("", OLD) or verdict in STANDING_LABELS
    )


def shown(group: str, verdict: str, numbers: Numbers) -> Shown:
    """What an address shows of a project with these numbers.

    Without a group that is what lists show; where that is nothing, what came close. Addresses
    from before there were groups ask for a verdict: the excluded ones are the first other group
    that has any.
    """
    usual = LISTED if is_wider(numbers) else "jetzt"
    if group == LISTED:
        group = usual
    if not group and verdict == "ausgeschlossen":
        return Shown(next((one for one in _EXCLUDED if numbers.groups[one]), _EXCLUDED[0]))
    chosen = group or usual
    standing = verdict if verdict in standings(chosen) else ""
    if not group and not numbers.listed and not standing:
        return Shown("knapp" if numbers.groups["knapp"] else chosen, instead=True)
    return Shown(chosen, standing)


def is_wider(numbers: Numbers) -> bool:
    """Whether lists show more than what is on the topic."""
    return numbers.listed > numbers.groups["jetzt"]


def chips(
    numbers: Numbers, topics: str = "rand", sorted_out: Mapping[str, int] = MappingProxyType({})
) -> dict[str, tuple[str, int]]:
    """Value of ?gruppe= -> heading and number: what lists show, where that is more than the
    first group, and all groups; `topics` are those that the town asked for.

    `sorted_out` counts by group what people took out of the lists; with it the groups add up to
    the catalogue.
    """
    # a town may have changed its mind since the last run
    label = WIDER_LABELS.get(topics, WIDER_LABELS["rand"])
    left = {name: number - sorted_out.get(name, 0) for name, number in numbers.groups.items()}
    wider = {LISTED: (label, numbers.listed - sum(sorted_out.values()))}
    groups = {name: (label, left[name]) for name, label in GROUP_LABELS.items()}
    return (wider if is_wider(numbers) else {}) | groups


def standings(group: str) -> tuple[str, ...]:
    """What lists say of the matches of a group, where that is more than one thing."""
    if group == LISTED:
        return ("passt", "pruefen", "rand", "anderes")
    return ("passt", "pruefen") if group == "jetzt" else ()
