"""Funding rates and the minimum own share, in percent of eligible costs.

What a percentage is of decides: of costs or expenses it is a rate, of a loan, a guarantee, a
population or an average it is none. Percentages of the own contribution are `own_share_min`.
"""

import re
from collections.abc import Iterator

from matcher.facts.fact import Fact, fact
from matcher.facts.money import Share, shares
from matcher.facts.text import Clause, FieldText

EDITED = ("title", "short_description", "description", "legal_requirements")
"""Fields that count for rates and amounts; the legal text only where these are silent."""

_ANCHORS = (
    "prozent",
    "%",
    "v.h.",
    "v. h.",
    "vom hundert",
    "drittel",
    "hälfte",
    "viertel",
    "fünftel",
    "zehntel",
)
_OF = re.compile(
    r"(?:\s?(?:\(\w+\)))?\s(?:der|des|ihrer|ihres|von|vom|zu den|zum|an den|ihren|seiner|dieser|als|einer|aller)\s((?:[\w\-–+/()]+\s){0,7}?)(\w*(?:kosten|ausgaben|aufwendungen|investition\w*|volumens?|honorar\w*|beitrags|beiträge|bemessungsgrundlage|gesamtfinanzierung|finanzierungsbedarfs?|durchschnittssätze|höchstsatzes|satzes|gehalts?|gehälter|entgelt\w*|löhne|eigenanteils?|finanzierungslücke|defizits?|fehlbetrags?|kaufpreises|nettopreises|bruttokosten|gebühr\w*|mietzins\w*|miete\w*|prämie\w*|zuwendungsbetrags|arbeitgeberbrutto\w*|projektvolumens?|finanzbedarfs?|mehrausgaben|mehrkosten|vergütung\w*|fördersatzes|budgets?|summe|kostenanteils?|tagess[aä]tz\w*|tageshonorar\w*)\b)"
)
_NOT_OF = re.compile(
    r"\s(?:der|des|ihrer|ihres|von|vom|an der|an dem|am)\s(?:\w+[\s-]){0,3}?\w*(?:darlehen\w*|kredit\w*|bürgschaft\w*|garantie\w*|durchschnitt\w*|bevölkerung\w*|fläche\w*|wohn(?:ungen|einheiten|fläche)|arbeitszeit|energie\w*|emission\w*|umsatz\w*|mitglieder|teilnehm\w*|stimmrecht\w*|anteile|kapitals?|stellen|zeit\b|beschäftigten|leistung|endenergie\w*|primärenergie\w*|obligo\w*|ausfall\w*|verlust\w*|deckungs\w*|haftung\w*|medianeinkommens|einkommens|miet(?:fläche|wohn)\w*|werts?\b|strom\w*|wärme\w*|gesellschaftsanteile|förderprogramms|(?<!eigen)(?<!dritt)mittel\b|eu-mittel|einwohner\w*|gebäude\w*|vergleichsmiete|bip)"
)
_FUNDING = re.compile(
    r"zuschuss|zuschüss|förder(?:ung|satz|quote|höhe|anteil|intensität|fähig|betrag|summe|t\b)|gefördert|zuwendung|finanzier|höhe|erhalten|beihilfe|übernommen|erstatt|bezuschuss|unterstütz|beteiligt sich|anteilfinanz|fehlbedarf|vollfinanz|gewährt|beträgt|anteil des (?:bundes|landes)|kofinanz"
)
_OWN = re.compile(
    r"eigenanteil|eigen-|eigenmittel|eigenbeteiligung|eigenleistung|eigene mittel|\b(?:trägt|tragen)\b|eigenfinanzier|selbst (?:tragen|aufbringen|zu tragen|finanz)|eigenbeitrag|eigene[nr]? (?:finanz\w* )?(?:beitrag|anteil|beteiligung)|aus eigen|müssen .{0,60}aufbringen|\bsie\b.{0,70}beteilig|müssen .{0,60}beteilig|an der deckung|kommunale\w? (?:eigen|mit(?:leistungs)?)anteil|eigenkapital|gegenfinanz|mitfinanz|kofinanzierung .{0,40}nachweisen"
)
_NOT_RATE = re.compile(
    r"zins|p\. ?a\.|verzins|tilg|effektiv|provision|bearbeitungsgebühr|entgelt von|arbeitslosenquote|bevölkerungsrückgang|bip\b|anteil von menschen|mehrwertsteuer|umsatzsteuer|gemeinkosten|projektpauschale|overhead|verwaltungskostenpauschale|sachkostenpauschale|restkostenpauschale|indirekte|pauschal\w* (?:in höhe )?von|reduz|einspar|senk|steiger|verringer|energieeffizienz.{0,30}mindestens|mindestens .{0,12}prozent (?:der|des|ihrer) (?:\w+ ){0,2}(?:fläche|energie|teilnehm|arbeitszeit|mitglied|anteil)|bürg|ausgefallen|auszahlungskurs|auszahlung:|stundenumfang|stelle im umfang|teilzeit|grad der behinderung|behinderungsgrad|stimmrecht|beteiligung (?:an|von)|gesellschafter|(?:höchstens|mindestens|mehr als|weniger als|über|unter|zu) .{0,8}prozent (?:im besitz|kommunal|in kommunal|öffentlich)|durchgefallen|raum.{0,20}anteil|umsatz|verfügungsfonds|darin enthalten|enthalten sind|verwaltungsausgaben|selbstbehalt|entschädigung"
)
_STATED = re.compile(
    r"fördersatz|fördersätze|förderquote|förderhöhe|zuschuss|zuschüss|höhe de[rs]|förderanteil|zuwendung|gefördert|beihilfe|förderfähig|beteiligt sich|förderung (?:beträgt|von|in höhe)|bezuschusst|anteilfinanzierung"
)
_STATED_LEAD = re.compile(
    r"fördersatz|fördersätze|förderquote|förderhöhe|höhe|zuschuss|beträgt|obergrenze|gefördert|erhalten sie"
)
_CHANGE = re.compile(
    r"\b(?:um|jeweils um|weitere|weiteren|zusätzliche|zusätzlich|bonus von|zuschlag von|davon|hiervon|mehr als|weniger als|unter|über|mindestens um|lediglich)\s(?:bis zu |mindestens |maximal |höchstens )?$"
)


