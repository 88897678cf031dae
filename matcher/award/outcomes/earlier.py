"""What became of earlier applications to a programme, told where that programme is shown again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matcher.award.outcomes.deriving import Outcome
from matcher.award.outcomes.wording import SHORT, outcome_words

Identity = tuple[str, str]
"""Source and key of a programme."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An outcome with the title of its project; `succeeded` where it was under a programme that
    the one shown succeeds."""

    outcome: Outcome
    project: str
    succeeded: bool = False

    def words(self, project_id: str = "", *, short: bool = False) -> str:
        """The line; the project is named unless it is the one at hand."""
        is_other = self.outcome.subject.project_id != project_id
        return outcome_words(
            self.outcome,
            self.project if is_other else "",
            succeeded=self.succeeded,
            longest=SHORT if short else None,
        )


def by_programme(
    found: Iterable[Outcome],
    under: Mapping[Identity, Iterable[Identity]],
    titles: Mapping[str, str],
) -> dict[Identity, list[Earlier]]:
    """The outcomes of each programme in their order; `under` names for each the programmes under
    which it was applied for, `titles` the projects."""
    listed = [*found]
    told: dict[Identity, list[Earlier]] = {}
    for asked, programmes in under.items():
        names = {*programmes}
        lines = [
            Earlier(
                one,
                titles.get(one.subject.project_id, one.subject.project_id),
                succeeded=_identity(one) != asked,
            )
            for one in listed
            if _identity(one) in names
        ]
        if lines:
            told[asked] = lines
    return told


def _identity(one: Outcome) -> Identity:
    return one.subject.source, one.subject.programme_key
