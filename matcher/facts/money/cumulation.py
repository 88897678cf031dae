"""cumulation: may the grant be combined with other public funding?

Rules of state aid law (AGVO, De-minimis) that every guideline repeats are no statement about
this programme and are left out.
"""

import re
from collections.abc import Iterator

from db.records import Fact
from matcher.facts.fact import fact
from matcher.facts.pattern import ALL, Pattern
from matcher.facts.text.clauses import FieldText

_ANCHORS = (
    "kumul", "doppelförder", "doppelfinanz", "mehrfachförder", "kombin", "nachrangig", "andere ",
    "anderen ", "anderer ", "anderweitig", "weiteren öffentlich", "weitere öffentlich",
    "weiteren förder", "weitere förder", "gleichzeitig", "zusätzlich", "weitere beantragte",
    "öffentlicher zuwendungsgeber",
)  # fmt: skip
_STATE_AID = (
    r"agvo|de-minimis|beihilfen?intens|beihilfefähig|beihilfen?rechtl|artikel|verordnung|kumulativ"
    r"|mehreren beihilfen|kumulierten? (?:personal|ausgaben|betr)|schwellenwert|anmeldeschwelle"
    r"|ein(?:ziges|er) unternehmen"
)
_WITHIN_PROGRAMME = (
    r"fördersäule|fördergegenst|restkosten|kombination (?:der|aus|von) (?!zusch|zuwend|förder"
    r"|mittel)"
    r"|nach (?:den )?(?:nrn?\.|nummern) .{0,12}und|abweichend von dem verbot|abgrenzen"
)
_OTHER = r"(?:anderen?r?|anderweitige\w*|weiteren?r?|sonstigen?r?)"
_OTHER_FUNDING = (
    rf"{_OTHER} (?:öffentliche\w* |staatliche\w* |bundes- oder )?"
    r"(?:förder(?!gegenst|schwerp|säul|modul|baust|tatb|zweck)\w*|zuwendung\w*|mittel\w*|zuschüss\w*"
    r"|programm\w*|landes\w*|bundes\w*|finanzierungshilf\w*|öffentliche\w*|hilfen)"
)
_OWN_LAND = r"(?:mittel\w* )?(?:des|vom) (?:landes|freistaat\w*|land)\b|landesmittel"
_FUNDING = r"(?:förder|zuwendung|zuschüss|zuschuss|mittel|programm|finanzier|darlehen|kredit)"
_BANNED = r"(?:nicht (?:möglich|zulässig|erlaubt|gestattet)|ausgeschlossen|unzulässig)"
_CONDITION = (
    r"(?:sofern|soweit|wenn|jedoch|aber|bis zu|höchst|obergrenz|übersteig|überschr|nur |ausgenommen"
    r"|unter der voraussetzung|mit ausnahme|grundsätzlich|bis auf)"
)
_LIMIT = re.compile(
    r"(?:summe|gesamt|insgesamt|kumul|mittel|förderung)\w* .{0,120}(?:nicht .{0,100}(?:übersteig"
    r"|überschr)"
    r"|höchstens|maximal|nicht mehr als)"
)

