"""Who acts today for whoever holds something: themselves, or whoever stands in; pure.

Nothing is rewritten when somebody is away: whoever reads asks here, and with the day of return
everything is as it was.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from db.kommune.people import Person
from db.kommune.work.decisions import HasPeople
from matcher import german

Match = tuple[str, str, str]
"""Project, source and key of a programme."""
Named = tuple[int | None, int | None]
"""Who is responsible and who stands in, by number."""
NOBODY_NAMED: Named = (None, None)


@dataclass(frozen=True, slots=True)
class Acting:
    """Who acts, by number; `instead_of` is who holds it and is away.

    Without either nobody is named; with `instead_of` alone nobody stands in, and it is for who
    manages.
    """

    person: int | None = None
    instead_of: int | None = None

    @property
    def lacks_deputy(self) -> bool:
        """Whether somebody holds it who is away, and nobody stands in."""
        return self.person is None and self.instead_of is not None


@dataclass(frozen=True, slots=True)
class LookedAfter:
    """Who looks after matches, projects and what belongs to them on a day."""

    people: Mapping[int, Person]
    matches: Mapping[Match, HasPeople]
    projects: Mapping[str, HasPeople]
    today: date

    def of_match(self, match: Match, first: Named = NOBODY_NAMED) -> Acting:
        """Who acts for a match, or for something of it such as a step or a question.

        `first` is whom that thing names itself; where it names nobody it belongs to the match, and
        a match without anybody to the project.
        """
        return self._acting((first, _named(self.matches.get(match)), self._of_project(match[0])))

    def of_project(self, project: str, first: Named = NOBODY_NAMED) -> Acting:
        """The same for a project, or for something of it alone that names `first`."""
        return self._acting((first, self._of_project(project)))

    def of_duty(self, project: str, duty: HasPeople) -> Acting:
        """Who acts for whom a duty names; nobody where it names nobody.

        It lasts for years: after whom it names comes the project, and never the match.
        """
        named = _named(duty)
        return self.of_project(project, named) if any(named) else Acting()

    def line_of_match(self, match: Match, first: Named = NOBODY_NAMED) -> tuple[int, ...]:
        """Everybody who is here for a match, or for something of it that names `first`, each after
        whom they stand in for: the one at the head acts, the next is the deputy."""
        named = _named(self.matches.get(match))
        return self._line((first, named, self._of_project(match[0])))

    def line_of_project(self, project: str, first: Named = NOBODY_NAMED) -> tuple[int, ...]:
        """The same for a project, or for something of it alone that names `first`."""
        return self._line((first, self._of_project(project)))

    def is_for(self, acting: Acting, me: Person) -> bool:
        """Whether it lands with this person: who acts, and who manages where nobody does."""
        return acting.person == me.id or (acting.lacks_deputy and me.may("manage"))

    def matches_of(self, me: Person) -> Iterator[Match]:
        """The matches that name somebody and are this person's, also in standing in."""
        for match, one in self.matches.items():
            named = _named(one)
            if me.id in named or (any(named) and self.is_for(self.of_match(match), me)):
                yield match

    def words(self, acting: Acting) -> str:
        """Ben Tal (in Vertretung für Anna Berg); "" where nobody is named."""
        if acting.instead_of is None:
            return self._name(acting.person)
        away = self.people[acting.instead_of]
        if acting.person is None:
            return f"{away.name} ({away_words(away, self.today)}, keine Vertretung)"
        return f"{self._name(acting.person)} (in Vertretung für {away.name})"

    def words_outside(self, acting: Acting) -> str:
        """The same without until when somebody is away and why, which does not leave the house:
        Anna Berg, keine Vertretung."""
        if acting.lacks_deputy:
            return f"{self._name(acting.instead_of)}, keine Vertretung"
        return self.words(acting)

    def next_of_match(self, match: Match, first: Named = NOBODY_NAMED) -> int | None:
        """Who stands in for whoever acts; where nobody else is here a deputy who is away."""
        line = self.line_of_match(match, first)
        if len(line) > 1:
            return line[1]
        acting = self.of_match(match, first)
        chain = (first, _named(self.matches.get(match)), self._of_project(match[0]))
        deputies = (named[1] for named in chain if named[1] in self.people)
        return next((d for d in deputies if d not in (acting.person, acting.instead_of)), None)

    def instead_of(self, acting: Acting) -> str:
        """The name of who is away, where somebody else acts; "" otherwise."""
        return self._name(acting.instead_of)

    def _acting(self, from_near_to_far: tuple[Named, ...]) -> Acting:
        """By what is nearest and names somebody; who is away is followed by the deputy there, then
        by those further off, last by who was named for the absence."""
        in_order = _in_order(from_near_to_far)
        if not in_order:
            return Acting()
        first = next(iter(self._line(from_near_to_far)), None)
        return Acting(first, None if first == in_order[0] else in_order[0])

    def _line(self, from_near_to_far: tuple[Named, ...]) -> tuple[int, ...]:
        in_order = _in_order(from_near_to_far)
        holder = self.people.get(in_order[0]) if in_order else None
        if holder is not None and holder.stand_in is not None and not holder.is_here(self.today):
            in_order.append(holder.stand_in)
        return tuple(dict.fromkeys(filter(self._is_here, in_order)))

    def _of_project(self, project: str) -> Named:
        return _named(self.projects.get(project))

    def _is_here(self, number: int) -> bool:
        person = self.people.get(number)
        return person is not None and person.is_here(self.today)

    def _name(self, number: int | None) -> str:
        person = self.people.get(number or 0)
        return person.name if person else ""


def away_words(who: Person, today: date) -> str:
    """Why somebody is away, in German; "" for who is here."""
    if who.removed is not None:
        return "entfernt"
    if who.left_on is not None:
        return f"ausgeschieden am {german.day(who.left_on)}"
    if who.is_absent(today):
        return f"abwesend bis {german.day(who.absent_until)}"
    return "ohne Zugang" if who.role == "none" else ""


def with_absence(who: Person, people: Mapping[int, Person], today: date) -> str:
    """A name with why somebody is away and who was named to stand in: Anna Berg (ausgeschieden am
    20.11.2026, vertreten durch Petra Kurz)."""
    stand_in = people.get(who.stand_in or 0)
    by = f"vertreten durch {stand_in.name}" if stand_in else ""
    if who.removed is None and who.left_on is None and not who.is_absent(today):
        return who.name
    return f"{who.name} ({', '.join(filter(None, (away_words(who, today), by)))})"


def goes_to_words(stand_in: Person | None) -> str:
    """Who sees what nobody else stands in for."""
    last = f" {stand_in.name}" if stand_in else ", wer verwaltet"
    return f"Was niemand sonst vertritt, sieht{last}."


def _in_order(from_near_to_far: tuple[Named, ...]) -> list[int]:
    return [one for named in from_near_to_far for one in named if one is not None]


def _named(one: HasPeople | None) -> Named:
    return (one.responsible, one.deputy) if one else NOBODY_NAMED
