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
    "öffentlicher zuwendungsgeber", "aus anderen", "weder",
)  # fmt: skip
_STATE_AID = (
    r"agvo|de-minimis|beihilfen?intens|beihilfefähig|beihilfen?rechtl|artikel|verordnung|kumulativ"
    r"|mehreren beihilfen|kumulierten? (?:personal|ausgaben|betr)|schwellenwert|anmeldeschwelle"
    r"|ein(?:ziges|er) unternehmen"
)
_WITHIN_PROGRAMME = (
    r"fördersäule|fördergegenst|restkosten|kombination (?:der|aus|von) (?!zusch|zuwend|förder"
    r"|mittel)"
    r"|(?:nach|gemäß) (?:den )?(?:nrn?\.|nummern|teil) .{0,30}\bund\b"
    r"|abweichend von dem verbot|abgrenzen"
)
_OTHER = r"(?:anderen?r?|anderweitige\w*|weiteren?r?|sonstigen?r?)"
_OTHER_FUNDING = (
    rf"{_OTHER} (?:öffentliche\w* |staatliche\w* |bundes- oder )?"
    r"(?:förder(?!gegenst|schwerp|säul|modul|baust|tatb|zweck)\w*|zuwendung\w*|mittel\w*"
    r"|zuschüss\w*"
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
    r"obergrenzen? .{0,30}(?:einzuhalten|einhalten|eingehalten|beachten)|"
    r"(?:summe|gesamt|insgesamt|kumul|mittel|förderung)\w* .{0,120}(?:nicht .{0,100}(?:übersteig"
    r"|überschr)"
    r"|höchstens|maximal|nicht mehr als)"
)

_PUBLIC_MONEY = (
    r"(?:(?:landes|bundes|eu-|dritt|efre|esf|förder|haushalts|finanzierungs)\w*mitteln?\b"
    r"|mitteln? (?:des|der|vom|aus|anderer|dritter)\b"
    r"|(?:zuwendung|zuweisung|zuschuss|zuschüss|leistung|förderung|finanzierung)\w* (?:des|der"
    r"|vom|von|aus|durch) (?:\w+ )?"
    r"(?:bundes|landes|freistaat\w*|eu\b|europäisch\w*|dritter?n?|kommunen|öffentlich\w*|anderen"
    r"|anderer|stellen)"
    r"|leistungen dritter"
    r"|mitteln? (?:privater und öffentlicher|öffentlicher und privater) dritter"
    r"|(?:ander|weiter|sonstig|anderweitig)\w* (?:\w+ )?(?:mittel|förder"
    r"|zuwendung|zuschüss|programm|leistung"
    r"|richtlinie|stellen|finanzier|bestimmungen|haushalt)\w*|öffentliche\w* (?:mitteln?"
    r"|zuschüsse|förder\w+|hand))"
)
_ONE_PURSE = re.compile(
    r"(?:mittel\w*|förder\w*|zuwendung\w*|programm\w*|stellen|richtlinie\w*) (?:aus )?(?:des|der"
    r"|vom|aus dem) (?:landes|freistaat\w*|landeshaushalt|eu\b|staatsministerium\w*|ministerium\w*"
    r"|europäischen|bundes)(?!.{0,60}(?:,| oder| und| sowie)\s(?:de[srm] |anderen |der |von"
    r" )?(?:bundes|europäisch|eu\b|kommun|ander|öffentlich|bund\b|land))"
    r"|(?<!oder )(?:landesmittel|bundesmittel|eu-mittel|efre|strukturfonds)"
)
"""Only the money of one giver is barred, so that other money may come in."""
_ANY_PURSE = re.compile(r"anderen öffentlichen|andere öffentliche|anderer länder|sonstigen dritten")
_ADDED = re.compile(
    rf"\b(?:kann|können|dürfen) .{{0,240}}\b(?:ergänzt werden|zur mitfinanzierung)\b"
    rf"|{_FUNDING}.{{0,90}}angerechnet"
)
"""Beside a ban of double funding: other money may come in and counts."""
_AS_A_RULE = re.compile(r"\bnormalerweise\b|in der regel|\bflächen\b")

