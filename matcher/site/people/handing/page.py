"""„Übergeben an …“: what a person holds, to whom it goes, and what was handed over before."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from datasette.utils.asgi import NotFound, Response
from sqlite_utils import Database

from db.errors import FaultyFields, FoerderlageError
from db.kommune import people
from db.kommune import projects as stored_projects
from db.kommune.handing.handover import (
    Handover,
    Moved,
    counted,
    hand_over,
    handovers,
    left_alone,
    left_alone_of,
    left_alone_words,
    undo,
)
from db.kommune.handing.holdings import Holding, holdings
from db.kommune.log import Act
from db.kommune.people import Person
from matcher.handover.acting import away_words
from matcher.site.frame.forms import act_of
from matcher.site.frame.posted import Posted, posted
from matcher.site.frame.sending.answers import saved
from matcher.site.frame.sending.failures import status_of
from matcher.site.frame.sending.once import once
from matcher.site.frame.visit import Visit, read
from matcher.site.people.handing.presence_forms import can_take

GIVE, UNDO = "uebergeben", "rueckgaengig"
"""What a form asks for."""
EVERYTHING, CHOSEN = "alles", "vorhaben"
"""What is handed over: all of it, or what belongs to the projects that are ticked."""
_NO_FILE = "Es ist keine Datei der Kommune geladen."
_NAMED = 6
"""So many things that stayed are named in a message; the log names all by their kind."""


@dataclass(frozen=True, slots=True)
class _Case:
    """Whose things they are, what they are, what was handed over before, and who looks at it."""

    who: Person
    held: list[Holding]
    titles: dict[str, str]
    everybody: list[Person]
    before: list[Handover]
    me: Person

    def may_undo(self, made: Handover) -> bool:
        """Whoever may only read takes back what they handed over themselves, and nothing that
        others did."""
        return self.me.may("edit") or made.by == self.me.id


async def page(datasette: Any, request: Any) -> Response:
    """The form, and what it asks for; for who manages, and for one's own things: readers hold some,
    too, and may give it away."""
    visit = Visit(datasette, request)
    number = int(request.url_vars["number"])
    me = await visit.person("read")
    if me.id != number:
        me = await visit.person("manage")
    own = await visit.needed_own(_NO_FILE)
    case = await read(own, lambda db: _case(db, number, me))
    if case is None:
        raise NotFound("Diese Person gibt es nicht.")
    if request.method != "POST":
        return await _page(visit, case)
    sent = await posted(request)
    path = path_of(case.who)
    try:
        act = act_of(me, {"form": sent.one("form")})
        back = f"{path}#{'bisher' if sent.one('tat') == UNDO else 'uebergabe'}"
        told = await once(visit, own, act, lambda db: _done(db, case, sent, act), back)
    except FoerderlageError as error:
        return await _page(visit, case, sent, error)
    return saved(visit, back, told)


def path_of(who: Person) -> str:
    """The address of the page."""
    return f"/personen/{who.id}/uebergeben"


def _case(db: Database, number: int, me: Person) -> _Case | None:
    everybody = people.people(db)
    who = next((one for one in everybody if one.id == number and one.removed is None), None)
    if who is None:
        return None
    return _Case(
        who,
        holdings(db, number),
        titles=stored_projects.titles(db),
        everybody=everybody,
        before=[one for one in handovers(db) if one.giver == number],
        me=me,
    )


def _done(db: Database, case: _Case, sent: Posted, act: Act) -> str:
    if sent.one("tat") == UNDO:
        return _undone(db, case, sent.one("nummer"), act)
    if sent.one("tat") != GIVE:
        raise FoerderlageError("Dieses Formular gibt es nicht.", "Bitte die Seite neu laden.")
    taker = next(
        (p for p in can_take(case.everybody, case.who) if str(p.id) == sent.one("an")), None
    )
    if taker is None:
        words = "Bitte wählen, an wen übergeben wird."
        raise FaultyFields("Es ist nichts übergeben.", words, fields={"taker": words})
    projects = None if sent.one("umfang") == EVERYTHING else {*sent.fields.get("vorhaben", ())}
    made = hand_over(db, case.who, taker, act, projects)
    said = f"An {taker.name} übergeben: {counted(one.kind for one in made.moved)}."
    return f"{said} {left_alone_words(left_alone_of(made.moved))}".rstrip()


def _undone(db: Database, case: _Case, given: str, act: Act) -> str:
    """Take one of this person's handovers back, and name what stays."""
    one = next((made for made in case.before if str(made.id) == given), None)
    if one is None or not case.may_undo(one):
        raise FoerderlageError("Diese Übergabe gibt es nicht.", "Bitte die Seite neu laden.")
    _, stays = undo(db, one.id, act)
    words = f"Zurückgenommen; {case.who.name} hat wieder, was übergeben war."
    if not stays:
        return words
    named = "; ".join(_words(one, case.titles) for one in stays[:_NAMED])
    more = f" und {len(stays) - _NAMED} weitere" if len(stays) > _NAMED else ""
    return f"{words} Inzwischen geändert und darum geblieben: {named}{more}."


def _words(one: Moved, titles: dict[str, str]) -> str:
    project = titles.get(one.subject.project_id, one.subject.project_id)
    title = f"„{one.title}“" if one.title and one.kind not in ("project", "mail") else ""
    return " ".join(filter(None, (counted([one.kind]), title, project and f"({project})")))


@dataclass(frozen=True, slots=True)
class _Row:
    """What somebody holds of a project, in words."""

    project: str
    title: str
    words: str


def _rows(case: _Case) -> list[_Row]:
    """By project, in the order of their titles."""
    by_project: dict[str, list[Holding]] = {}
    for one in case.held:
        by_project.setdefault(one.subject.project_id, []).append(one)
    found = [
        _Row(project, case.titles.get(project, project), words=_counted(held))
        for project, held in by_project.items()
        if project
    ]
    return sorted(found, key=lambda row: row.title.casefold())


def _counted(held: Iterable[Holding]) -> str:
    return counted(one.kind for one in held)


def _alone(case: _Case) -> list[str]:
    """For each that could take everything what would have no deputy then."""
    found = (
        (one.name, left_alone_words(left_alone(case.held, case.who.id, one.id)))
        for one in can_take(case.everybody, case.who)
    )
    return [f"Übernimmt {name} alles: {words}" for name, words in found if words]


async def _page(
    visit: Visit, case: _Case, sent: Posted | None = None, error: FoerderlageError | None = None
) -> Response:
    names = {one.id: one.name for one in case.everybody}
    given = sent or Posted()
    context = {
        "who": case.who,
        "path": path_of(case.who),
        "rows": _rows(case),
        "others": _counted(one for one in case.held if not one.subject.project_id),
        "takers": [(one, away_words(one, visit.today))
                   for one in can_take(case.everybody, case.who)],
        "alone": _alone(case),
        "before": [(one, counted(m.kind for m in one.moved)) for one in case.before],
        "may_undo": case.may_undo,
        "names": names,
        "titles": case.titles,
        "an": given.one("an"),
        "umfang": given.one("umfang") or EVERYTHING,
        "ticked": given.fields.get("vorhaben", []),
        "away": away_words(case.who, visit.today),
        "manages": case.me.may("manage"),
        "error": error,
    }  # fmt: skip
    return await visit.page("people/handing/over.html", context, status_of(error))
