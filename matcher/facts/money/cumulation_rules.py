"""What texts say of combining with other public funding, as rules over a clause.

Rules of state aid law (AGVO, De-minimis) that every guideline repeats are no statement about
this programme and are left out.
"""

from matcher.facts.pattern import Pattern

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
    r"|abweichend von dem verbot|abgrenzen|mehr als einer? \w*(?:phase|maßnahme|gegenstand)"
)
_OTHER = r"(?:anderen?r?|anderweitige\w*|weiteren?r?|sonstigen?r?)"
_OTHERFUNDING = (
    rf"{_OTHER} (?:öffentliche\w* |staatliche\w* |bundes- oder )?"
    r"(?:förder(?!gegenst|schwerp|säul|modul|baust|tatb|zweck)\w*|zuwendung\w*|mittel\w*"
    r"|zuschüss\w*"
    r"|programm\w*|landes\w*|bundes\w*|finanzierungshilf\w*|öffentliche\w*|hilfen)"
)
_OWN_LAND = r"(?:mittel\w* )?(?:des|vom) (?:landes|freistaat\w*|land)\b|landesmittel"
FUNDING = r"(?:förder|zuwendung|zuschüss|zuschuss|mittel|programm|finanzier|darlehen|kredit)"
_BANNED = r"(?:nicht (?:möglich|zulässig|erlaubt|gestattet)|ausgeschlossen|unzulässig)"
_CONDITION = (
    r"(?:sofern|soweit|wenn|jedoch|aber|bis zu|höchst|obergrenz|übersteig|überschr|nur |ausgenommen"
    r"|unter der voraussetzung|mit ausnahme|grundsätzlich|bis auf)"
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

FORBIDDEN = Pattern(
    "cumulation.forbidden", "cumulation", value="forbidden", anchors=_ANCHORS,
    patterns=(
        rf"keine {_OTHERFUNDING}.{{0,80}}(?:in anspruch|erhalten|gewährt|beantrag)",
        rf"kumulier\w*.{{0,80}}{_BANNED}|nicht (?:kumulierbar|kombinierbar|kumulationsfähig)",
        r"kumul(?:ations|ierungs)verbot|verbot der doppelförderung"
        r"|ausschluss der mehrfachförderung",
        rf"(?:kombination|kombinieren|kombiniert)\b.{{0,160}}{_BANNED}",
        rf"nicht mit {_OTHERFUNDING}.{{0,60}}(?:kombinier|kumulier)",
        rf"(?:gleichzeitige|zusätzliche)\w* (?:förderung|finanzierung|inanspruchnahme)"
        rf".{{0,160}}{_BANNED}",
        rf"{_OTHERFUNDING}.{{0,120}}(?:dürfen )?nicht.{{0,60}}"
        r"(?:in anspruch genommen|kumuliert|kombiniert)",
        rf"ausgeschlossen, wenn .{{0,120}}{_OTHERFUNDING}.{{0,60}}in anspruch",
        rf"(?:vorhaben|projekt|maßnahme)\w* (?:wird |darf )?nicht (?:bereits )?(?:mit|aus|durch) "
        rf"{_OTHER} (?:öffentlichen )?mitteln .{{0,20}}gefördert",
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
        rf"schließ(?:t|en) .{{0,60}}inanspruchnahme .{{0,60}}{_OTHERFUNDING}.{{0,100}}\baus\b",
        rf"keine {_OTHER} .{{0,40}}(?:förderung|mittel|zuwendung)\w*.{{0,200}}in anspruch genommen",
        rf"mitteln? {_OTHER} \w*(?:förder|programm)\w* .{{0,40}}gefördert werden,? (?:dürfen"
        rf"|können) nicht",
        r"weder (?:bei|von|aus|durch) (?:einer |anderen? )\w+.{0,80}(?:beantragt|erhalten"
        r"|gefördert)",
        r"nicht an anderer stelle (?:abgerechnet|gefördert|geltend)",
        rf", die .{{0,60}}(?:aus|durch|von|mit|nach) {_OTHERFUNDING}.{{0,140}}(?:gefördert"
        rf"|finanziert|bezuschusst|unterstützt) werden, (?:sind|werden|können) .{{0,40}}"
        rf"(?:ausgeschlossen|nicht)",
        rf"(?:darf|dürfen) .{{0,60}}(?:nicht|weder)\b.{{0,60}}(?:von|durch|aus) {_OTHER} "
        r"(?:öffentliche\w* )?(?:stellen|mitteln|programmen|förderprogrammen).{0,140}(?:gefördert"
        r"|finanziert|unterstützt)",
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
OUTRIGHT = Pattern(
    "cumulation.forbidden", "cumulation", value="forbidden", anchors=_ANCHORS,
    patterns=(
        rf"inanspruchnahme .{{0,200}}{_OTHER} .{{0,60}}schließt .{{0,60}}(?:zuwendung|förderung)"
        r".{0,60}\baus\b",
        rf"(?:kombination|kombinieren|kumulierung)\b.{{0,80}}\b(?:mit|aus) .{{0,40}}{_OTHER}"
        rf" .{{0,160}}{_BANNED}",
    ),
    unless=(
        r"agvo|de-minimis|es sei denn|ausnahme|ausgenommen|sofern|soweit|wenn|übersteig|überschr"
        r"|grundsätzlich",
    ),
)  # fmt: skip
"""Prohibitions that say for the same costs outright, where other rules think of state aid law."""
NOT_FUNDED_TWICE = Pattern(
    "cumulation.forbidden", "cumulation", value="forbidden",
    anchors=("ander",),
    patterns=(
        rf"(?:ausgeschlossen|keine (?:förderung|zuwendung)\w*|nicht (?:gefördert|förderfähig"
        rf"|zuwendungsfähig))\b.{{0,200}}\bdie .{{0,60}}(?:durch|aus|von|mit|im rahmen|in|nach) "
        rf"{_OTHER} .{{0,120}}(?:gefördert|finanziert|unterstützt|bezuschusst) werden",
    ),
    unless=(_STATE_AID, r"es sei denn|ausnahme|ausgenommen|mitarbeit|personen"),
    whole=True,
)  # fmt: skip
"""An item of a list of what is not funded."""
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
        unless=(r"kumulativ|kumulierten? (?:personal|ausgaben|betrag|haushalt)",),
    ),
    Pattern(
        "cumulation.falls_away", "cumulation", value="conditional",
        anchors=("entfällt", "mindern", "mindert", "angerechnet", "anzurechnen", "vorrangig",
         "reduzieren", "gedeckt", "berücksichtigt",
         "ergänz", "gegenfinanz", "eigenanteil", "eigenmittel", "ersetzen", "ersetzt",
         "ausgeschlossen", "vorrang", "abzuziehen", "abgezogen", "überfinanzierung", "zulässig",
         "nicht übersteigt", "übersteigen", "überschreiten",
         "gleichzeitige inanspruchnahme", "mehr als", "andere förderung",
         "anderweitige förderung", "verpflichtung", "wenn sich"),
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
            r"wenn sich (?:die |der |das )?(?:kommune|gemeinde|landkreis|stadt)\w*.{0,90}beteilig",
            r"überfinanzierung .{0,30}(?:auszuschließen|ausgeschlossen|vermeiden)",
            rf"{_OTHERFUNDING}.{{0,140}}(?:zulässig|möglich)(?: ist)?, (?:wenn|sofern|soweit)",
            r"summe (?:aus|der) .{0,120}(?:zuschüsse|zulagen|förder|mittel|zuwendung)\w*.{0,120}"
            r"nicht (?:übersteig|überschr|mehr als)",
            r"soweit keine (?:andere|anderweitige) förderung (?:erfolgt|möglich)",
            r"(?:solange|soweit)\b.{0,60}? nicht .{0,60}(?:finanzierungs|leistungs)"
            r"verpflichtung\w* .{0,60}(?:leistungsträger|kostenträger|dritter)",
            r"kann .{0,80}förderung nach (?:dem )?sgb .{0,60}ergänz",
            r"(?:zulässig|möglich) ist die gleichzeitige inanspruchnahme",
            rf"bereits im rahmen {_PUBLIC_MONEY}.{{0,80}}ausgeschlossen",
            r"(?:fördermöglichkeiten|finanzierungsmöglichkeiten|leistungen).{0,80}vorrangig"
            r" (?:zu nutzen|in anspruch|auszuschöpf)",
            rf"{_PUBLIC_MONEY}.{{0,100}}gegenüber .{{0,60}}vorrangig|vorrang vor"
            rf" .{{0,40}}{_PUBLIC_MONEY}",
        ),
        unless=(r"bewerber|stellen zu|grundstückseigentümer|anschlussbeitr|rückzahl|rückforder"
                r"|verzins|vorsteuer|skonti", _WITHIN_PROGRAMME),
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
        "cumulation.subsidiary", "cumulation", value="conditional",
        anchors=(*_ANCHORS, "subsidiär"),
        patterns=(
            r"(?:programm|förderung|zuwendung|mittel)\w* .{0,60}\bsubsidiär",
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
            rf"{_OTHERFUNDING}.{{0,200}}(?:anzugeben|anzuzeigen|mitzuteilen|mitteilen|angerechnet"
            r"|anzurechnen|offenzulegen)",
            rf"(?:anzugeben|angeben|anzuzeigen|mitzuteilen|erklär\w*),? (?:ob|dass) .{{0,120}}"
            rf"{_OTHERFUNDING}",
            r"weitere beantragte .{0,60}anzugeben",
        ),
        unless=(_STATE_AID, r"verwvfg|finanzierungsplan"),
    ),
    Pattern(
        "cumulation.not_from_same_source", "cumulation", value="conditional", anchors=_ANCHORS,
        patterns=(
            rf"(?:keine|nicht) .{{0,80}}(?:mit|aus|durch|nach|auf der grundlage) {_OTHERFUNDING}"
            r".{0,120}(?:geförder|erfolg|bezuschuss|finanzier|förder|abgedeckt|ersetzt)",
            rf"{_OTHERFUNDING}.{{0,120}}(?:{_BANNED}|nicht (?:gefördert|förderfähig))",
            rf"(?:ausgeschlossen|nicht gefördert|nicht förderfähig).{{0,160}}{_OTHERFUNDING}",
            rf"keine {_OTHERFUNDING}.{{0,60}}{_OWN_LAND}",
            rf"nicht teil eines {_OTHERFUNDING}",
            rf"kumulierung .{{0,60}}(?:richtlinie|programm)\w* .{{0,260}}{_BANNED}",
        ),
        unless=(_STATE_AID,),
    ),
    Pattern(
        "cumulation.with_conditions", "cumulation", value="conditional", anchors=_ANCHORS,
        patterns=(
            rf"(?:kumul\w*|kombin\w*)(?=.{{0,300}}{FUNDING}).{{0,260}}{_CONDITION}",
            rf"{_CONDITION}.{{0,200}}{FUNDING}.{{0,160}}(?:kumulier|kombinier)",
        ),
        unless=(
            _STATE_AID, _WITHIN_PROGRAMME,
            r"in kombination|kombiniert(?:e|en|er) (?!werden)|maßnahmen? .{0,30}kombin|gebiet",
        ),
    ),
)  # fmt: skip
ALLOWED = Pattern(
    "cumulation.allowed", "cumulation", value="allowed",
    anchors=(*_ANCHORS, "drittmittel", "kofinanz", "finanziell beteiligen"),
    patterns=(
        r"(?:kumul\w*|kombin\w*).{0,220}(?:möglich|zulässig|erlaubt|gestattet|zugelassen)",
        r"(?:kann|können|ist|sind)\b.{0,160}(?:kumulierbar|kombinierbar|kumulier(?:t|en)"
        r"|kombinier(?:t|en))\b",
        rf"{_OTHERFUNDING}.{{0,120}}(?:ist|sind) .{{0,40}}(?:möglich|zulässig)",
        r"als kofinanzierung (?:zu|der|von)|ist eine kommunale kofinanzierung",
        r"ergänzungen zu bestehenden förderungen sind möglich",
        rf"{_OTHERFUNDING} (?:\w+ ){{0,2}}?(?:kann|können|dürfen) .{{0,60}}in anspruch genommen",
        r"(?:durch|aus) .{0,60}drittmittel\w*.{0,60}(?:erbracht|sichergestellt|zulässig)",
        r"finanzierung kann aus .{0,40}drittmittel|drittmittel\w* .{0,60}einzuwerben",
        r"(?:kommunen|gemeinden|landkreise|dritte) sollen sich .{0,60}finanziell beteiligen",
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
