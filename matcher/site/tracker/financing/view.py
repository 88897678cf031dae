"""What the page of a financing plan shows: programmes by level, and where to enter what is open."""

from typing import NamedTuple
from urllib.parse import quote

from db.vocabulary import GROUP_LABELS, LEVELS
from matcher.award.applying.following import status_words
from matcher.profile.sheets.fields import OF_PROJECT
from matcher.site.tracker.financing.asked import query_of, value_of
from matcher.site.tracker.financing.gathered import Board
from matcher.tracker.combining.events import Named
from matcher.tracker.combining.offers import Offer
from matcher.tracker.combining.shown import rows, wording
from matcher.tracker.own_share.calculation import Identity

_ALWAYS = frozenset({"federal", "state", "eu"})
_OTHERS = {**LEVELS, "unknown": "Sonstige"}


class Card(NamedTuple):
    """A programme in the column of its level; `number` is "" for one that is not in the plan."""

    offer: Offer
    number: str
    is_ticked: bool

    @property
    def value(self) -> str:
        """What its box sends."""
        return value_of(self.offer.named.identity)

    @property
    def status(self) -> str:
        """How far people are with it, and how the match stands (German)."""
        candidate = self.offer.candidate
        way = candidate.way
        handed_in = way.funding.antrag if way.funding else None
        known = status_words(way.standing, handed_in) if way.standing not in ("", "new") else ""
        said = way.ended or known
        if way.standing in ("granted", "rejected"):
            return said
        group = GROUP_LABELS.get(candidate.group, wording.UNMATCHED.capitalize())
        return f"{said} · {group}" if said else group


class Column(NamedTuple):
    """The programmes of one level: those of the plan, and more that lie near."""

    label: str
    cards: list[Card]
    more: list[Card]


class Entry(NamedTuple):
    """Something open or assumed, and the form in which it can be settled ("": in none)."""

    words: str
    path: str = ""
    field: str = ""
    label: str = ""


def columns(board: Board) -> list[Column]:
    """Bund, Land and EU, and others where there are any."""
    offers = board.plan.offers if board.plan else ()
    called = wording.numbers(board.plan) if board.plan else {}
    found = []
    for level, label in _OTHERS.items():
        mine = [
            Card(one, called.get(one.named, ""), is_ticked=one.named.identity in board.ticked)
            for one in (*offers, *board.others)
            if one.candidate.way.stored.programme.level == level
        ]
        if mine or level in _ALWAYS:
            cards = [card for card in mine if card.number or card.is_ticked]
            found.append(Column(label, cards, more=[card for card in mine if card not in cards]))
    return found


def open_entries(board: Board) -> list[Entry]:
    """What somebody has to find out, with the form that takes the answer."""
    if board.plan is None:
        return []
    called = wording.numbers(board.plan)
    return [
        _of_programme(board, point.words, point.programme, called[point.programme])
        if point.programme is not None
        else _of_project(board, point.words)
        for point in rows.open_points(board.plan)
    ]


def assumed_entries(board: Board) -> list[Entry]:
    """What the sums assume, with the form that takes the number instead."""
    if board.plan is None or board.plan.remains is None:
        return []
    said = (wording.numbered(board.plan, one) for one in board.plan.remains.assumptions)
    return [_of_project(board, words) for words in said]


def paper_paths(board: Board) -> list[tuple[str, str]]:
    """The council papers of this plan: number and title of the programme, and the address."""
    if board.plan is None:
        return []
    counted = [one for one in board.plan.offers if not one.candidate.is_barred]
    query = query_of(one.named.identity for one in counted)
    called = wording.numbers(board.plan)
    return [
        (
            f"{called[one.named]}, {one.named.title}",
            f"/vorlage/{_path(board, one.named.identity)}?{query}",
        )
        for one in counted
    ]


def _path(board: Board, pair: Identity) -> str:
    return f"{quote(board.project.id)}/{quote(pair[0])}/{quote(pair[1])}"


def _of_programme(board: Board, words: str, about: Named, number: str) -> Entry:
    path = f"/foerderung/{_path(board, about.identity)}"
    return Entry(words, path=path, label=f"Angaben zu {number}")


def _of_project(board: Board, words: str) -> Entry:
    """A sentence names the field of the project's form by its heading, in quotes."""
    key = next((field.key for field in OF_PROJECT if f"„{field.heading}“" in words), "")
    if not key:
        return Entry(words)
    path = f"/projekt/{quote(board.project.id)}/bearbeiten"
    return Entry(words, path=path, field=key, label="Angaben zum Vorhaben")