FORBIDDEN = Pattern(
    "cumulation.forbidden", "cumulation", value="forbidden", anchors=_ANCHORS,
    patterns=(
        rf"keine {_OTHER_FUNDING}.{{0,80}}(?:in anspruch|erhalten|gewährt|beantrag)",
        rf"kumulier\w*.{{0,80}}{_BANNED}|nicht (?:kumulierbar|kombinierbar|kumulationsfähig)",
        r"kumul(?:ations|ierungs)verbot|verbot der doppelförderung"
        r"|ausschluss der mehrfachförderung",
        rf"(?:kombination|kombinieren|kombiniert)\b.{{0,160}}{_BANNED}",
        rf"nicht mit {_OTHER_FUNDING}.{{0,60}}(?:kombinier|kumulier)",
        rf"(?:gleichzeitige|zusätzliche)\w* (?:förderung|finanzierung|inanspruchnahme)"
        rf".{{0,160}}{_BANNED}",
        rf"{_OTHER_FUNDING}.{{0,120}}(?:dürfen )?nicht.{{0,60}}"
        r"(?:in anspruch genommen|kumuliert|kombiniert)",
        rf"ausgeschlossen, wenn .{{0,120}}{_OTHER_FUNDING}.{{0,60}}in anspruch",
        r"nicht bereits durch andere (?:bundes|öffentliche|programme).{0,160}gefördert",
        r"(?:kosten|ausgaben), die bereits durch andere programme gefördert",
        r"(?:doppel|mehrfach)förderung\w*(?: (?!möglich)[\wäöü-]+,?){0,9}? (?:ist|sind|wird|werden)"
        r"\W.{0,40}(?:ausgeschlossen|auszuschließen|unzulässig|nicht)",
        r"doppelförderung\w* zu vermeiden, .{0,160}nicht (?:bereits )?(?:aus|durch|mit) "
        r"(?:einem |einer )?ander",
        r"(?:ausschluss|verbot) der (?:doppel|mehrfach)förderung",
        r"nicht (?:bereits )?(?:nach|aufgrund|auf grund|durch|aus) (?:einer )?(?:andere[rnm]?"
        r"|sonstige[rnm]?) "
        r"(?:öffentliche\w* )?(?:richtlinie|förderprogramm|bestimmung|programm|mittel)\w*"
        r" .{0,40}gefördert",
        rf"(?:ausgeschlossen|nicht (?:zuwendungs|förder)fähig)\b.{{0,60}}(?:bereits |anderweitig )?"
        rf"(?:durch|aus|von) {_OTHER} .{{0,140}}geförder",
        rf"schließ(?:t|en) .{{0,60}}inanspruchnahme .{{0,60}}{_OTHER_FUNDING}.{{0,100}}\baus\b",
        rf"keine {_OTHER} .{{0,40}}(?:förderung|mittel|zuwendung)\w*.{{0,200}}in anspruch genommen",
        rf"mitteln? {_OTHER} \w*(?:förder|programm)\w* .{{0,40}}gefördert werden,? (?:dürfen"
        rf"|können) nicht",
        r"weder (?:bei|von|aus|durch) (?:einer |anderen? )\w+.{0,80}(?:beantragt|erhalten"
        r"|gefördert)",
        r"nicht an anderer stelle (?:abgerechnet|gefördert|geltend)",
        rf", die .{{0,60}}(?:aus|durch|von|mit|nach) {_OTHER_FUNDING}.{{0,140}}(?:gefördert"
        rf"|finanziert|bezuschusst|unterstützt) werden, (?:sind|werden|können) .{{0,40}}"
        rf"(?:ausgeschlossen|nicht)",
        rf"(?:soweit|sofern|wenn) (?:nicht|keine) (?:bereits )?(?:nach|aus|durch|über) "
        rf"(?:einer |einem )?{_OTHER}.{{0,90}}(?:förderung (?:erfolgt|möglich)|gefördert)",
    ),
    unless=(
        _STATE_AID, _WITHIN_PROGRAMME,
        r"selbsterklärung|für den fall|schließt .{0,200}nicht aus|nicht zuwendungsfähigen",
        r"(?:derselben|dieselben|desselben) "
        r"(?:zuwendungsfähig|förderfähig|beihilfe|ausgaben|kosten)"
        r"|gleichen (?:ausgaben|kosten)|es sei denn|ausnahme"
        r"|grundsätzlich",
    ),
)  # fmt: skip
CONDITIONAL = (
    Pattern(
        "cumulation.aid_ceiling", "cumulation", value="conditional", anchors=("kumul",),
        patterns=(
            r"kumul\w*.{0,400}(?:intensität|höchstbetr|höchstgrenze|schwellenwert|beihilfebetr"
            r"|obergrenze|nicht überschr|überschritten"
            r"|übersteig|eingehalten|einzuhalten|unterschiedliche\w*)",
            r"(?:intensität|höchstbetr|beihilfenbetrag|beihilfebetrag|obergrenze|schwellenwert"
            r"|nur|sofern|soweit|es sei denn).{0,300}kumul",
        ),
        unless=(r"kumulativ|kumulierten? (?:personal|ausgaben)",),
    ),
    Pattern(
        "cumulation.falls_away", "cumulation", value="conditional",
        anchors=("entfällt", "mindern", "mindert", "angerechnet", "anzurechnen", "vorrangig",
         "reduzieren", "gedeckt", "berücksichtigt",
         "ergänz", "gegenfinanz", "eigenanteil", "eigenmittel", "ersetzen", "ersetzt",
         "ausgeschlossen", "vorrang", "abzuziehen", "abgezogen", "überfinanzierung", "zulässig",
         "nicht übersteigt", "übersteigen", "überschreiten",
         "gleichzeitige inanspruchnahme", "mehr als", "andere förderung",
         "anderweitige förderung", "verpflichtung"),
        patterns=(
            rf"entfällt\b.{{0,200}}{_PUBLIC_MONEY}.{{0,80}}(?:in anspruch|gewährt|gefördert"
            rf"|erhalten)",
            rf"{_PUBLIC_MONEY}.{{0,160}}(?:mindern|mindert|reduzieren|angerechnet|anzurechnen"
            r"|in abzug|kürz)",
            rf"{_PUBLIC_MONEY}.{{0,60}}(?:sind|ist) .{{0,30}}(?:vorrangig|vorher|zuerst)",
            rf"nicht .{{0,60}}(?:durch|aus|von) {_PUBLIC_MONEY}.{{0,80}}gedeckt",
            rf"{_PUBLIC_MONEY}.{{0,60}}(?:erhalten|gefördert).{{0,40}}(?:nicht berücksichtigt"
            rf"|nicht gefördert)",
            rf"(?:eigenanteil|eigenmittel)\w*.{{0,120}}(?:nicht|auch|ganz oder teilweise"
            rf"|zulässig) .{{0,60}}{_PUBLIC_MONEY}",
            rf"{_PUBLIC_MONEY}.{{0,120}}(?:als|den|auf den|zum) (?:ersatz (?:des|für)"
            rf" )?(?:eigenanteil|eigenmittel)",
            rf"{_PUBLIC_MONEY}.{{0,40}}\bersetz\w+ .{{0,20}}(?:eigenanteil|eigenmittel)\w* nicht",
            rf"{_PUBLIC_MONEY}.{{0,120}}(?:abzuziehen|abgezogen|nicht (?:übersteigen"
            rf"|überschreiten))",
            r"(?:bund und land|öffentlichen (?:zuschüsse|mittel|hand)) .{0,60}(?:zusammen"
            r"|insgesamt)"
            r" .{0,100}nicht (?:übersteig|überschr)",
            r"überfinanzierung .{0,30}(?:auszuschließen|ausgeschlossen|vermeiden)",
            rf"{_OTHER_FUNDING}.{{0,140}}(?:zulässig|möglich)(?: ist)?, (?:wenn|sofern|soweit)",
            r"summe (?:aus|der) .{0,120}(?:zuschüsse|zulagen|förder|mittel|zuwendung)\w*.{0,120}"
            r"nicht (?:übersteig|überschr|mehr als)",
            r"soweit keine (?:andere|anderweitige) förderung (?:erfolgt|möglich)",
            r"(?:solange|soweit)\b.{0,60}? nicht .{0,60}(?:finanzierungs|leistungs)verpflichtung\w* "
            r".{0,60}(?:leistungsträger|kostenträger|dritter)",
            r"kann .{0,80}förderung nach (?:dem )?sgb .{0,60}ergänz",
            r"(?:zulässig|möglich) ist die gleichzeitige inanspruchnahme",
            rf"bereits im rahmen {_PUBLIC_MONEY}.{{0,80}}ausgeschlossen",
            r"(?:fördermöglichkeiten|finanzierungsmöglichkeiten|leistungen).{0,80}vorrangig"
            r" (?:zu nutzen|in anspruch|auszuschöpf)",
            rf"{_PUBLIC_MONEY}.{{0,100}}gegenüber .{{0,60}}vorrangig|vorrang vor"
            rf" .{{0,40}}{_PUBLIC_MONEY}",
        ),
        unless=(r"bewerber|stellen zu|rückzahl|rückforder|verzins|vorsteuer"
                r"|skonti", _WITHIN_PROGRAMME),
    ),
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
            rf"kumulierung .{{0,60}}(?:richtlinie|programm)\w* .{{0,260}}{_BANNED}",
        ),
        unless=(_STATE_AID,),
    ),
    Pattern(
        "cumulation.with_conditions", "cumulation", value="conditional", anchors=_ANCHORS,
        patterns=(
            rf"(?:kumul\w*|kombin\w*)(?=.{{0,300}}{_FUNDING}).{{0,260}}{_CONDITION}",
            rf"{_CONDITION}.{{0,200}}{_FUNDING}.{{0,160}}(?:kumulier|kombinier)",
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
        rf"{_OTHER_FUNDING} (?:\w+ ){{0,2}}?(?:kann|können|dürfen) .{{0,60}}in anspruch genommen",
        r"(?:durch|aus) .{0,60}drittmittel\w*.{0,60}(?:erbracht|sichergestellt|zulässig)",
        r"finanzierung kann aus .{0,40}drittmittel",
        r"kofinanzierung .{0,60}durch .{0,60}mittel.{0,120}(?:obligatorisch|zulässig|möglich)",
    ),
    unless=(
        _STATE_AID, r"nicht|keine|ausgeschlossen|ausfuhr|isoliert|zinsverbilligung|beachtung",
        r"flächen",
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
    for clause, hit in FORBIDDEN.find(text):
        if clause.text.startswith("#"):
            continue
        near = f"{text.before(clause).lower()} {clause.low}"
        words = near if "entsprechend" in clause.low else clause.low
        one_purse = _ONE_PURSE.search(words) and not _ANY_PURSE.search(words)
        if "doppelförder" in clause.low and _ADDED.search(text.beside(clause)):
            yield fact("cumulation", "conditional", "cumulation.set_off", clause, hit.span())
        elif one_purse or _AS_A_RULE.search(clause.low):
            yield fact("cumulation", "conditional", "cumulation.one_purse", clause, hit.span())
        else:
            yield fact("cumulation", "forbidden", FORBIDDEN.name, clause, hit.span())
    for pattern in CONDITIONAL:
        yield from pattern.facts(text)
    for clause, _ in ALLOWED.find(text):
        limited = _LIMIT.search(text.beside(clause))
        name, value = (
            ("cumulation.limited", "conditional") if limited else (ALLOWED.name, "allowed")
        )
        yield fact("cumulation", value, name, clause)
