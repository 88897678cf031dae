"""Funding rates and the minimum own share, in percent of eligible costs.

What a percentage is of decides: of costs or expenses it is a rate, of a population, an average
or working hours it is none. Percentages of the own contribution are `own_share_min`.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from db.records import Fact
from matcher.facts.fact import fact
from matcher.facts.money.scope import scope_of, scope_of_paragraph, values_in
from matcher.facts.pattern import any_of
from matcher.facts.text.clauses import MAX_VALUES, Clause, FieldText
from matcher.facts.text.sums import Share, shares

EDITED = ("title", "short_description", "description", "legal_requirements")
"""Fields that count for rates and amounts; the legal text only where these are silent."""

_ANCHORS = ("prozent", "%", "v.h.", "v. h.", "vh ",
             "proz.", "vom hundert", "drittel", "hälfte", "viertel",
            "fünftel", "zehntel")  # fmt: skip
_OF = r"\s(?:der|des|ihrer|ihres|von|vom|zu den|zum|an den|ihren|seiner|dieser|als|einer|aller)\s"
_COSTS = (
    r"(?:kosten|ausgaben|aufwendungen|investition\w*|volumens?|honorar\w*|beitrags|beiträge"
    r"|bemessungsgrundlage|gesamtfinanzierung|finanzierungsbedarfs?|finanzbedarfs?"
    r"|finanzierungslücke"
    r"|defizits?|fehlbetrags?|kaufpreises|nettopreises|gebühr\w*|miete\w*|prämie\w*|vergütung\w*"
    r"|durchschnittssätze|höchstsatzes|satzes|tagess[aä]tz\w*|gehalts?|gehälter|entgelt\w*|löhne"
    r"|arbeitgeberbrutto\w*|eigenanteils?|kostenanteils?|zuwendungsbetrags|budgets?|summe)"
)
_OF_COSTS = re.compile(rf"(?:\s?\(\w+\))?{_OF}(?:[\w\-–+/()]+,?\s){{0,7}}?\w*{_COSTS}\b")
_OF_SOMETHING_ELSE = re.compile(
    r"\s(?:der|des|ihrer|ihres|von|vom|an der|an dem|am)\s(?:\w+[\s-]){0,3}?\w*"
    r"(?:darlehen\w*|kredit\w*|bürgschaft\w*|garantie\w*|obligo\w*|ausfall\w*|verlust\w*|haftung\w*"
    r"|deckungs\w*|durchschnitt\w*|bevölkerung\w*|einwohner\w*|mitglieder|teilnehm\w*|beschäftigten"
    r"|fläche\w*|wohn(?:ungen|einheiten|fläche)|gebäude\w*|miet(?:fläche|wohn)\w*|vergleichsmiete"
    r"|arbeitszeit|stellen|zeit\b|leistung|energie\w*|emission\w*|strom\w*|wärme\w*|umsatz\w*|bip"
    r"|stimmrecht\w*|anteile|gesellschaftsanteile|kapitals?|(?:median)?einkommens|werts?\b"
    r"|förderprogramms|(?<!eigen)(?<!dritt)mittel\b)"
)
_FUNDING = re.compile(
    r"zuschuss|zuschüss|förder(?:ung|satz|quote|höhe|anteil|intensität|fähig|betrag|summe|t\b)|höhe"
    r"|gefördert|zuwendung|finanzier|erhalten|beihilfe|übernommen|erstatt|unterstütz|beteiligt sich"
    r"|fehlbedarf|gewährt|beträgt|übernimmt|trägt|anteil des (?:bundes|landes)"
)
_STATED = re.compile(
    r"fördersatz|fördersätze|förderquote|förderhöhe|zuschuss|zuschüss|höhe de[rs]|förderanteil"
    r"|zuwendung|gefördert|beihilfe|förderfähig|beteiligt sich|bezuschusst|anteilfinanzierung"
    r"|der bund trägt"
    r"|förderung (?:beträgt|von|in höhe)"
)
_STATED_LEAD = re.compile(
    r"fördersatz|fördersätze|förderquote|förderhöhe|höhe|zuschuss|beträgt|obergrenze|gefördert"
    r"|erhalten sie"
)
_GUARANTEE = re.compile(
    r"(?:die |der )?(?:höhe der )?(?:\w*bürgschaft|darlehensanteil|deckung)\b.{0,40}\bbeträgt\b"
)
_OWN = any_of(
    r"eigenanteil|eigen-|eigenmittel|eigenbeteiligung|eigenleistung|eigene mittel|eigenbeitrag",
    r"eigenkapital|eigenfinanzier|eigene[nr]? (?:finanz\w* )?(?:beitrag|anteil|beteiligung)",
    r"selbst (?:tragen|aufbringen|zu tragen|finanz)|\b(?:trägt|tragen)\b|müssen .{0,60}aufbringen",
    r"\bsie\b.{0,130}beteilig|müssen .{0,60}beteilig|an der deckung",
    r"kommunale\w? (?:eigen|mit(?:leistungs)?)anteil|gegenfinanz|mitfinanz",
)
_FUNDER = r"(?:der bund|das land|der freistaat|die eu)"
_FUNDER_PAYS = any_of(
    rf"{_FUNDER}(?: \w+){{0,4}}? (?:trägt|übernimmt)\b",
    rf"\b(?:trägt|übernimmt)(?: \w+){{0,4}}? {_FUNDER}\b",
)
_NO_RATE = any_of(
    r"zins|p\. ?a\.|tilg|effektiv|provision|bearbeitungsgebühr|entgelt von|auszahlungskurs",
    r"mehrwertsteuer|umsatzsteuer|umsatz|selbstbehalt|entschädigung",
    r"arbeitslosenquote|bevölkerungsrückgang|bip\b|anteil von menschen",
    r"gemeinkosten|projektpauschale|overhead|indirekte|verwaltungsausgaben|darin enthalten",
    r"(?:verwaltungskosten|sachkosten|restkosten)pauschale|pauschal\w* (?:in höhe )?von",
    r"pauschal \d[\d,]* prozent der (?:\w+ )?personal",
    r"enthalten sind|verfügungsfonds",
    r"reduz|einspar|senk|steiger|verringer|energieeffizienz.{0,30}mindestens",
    r"mindestens .{0,12}prozent (?:der|des|ihrer) (?:\w+ ){0,2}(?:fläche|energie|teilnehm|anteil)",
    r"stelle im umfang|stundenumfang|teilzeit|grad der behinderung|behinderungsgrad",
    r"stimmrecht|beteiligung (?:an|von)|gesellschafter|im besitz|in kommunal",
)
_CHANGE = re.compile(
    r"\b(?:um|jeweils um|weiteren?|zusätzliche?|bonus von|zuschlag von|davon|hiervon|mehr als"
    r"|weniger als|unter|über|mindestens um|lediglich)\s(?:bis zu |mindestens |maximal "
    r"|höchstens )?$"
)
_NOT_FUNDED = re.compile(r"nicht gefördert|keine förderung|ausgeschlossen")


def rates(text: FieldText) -> Iterator[Fact]:
    """Rates and own shares of a field; facts of the legal text get the kind `rate_legal`."""
    kind = "rate" if text.field in EDITED else "rate_legal"
    for clause in text.clauses_with(_ANCHORS):
        if _NOT_FUNDED.search(clause.lead.lower()):
            continue
        for share in shares(clause.text)[:MAX_VALUES]:
            own = _own_share(clause, share)
            found = own or _guaranteed(clause, share, kind) or _rate(clause, share, kind)
            if found and (found is not own or text.field in EDITED):
                if found is not own and found.details["scope"] is None:
                    found.details["scope"] = scope_of_paragraph(text, clause)
                yield found


def _own_share(clause: Clause, share: Share) -> Fact | None:
    low = clause.low
    near = f"{low[max(0, share.start - 110) : share.start]} § {low[share.end : share.end + 110]}"
    if _FUNDER_PAYS.search(low):
        return None
    if not (_OWN.search(near) or _OWN.search(clause.lead.lower())):
        return None
    of_grant = re.search(r"zuschuss|zuwendung beträgt|förderung beträgt", low[: share.start][-40:])
    others = re.search(r"drittel müssen|aufteilung", low)
    upper = re.search(r"übersteig|bis zu\s$|höchstens", low[: share.start][-60:])
    if of_grant or others or upper or _OF_SOMETHING_ELSE.match(low, share.end):
        return None
    span = (share.start, share.end)
    return fact("own_share_min", float(share.percent), "own_share.stated", clause, span)


def _guaranteed(clause: Clause, share: Share, kind: str) -> Fact | None:
    """The covered part of a loan, where a guarantee or a share of a loan is what is given."""
    if not _GUARANTEE.match(clause.low) or "provision" in clause.low:
        return None
    span = (share.start, share.end)
    return fact(kind, float(share.percent), "rate.guarantee", clause, span,
                scope=_scope(clause, share))  # fmt: skip


def _rate(clause: Clause, share: Share, kind: str) -> Fact | None:
    low, lead = clause.low, clause.lead.lower()
    before = low[max(0, share.start - 40) : share.start]
    if (
        _CHANGE.search(before)
        or _OF_SOMETHING_ELSE.match(low, share.end)
        or (_OWN.search(_part(low, share)) and not _FUNDER_PAYS.search(low))
        or _is_no_rate(low)
        or _is_no_rate(lead)
    ):
        return None
    of_costs = _OF_COSTS.match(low, share.end) or _OF_COSTS.match(f" {clause.tail.lower()}")
    if of_costs:
        stated = _FUNDING.search(f"{low} {lead}")
    else:
        of_loan = re.search(r"höhe des (?:grund|zusatz)?darlehens\b[^,;]{0,30}$", before)
        of_nothing = not re.match(r"\s(?:der|des|von|vom)\s", low[share.end :])
        stated = (_STATED.search(low) or _STATED_LEAD.search(lead)) if of_nothing else None
        stated = None if of_loan else stated
    if stated is None:
        return None
    rule = "rate.of_costs" if of_costs else "rate.stated"
    span = (share.start, share.end)
    return fact(kind, float(share.percent), rule, clause, span, scope=_scope(clause, share))


@lru_cache(maxsize=64)
def _is_no_rate(sentence: str) -> bool:
    return bool(_NO_RATE.search(sentence))


def _part(low: str, share: Share) -> str:
    """The part of the sentence that speaks of this share: from the last comma, at least 80
    characters, to the next one."""
    start = min(low.rfind(",", 0, share.start), share.start - 80)
    end = low.find(",", share.end)
    return low[max(0, start) : len(low) if end < 0 else end]


def _scope(clause: Clause, share: Share) -> str | None:
    """The part of the programme or the applicants that a rate is for, in the text's words."""
    return scope_of(clause, (share.start, share.end), values_in(clause))
