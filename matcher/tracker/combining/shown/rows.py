"""A financing plan as rows, for command, page, spreadsheet and council paper alike."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from db.records import Fact
from matcher import german
from matcher.tracker.combining.events import Named
from matcher.tracker.combining.financing import Financing
from matcher.tracker.combining.offers import Pair
from matcher.tracker.combining.plan import Plan
from matcher.tracker.combining.shown import wording
from matcher.tracker.own_share.cumulation import SIDE_BY_SIDE_LABELS, Verdict, sentences
from matcher.tracker.own_share.wording import quoted

Quotes = tuple[tuple[Named, Fact], ...]
"""Words of texts, each with the programme whose text it is."""
_SILENT = "Keiner der Texte sagt etwas dazu; bitte bei beiden Stellen nachfragen."


class Case(NamedTuple):
    """One way in which it may end: its heading, what a column of it is called, and who pays."""

    heading: str
    label: str
    found: Financing


class PairRow(NamedTuple):
    """Two programmes side by side, or several pairs of which the same can be said (German)."""

    names: str
    verdict: Verdict
    sentences: tuple[str, ...] = ()
    quotes: Quotes = ()

    @property
    def label(self) -> str:
        """Whether they may be combined."""
        return german.capital(SIDE_BY_SIDE_LABELS[self.verdict])


class Point(NamedTuple):
    """Something that somebody has to find out (German), and the programme it is about, if any."""

    words: str
    programme: Named | None = None


def pair_rows(plan: Plan) -> list[PairRow]:
    """What goes together, the strictest first, with what the texts say.

    Pairs of which one and the same text speaks share a row, and so do those of silent texts.
    """
    ceilings = {one.named: one.claim.ceiling for one in plan.offers}
    found = [(pair, (*pair.quotes, *_ceilings(pair, ceilings))) for pair in plan.pairs]
    rows: list[PairRow] = []
    for verdict in SIDE_BY_SIDE_LABELS:
        by_speakers: dict[frozenset[Named], list[tuple[Pair, Quotes]]] = {}
        for pair, quotes in found:
            if pair.verdict == verdict:
                speakers = frozenset(named for named, _ in quotes)
                by_speakers.setdefault(speakers, []).append((pair, quotes))
        silent = by_speakers.pop(frozenset(), [])
        rows += [_row(plan, verdict, speakers, mine) for speakers, mine in by_speakers.items()]
        if silent:
            names = "; ".join(wording.pair_name(plan, pair) for pair, _ in silent)
            rows.append(PairRow(names, verdict, sentences=(_SILENT,)))
    return rows


def _row(
    plan: Plan,
    verdict: Verdict,
    speakers: frozenset[Named],
    mine: Sequence[tuple[Pair, Quotes]],
) -> PairRow:
    """One pair, or several of which the same text speaks: then what it says of all of them."""
    if len(mine) == 1:
        ((pair, quotes),) = mine
        said = pair.sentences
        return PairRow(
            wording.pair_name(plan, pair), verdict, sentences=_numbered(plan, said), quotes=quotes
        )
    (speaker,) = speakers
    partners = {named for pair, _ in mine for named in (pair.one, pair.other)} - {speaker}
    called = wording.numbers(plan)
    parties = {one.named: one.claim.party for one in plan.offers}
    others = [named for named in called if named in partners]
    listed = german.listed(called[named] for named in others)
    said = tuple(
        words for _, words in sentences(parties[speaker], [parties[one] for one in others])
    )
    said += (f"{listed} sagen dazu nichts.",)
    quotes = tuple({fact.quote: (named, fact) for named, fact in mine[0][1]}.values())
    return PairRow(
        f"{called[speaker]} neben {listed}", verdict, sentences=_numbered(plan, said), quotes=quotes
    )


def _numbered(plan: Plan, said: Iterable[str]) -> tuple[str, ...]:
    return tuple(wording.numbered(plan, words) for words in said)


def cases(plan: Plan) -> list[Case]:
    """How it may end: one way if nothing is open, else the best one and that without all open."""
    found = plan.remains
    if found is None:
        return []
    if found.is_exact:
        return [Case("Wer zahlt", "Betrag", found=found.best)]
    far = wording.as_far_as(found)
    best = Case(f"Wer zahlt im günstigsten Fall{far}", f"günstigster Fall{far}", found=found.best)
    if found.without_open == found.best:
        return [best]
    open_out = found.without_open
    less = Case("Wer zahlt ohne das, was offen ist", "ohne das, was offen ist", found=open_out)
    return [best, less]


def share_table(plan: Plan) -> list[tuple[str, list[Decimal]]]:
    """Who pays how much in each of the `cases`; every column adds up to its last line."""
    columns = [dict(wording.shares(plan, case.found)) for case in cases(plan)]
    if not columns:
        return []
    called = [
        f"Zuschuss {number}, {named.title}" for named, number in wording.numbers(plan).items()
    ]
    rest = [name for name in columns[0] if name not in called]
    used = [name for name in called if any(name in column for column in columns)]
    return [
        (name, [column.get(name, Decimal("0.00")) for column in columns]) for name in (*used, *rest)
    ]


def remarks(plan: Plan) -> Iterable[tuple[str, str]]:
    """What to mind, what is assumed, what is open and what the begin waits for, each with its
    kind (German)."""
    found = plan.remains
    warnings = (*(found.warnings if found else ()), *plan.order.warnings)
    assumptions = found.assumptions if found else ()
    for kind, listed in ((wording.WARNINGS, warnings), (wording.ASSUMPTION, assumptions)):
        yield from ((kind, wording.numbered(plan, said)) for said in listed)
    yield from ((wording.QUESTIONS, said) for said in still_open(plan))
    begin = (*plan.order.begin.words, *plan.order.notes) if plan.offers else ()
    yield from ((wording.BEGIN, wording.numbered(plan, said)) for said in begin)


def steps(plan: Plan, case: Case) -> list[str]:
    """How a case is reckoned, and by how much grants are cut, with the words that bound them."""
    said = [
        wording.numbered(plan, f"„{paid.title}“: {step}")
        for paid in case.found.grants
        for step in paid.steps
    ]
    cut = case.found.cut
    if cut is not None:
        words = "" if cut.fact is None else f" {quoted(cut.fact)}"
        said.append(f"{wording.WARNINGS}: {wording.numbered(plan, cut.reason)}{words}")
    return said


def quotes(plan: Plan, row: PairRow) -> list[str]:
    """Nr. 1: „Kumulierung ist ausgeschlossen.“ (Volltext)."""
    called = wording.numbers(plan)
    return [f"{called[named]}: {quoted(fact)}" for named, fact in row.quotes]


def part_words(euros: Decimal, plan: Plan) -> str:
    """What part of all costs a sum is, or nothing where they are not known."""
    total = plan.remains.best.budget.total if plan.remains is not None else None
    return wording.part(euros, total) if total else ""


def still_open(plan: Plan) -> Iterable[str]:
    """Everything that somebody has to find out, each once."""
    return [point.words for point in open_points(plan)]


def open_points(plan: Plan) -> Iterable[Point]:
    """Everything that somebody has to find out, each once, with the programme it is about.

    What the texts leave open of two programmes is said beside them, so it is only named here.
    """
    of_pairs = {sentence for pair in plan.pairs for sentence in pair.sentences}
    said = plan.remains.open if plan.remains is not None else ()
    for sentence in dict.fromkeys((*said, *plan.questions)):
        if sentence not in of_pairs:
            about = [one for one in plan.offers if f"„{one.named.title}“" in sentence]
            alone = about[0].named if len(about) == 1 else None
            yield Point(wording.numbered(plan, sentence), alone)
    asked = [
        wording.pair_name(plan, pair)
        for pair in plan.pairs
        if pair.sentences and {*pair.sentences} <= {*said}
    ]
    if asked:
        yield Point(f"Kumulierung, siehe „{wording.SIDE_BY_SIDE}“: {'; '.join(asked)}.")


def _ceilings(pair: Pair, known: Mapping[Named, Fact | None]) -> Iterable[tuple[Named, Fact]]:
    """The words of either text that bound all public funding, unless they are quoted anyway."""
    known_words = {fact.quote for _, fact in pair.quotes}
    for named in (pair.one, pair.other):
        fact = known[named]
        if fact is not None and fact.quote not in known_words:
            yield named, fact
