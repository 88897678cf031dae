"""A file that repeats what an export wrote states nothing new."""

from collections.abc import Sequence

from matcher.profile.model import Municipality, Project


def as_stored(
    given: Sequence[Municipality], stored: Sequence[Municipality], shown: Sequence[Municipality]
) -> list[Municipality]:
    """The profiles of a file, with what is stored of a programme where the file repeats an export.

    `shown` are the stored profiles as an export writes them, with what the record of notices says
    in the place of what people stated. Read again, that must not become a statement of people.
    """
    known = {p.id: p for m in stored for p in m.projekte}
    written = {p.id: p for m in shown for p in m.projekte}

    def kept(project: Project) -> Project:
        if project.id not in known or project.id not in written:
            return project
        repeated = {one.programm: one for one in written[project.id].foerderungen}
        before = {one.programm: one for one in known[project.id].foerderungen}
        fundings = [
            before.get(one.programm) if one == repeated.get(one.programm) else one
            for one in project.foerderungen
        ]
        said = [one for one in fundings if one is not None]
        return project.model_copy(update={"foerderungen": said})

    return [one.model_copy(update={"projekte": [*map(kept, one.projekte)]}) for one in given]