def rates(text: FieldText) -> Iterator[Fact]:
    """Rates and own shares of a field; facts of the legal text get the kind `rate_legal`."""
    kind = "rate" if text.field in EDITED else "rate_legal"
    for clause in text.clauses_with(_ANCHORS):
        for share in shares(clause.text):
            found = _own_share(clause, share) or _rate(clause, share, kind)
            if found and (found.kind != "own_share_min" or text.field in EDITED):
                yield found


def _own_share(clause: Clause, share: Share) -> Fact | None:
    low = clause.low
    near = low[max(0, share.start - 110) : share.start] + " § " + low[share.end : share.end + 110]
    if not _OWN.search(near) and not _OWN.search(clause.lead.lower()):
        return None
    before = low[max(0, share.start - 60) : share.start]
    if re.search(
        r"zuschuss|zuwendung beträgt|förderung beträgt", low[max(0, share.start - 40) : share.start]
    ) or re.search(r"drittel müssen|aufteilung", low):
        return None
    if (
        _NOT_OF.match(low, share.end)
        or re.search(r"übersteig|bis zu\s$|höchstens", before)
        or re.search(r"keine förderung|nicht gefördert", clause.lead.lower())
    ):
        return None
    return fact(
        "own_share_min", float(share.percent), "own_share.stated", clause, (share.start, share.end)
    )


def _rate(clause: Clause, share: Share, kind: str) -> Fact | None:
    low, lead = clause.low, clause.lead.lower()
    before = low[max(0, share.start - 40) : share.start]
    if _CHANGE.search(before) or _NOT_OF.match(low, share.end) or _OWN.search(_part(low, share)):
        return None
    if (
        _NOT_RATE.search(low)
        or _NOT_RATE.search(lead)
        or re.search(r"nicht gefördert|keine förderung|ausgeschlossen", lead)
    ):
        return None
    of_costs = _OF.match(low, share.end) or _OF.match(" " + clause.tail.lower(), 0)
    stated = _STATED.search(low) or _STATED_LEAD.search(lead)
    if not of_costs and re.search(r"höhe des (?:grund|zusatz)?darlehens\b[^,;]{0,30}$", before):
        return None
    if not (
        (of_costs and _FUNDING.search(low + " " + lead))
        or (stated and not re.match(r"\s(?:der|des|von|vom)\s", low[share.end : share.end + 6]))
    ) and not (of_costs and re.search(r"erhalten|höhe", low + lead)):
        return None
    return fact(
        kind,
        float(share.percent),
        "rate.of_costs" if of_costs else "rate.stated",
        clause,
        (share.start, share.end),
        scope=_scope(clause, share),
    )


def _part(low: str, share: Share) -> str:
    """The part of the sentence that speaks of this share: from the last comma, at least 80
    characters, to the next one."""
    start = min(low.rfind(",", 0, share.start), share.start - 80)
    end = low.find(",", share.end)
    return low[max(0, start) : len(low) if end < 0 else end]


def _scope(clause: Clause, share: Share) -> str | None:
    """The part of the programme or the applicants that a rate is for, in the text's words."""
    head = clause.text[: share.start].lstrip("• ").strip()
    match = re.match(
        r"(?:für|bei|als|im fall|in|bis zu|sofern|soweit|wenn)\b[^,:]{4,150}", head, re.IGNORECASE
    )
    if ":" in head:
        return head.split(":", 1)[0][:160] or None
    return match[0].strip()[:160] if match and clause.lead else None
