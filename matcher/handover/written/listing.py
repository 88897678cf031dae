"""What was found as rows, with names instead of numbers; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.kommune.work.written import Written
from matcher.handover.written.wording import KIND_LABELS, title_of
from matcher.spreadsheet import Column, Value

SHEET = "Geschriebenes"
COLUMNS = (
    Column("Tag", "day"), Column("Wer", width=24), Column("Art", width=18),
    Column("Vorhaben", width=40), Column("Programm", width=40), Column("Überschrift", width=36),
    Column("Text", width=70),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Names:
    """Titles of projects by id, names of people by number, titles of programmes."""

    projects: Mapping[str, str]
    people: Mapping[int, str]
    programmes: Mapping[tuple[str, str], str]

    def who(self, one: Written) -> str:
        """Who wrote it; the address that a question went to, for an answer."""
        return one.title if one.person is None else self.people.get(one.person, "")

    def project(self, one: Written) -> str:
        """The title of the project, its id once that is gone, "" where it is about none."""
        name = one.subject.project_id
        return self.projects.get(name, name)

    def programme(self, one: Written) -> str:
        """The title of the programme, its key where the catalogue has lost it."""
        return self.programmes.get(one.subject.identity, one.subject.programme_key)

    def about(self, one: Written) -> str:
        """Both in one line."""
        return " – ".join(filter(None, (self.programme(one), self.project(one))))


def row(one: Written, names: Names) -> list[Value]:
    """A row of the spreadsheet, as COLUMNS name its cells."""
    text = "\n".join(filter(None, (one.text, one.phone)))
    return [
        one.at.date(), names.who(one), KIND_LABELS[one.kind], names.project(one),
        names.programme(one), title_of(one), text,
    ]  # fmt: skip