FORBIDDEN = Pattern(
    "cumulation.forbidden", "cumulation", value="forbidden", anchors=_ANCHORS,
    patterns=(
        rf"keine {_OTHER_FUNDING}.{{0,80}}(?:in anspruch|erhalten|gewährt|beantrag)",
        rf"kumulier\w*.{{0,80}}{_BANNED}|nicht (?:kumulierbar|kombinierbar|kumulationsfähig)",
        r"kumul(?:ations|ierungs)verbot|verbot der doppelförderung"
        r"|ausschluss der mehrfachförderung",
        rf"(?:kombination|kombinieren|kombiniert)\b.{{0,160}}{_BANNED}",
        rf"nicht mit {_OTHER_FUNDING}.{{0,60}}(?:kombinier|kumulier)",
        rf"(?:gleichzeitige|zusätzliche)\w* (?:förderung|inanspruchnahme).{{0,160}}{_BANNED}",
        rf"{_OTHER_FUNDING}.{{0,120}}(?:dürfen )?nicht.{{0,60}}"
        r"(?:in anspruch genommen|kumuliert|kombiniert)",
        rf"ausgeschlossen, wenn .{{0,120}}{_OTHER_FUNDING}.{{0,60}}in anspruch",
        r"nicht bereits durch andere (?:bundes|öffentliche|programme).{0,160}gefördert",
        r"(?:kosten|ausgaben), die bereits durch andere programme gefördert",
    ),
    unless=(
        _STATE_AID, _WITHIN_PROGRAMME,
        r"derselben|dieselben|desselben|gleichen (?:ausgaben|kosten)|es sei denn|ausnahme"
        r"|grundsätzlich",
    ),
)  # fmt: skip
CONDITIONAL = (
    Pattern(
        "cumulation.double_funding", "cumulation", value="conditional", anchors=_ANCHORS,
        patterns=(
            r"(?:doppel|mehrfach)(?:förder|finanzier)\w*.{0,120}(?:ausgeschlossen|auszuschließen"
            r"|ausschl|vermeid|nicht|unzulässig|keine)",
            r"(?:keine|nicht|ausschluss|ausschließen|auszuschließen|vermeidung|verbot) .{0,60}"
            r"(?:doppel|mehrfach)(?:förder|finanzier)",
        ),
        unless=(r"im sinne|definition|getrennt", _WITHIN_PROGRAMME),
    ),
    Pattern(
        "cumulation.subsidiary", "cumulation", value="conditional", anchors=_ANCHORS,
        patterns=(
            r"nachrangig\w* .{0,60}(?:förder|mittel|leistung)",
            r"(?:förder|mittel|zuwendung|zuschuss)\w* .{0,160}nachrangig",
            r"(?:fördermöglichkeiten|zuwendungsgeber).{0,90}vorrangig in anspruch",
        ),
        unless=(
            r"nachrangdarlehen|nachrangige\w* (?:darlehen|sicherh)|rangstelle|grundbuch|grundpfand",
            r"personen|anträge können nur nachrangig|mehrgenerationen",
        ),
    ),
    Pattern(
        "cumulation.to_be_declared", "cumulation", value="conditional", anchors=_ANCHORS,
        patterns=(
            rf"{_OTHER_FUNDING}.{{0,200}}(?:anzugeben|anzuzeigen|mitzuteilen|mitteilen|angerechnet"
            r"|anzurechnen|offenzulegen)",
            rf"(?:anzugeben|angeben|anzuzeigen|mitzuteilen|erklär\w*),? (?:ob|dass) .{{0,120}}"
            rf"{_OTHER_FUNDING}",
            r"weitere beantragte .{0,60}anzugeben",
        ),
        unless=(_STATE_AID, r"verwvfg|finanzierungsplan"),
    ),
    Pattern(
        "cumulation.not_from_same_source", "cumulation", value="conditional", anchors=_ANCHORS,
        patterns=(
            rf"(?:keine|nicht) .{{0,80}}(?:mit|aus|durch|nach|auf der grundlage) {_OTHER_FUNDING}"
            r".{0,120}(?:geförder|erfolg|bezuschuss|finanzier|förder|abgedeckt|ersetzt)",
            rf"{_OTHER_FUNDING}.{{0,120}}(?:{_BANNED}|nicht (?:gefördert|förderfähig))",
            rf"(?:ausgeschlossen|nicht gefördert|nicht förderfähig).{{0,160}}{_OTHER_FUNDING}",
            rf"keine {_OTHER_FUNDING}.{{0,60}}{_OWN_LAND}",
            rf"nicht teil eines {_OTHER_FUNDING}",
        ),
        unless=(_STATE_AID,),
    ),
    Pattern(
        "cumulation.with_conditions", "cumulation", value="conditional", anchors=_ANCHORS,
        patterns=(
            rf"(?:kumul\w*|kombin\w*)(?=.{{0,300}}{_FUNDING}).{{0,260}}{_CONDITION}",
            rf"{_CONDITION} .{{0,200}}{_FUNDING}.{{0,120}}(?:kumulier|kombinier)",
        ),
        unless=(
            _STATE_AID, _WITHIN_PROGRAMME,
            r"in kombination|kombiniert(?:e|en|er) (?!werden)|maßnahmen? .{0,30}kombin|gebiet",
        ),
    ),
)  # fmt: skip
ALLOWED = Pattern(
    "cumulation.allowed", "cumulation", value="allowed",
    anchors=(*_ANCHORS, "drittmittel", "kofinanz"),
    patterns=(
        r"(?:kumul\w*|kombin\w*).{0,220}(?:möglich|zulässig|erlaubt|gestattet|zugelassen)",
        r"(?:kann|können|ist|sind)\b.{0,160}(?:kumulierbar|kombinierbar|kumulier(?:t|en)"
        r"|kombinier(?:t|en))\b",
        rf"{_OTHER_FUNDING}.{{0,120}}(?:ist|sind) .{{0,40}}(?:möglich|zulässig)",
        r"als kofinanzierung (?:zu|der|von)|ist eine kommunale kofinanzierung",
        r"ergänzungen zu bestehenden förderungen sind möglich",
        r"(?:durch|aus) .{0,60}drittmittel\w*.{0,60}(?:erbracht|sichergestellt|zulässig)",
        r"finanzierung kann aus .{0,40}drittmittel",
        r"kofinanzierung .{0,60}durch .{0,60}mittel.{0,120}(?:obligatorisch|zulässig|möglich)",
    ),
    unless=(
        _STATE_AID, r"nicht|keine|ausgeschlossen",
        r"sofern|soweit|wenn|jedoch|aber\b|höchst|überschr|nur |ausgenommen|bis auf|mit ausnahme",
        r"in kombination|kombination (?:der|aus|von) .{0,60}(?:maßnahmen|handlungsfeld|module"
        r"|bausteine)",
    ),
    whole=True,
)  # fmt: skip


def cumulation(text: FieldText) -> Iterator[Fact]:
    """Statements of a field about combining with other funding."""
    if text.field not in ALL:
        return
    for pattern in (FORBIDDEN, *CONDITIONAL):
        yield from pattern.facts(text)
    for clause, _ in ALLOWED.find(text):
        limited = _LIMIT.search(text.beside(clause))
        name, value = (
            ("cumulation.limited", "conditional") if limited else (ALLOWED.name, "allowed")
        )
        yield fact("cumulation", value, name, clause)
