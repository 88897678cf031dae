"""How one applies: closed, at fixed or yearly dates, per call, at any time; in one stage or two.

The mode follows from the deadlines and from what the text says about applying, in the order
closed, recurring, fixed, per_call, rolling, unspecified (see `matcher.facts.decide`).
"""

from collections.abc import Iterator

from db.records import Fact
from matcher.facts.applying.stages import TWO_STAGE
from matcher.facts.pattern import ALL, PROSE, Pattern
from matcher.facts.text.clauses import FieldText

_APPLY = (
    r"(?:antr[aä]g\w*|antragstellung\w*|skizzen?\w*|projektskizzen?|bewerbung\w*|förderantr\w*"
    r"|interessenbekundung\w*|einreichung\w*|projektvorschläge)"
)
_SUBMITTED = r"(?:eingereicht|gestellt|vorgelegt|einzureichen|vorzulegen|einreichen|angenommen)"
_CALL = (
    r"(?:\w*aufruf(?:e|s|en|verfahren)?\b|ausschreibung(?:en|srunden|sverfahren)?\b|\bcalls?\b"
    r"|aufforderung(?:en)? zur (?:einreichung|abgabe)|interessentenaufruf\w*|wettbewerbsverfahren)"
)
_IN_CALLS = (
    r"in den (?:jeweiligen )?(?:förder)?bekanntmachungen .{0,60}"
    r"(?:antrags|einreichungs)(?:fristen|termine)"
)
_BY_NOTICE = (
    r"nach (?:einem |den )?(?:gesonderte|besondere|jeweilige)\w* (?:aufruf|bekanntmachung"
    r"|aufforderung|ausschreibung)"
)
_TERMS = (
    r"(?:antragsfrist\w*|antragstermin\w*|fristen|termine|stichtage?|einreichungsfrist\w*"
    r"|antragszeitr\w+|bewerbungsfrist\w*)"
)
_STATEMENTS = ("title", "status_note", "deadlines", "description", "procedure", "short_description")

CLOSED = (
    Pattern(
        "mode.no_more_applications", "application_mode", value="closed",
        anchors=("nicht mehr", "nicht möglich", "keine anträge", "keine neuen", "nicht gestellt",
        "geschlossen",
         "antragsstopp", "derzeit nicht", "zurzeit nicht", "aktuell nicht", "ausgelaufen",
         "eingestellt",
         "keine weiteren", "beendet", "abgelaufen", "gestoppt", "ausgesetzt", "ausgeschöpft"),
        patterns=(
            rf"{_APPLY}.{{0,90}}(?:nicht mehr(?! als)|(?:derzeit|zurzeit|aktuell|momentan) nicht"
            rf"|nicht möglich)",
            rf"{_APPLY}.{{0,90}}(?:gestoppt|ausgesetzt|\bgeschlossen|beendet)",
            rf"(?:keine|nicht mehr(?! als)).{{0,40}}{_APPLY}.{{0,40}}(?:mehr|möglich|{_SUBMITTED})",
            r"(?:\w*frist|aufruf|programm|förderung|förderrunde|\w*mittel)\w* .{0,60}(?:ist|sind"
            r"|wurden?)"
            r" .{0,40}(?:abgelaufen|ausgelaufen|ausgeschöpft|beendet|\bgeschlossen|eingestellt)",
            r"antragsstopp|keine (?:neuen|weiteren) (?:förder)?(?:anträge|bewilligungen|projekte)",
        ),
        unless=(
            r"wenn|sofern|soweit|sobald|solange|falls|außerhalb der|bis die|jahresende",
            r"kann .{0,60}(?:ausgesetzt|geschlossen|eingestellt)|können .{0,40}(?:beendet"
            r"|eingestellt)",
            r"nachträglich|rückwirkend|mehrfach|parallel|gleichzeitig|kombination|neben |doppel",
            r"für bereits|für (?:dasselbe|dieselbe|ein vorhaben)|eigenständige|abseits|in anspruch",
            r"per e-mail|per fax|in papier|änderung|übertrag|stellvertret|rechtsanspruch",
        ),
        fields=_STATEMENTS,
    ),
    Pattern(
        "mode.past", "application_mode", value="closed",
        anchors=("konnten", "konnte", "endete", "mussten", "musste", "waren bis", "war bis",
         "lief bis",
         "lief am", "entgegengenommen"),
        patterns=(
            rf"(?:{_APPLY}|frist\w*|runde\w*|stichtag\w*).{{0,160}}(?:konnten?|mussten?|waren|war)"
            rf" .{{0,200}}(?:{_SUBMITTED}|abgeschlossen|bewerben|eingehen|vorliegen)",
            rf"(?:konnten?|mussten?) .{{0,200}}{_APPLY}.{{0,200}}(?:{_SUBMITTED}|werden)",
            r"(?:frist|runde|antragsphase|einreichungsphase|bewerbungsphase|aufruf)\w* .{0,80}"
            r"(?:endeten?|lief)",
            rf"{_APPLY} wurden .{{0,80}}entgegengenommen",
        ),
        unless=(r"verfügung (?:stand|standen)|beantragt wurde|begonnen|nicht fristgerecht",
                r"für die .{0,60}gestellt"),
    ),
)  # fmt: skip
"""The text says that one cannot apply (any more), or puts applying into the past."""

PER_CALL = (
    Pattern(
        "mode.call", "application_mode", value="per_call",
        anchors=("aufruf", "ausschreibung", "call", "aufforderung", "wettbewerb", "antragstermin",
         "antragsfrist", "fristen", "termine", "stichtag", "antragszeitr", "bekanntmachung"),
        patterns=(
            rf"(?:antr[aä]g|bewerb|projekt|skizze|antragst|förder|einreich|interessenbekundung"
            rf"|auswahl"
            rf"|vorschl[aä]g|veröffentlich|im rahmen|auf grundlage|nach|jeweilige|jährliche"
            rf"|gesonderte"
            rf"|aktuelle|öffentliche|regelmäßig|themenspezifische)\w* .{{0,120}}{_CALL}",
            _IN_CALLS,
            _BY_NOTICE,
            rf"{_CALL}.{{0,160}}(?:veröffentlich|antr[aä]g|bewerb|einreich|skizze|frist|termin"
            rf"|bekannt"
            r"|festgelegt|beteilig|ermittelt|stattfind|finden statt)",
            rf"{_TERMS} .{{0,160}}(?:veröffentlicht|bekannt\s?(?:gegeben|gemacht)|festgelegt"
            rf"|finden sie"
            r"|informier|im internet|entnehmen|mitgeteilt)",
            r"es gelten die antragsfristen|zu (?:den )?(?:jeweils )?(?:festgelegten"
            r"|bekanntgegebenen"
            r"|veröffentlichten|angegebenen) (?:terminen|stichtagen|fristen)",
            r"nach (?:der )?veröffentlichung (?:einer|eines) \w*(?:bekanntmachung|aufruf)\w*",
            r"(?:bis )?(?:zum|zu den|zu einem) (?:jeweiligen |nächsten"
            r" )?(?:antrags)?stichtag(?:en)? eingereichte",
        ),
        unless=(
            r"(?<!be)auftrag|vergabe|vob|uvgo|unterschwellen|bieter|freihändig|angebote|architekt",
            r"stellenausschreibung|ausschreibung der (?:stelle|leistung)|personal",
            r"(?:öffentlich|beschränkt)\w* ausschreib|planungswettbewerb|preiswettbewerb",
            r"wettbewerbsf|wettbewerbsverzerr|im bundesanzeiger veröffentlicht"
            r"|tag der veröffentlichung",
            r"veröffentlichung (?:dieser|der) (?:förder)?(?:richtlinie|bekanntmachung)",
        ),
        fields=PROSE,
    ),
    Pattern(
        "mode.call_in_guideline", "application_mode", value="per_call",
        anchors=("aufruf", "ausschreibung", "aufforderung", "stichtag", "antragsfrist", "fristen",
         "antragstermin", "einreichungstermin", "aufgerufen", "ausgeschrieben", "schreibt",
         "förderbekanntmachung"),
        patterns=(
            r"(?:stichtage?|antragsfristen|einreichungsfristen|antragstermine|einreichungstermine"
            r"|fristen|termine)\b.{0,160}(?:veröffentlicht|bekannt\s?(?:gegeben|gemacht)|abrufbar"
            r"|mitgeteilt|festgelegt|festgesetzt)",
            r"(?:veröffentlicht|gibt|legt|geben) .{0,120}(?:stichtage|antragsfristen"
            r"|antragstermine)",
            r"aufgerufen, .{0,80}(?:einzureichen|zu stellen|vorzulegen)",
            r"schreib(?:t|en) .{0,60}(?:zuwendung|förder|mittel)\w* .{0,240}\baus\b"
            r"|(?:mittel|zuwendung|förderung)\w* (?:wird|werden) .{0,60}ausgeschrieben",
            r"(?:nur|im rahmen|aufgrund|auf grundlage|nach)(?: von| einer| der)? \w*"
            r"förderbekanntmachung",
            _IN_CALLS,
            r"veröffentlicht .{0,120}\baufrufe?\b|\baufruf(?:e|s|en)? zur (?:einreichung|abgabe"
            r"|antragstellung)|\baufrufverfahren",
            _BY_NOTICE,
            r"nicht bis zum stichtag|zum stichtag eingereichte|bis zum stichtag eingereichte",
            r"aufforderung(?:en)? zur (?:einreichung|abgabe).{0,120}(?:veröffentlich|bekannt"
            r"|ergeh)",
            r"im rahmen (?:einer|von) aufforderung(?:en)? zur (?:einreichung|abgabe)",
            r"(?:im rahmen|auf der grundlage|auf grundlage|aufgrund|nach maßgabe) "
            r"(?:von |eines |einer |der |des )?(?:\w+ )?"
            r"(?:förder|projekt|wettbewerbs|ideen|programm)?(?:aufrufe?n?s?|ausschreibung(?:en)?|calls?)\b",
            r"(?:förder|projekt|wettbewerbs)aufrufe?n? .{0,80}(?:veröffentlich|bekannt|informiert)",
        ),
        unless=(
            r"(?<!be)auftrag|vergabe|vob|uvgo|bieter|angebote|architekt|stellenausschreibung|personal"
            r"|auftragnehmer",
            r"planungswettbewerb|bundesanzeiger|tag der veröffentlichung|leistungs"
            r"|veröffentlichung (?:dieser|der) (?:förder)?(?:richtlinie|bekanntmachung)"
            r"|transparenz|beihilfe",
        ),
        fields=("legal_basis",),
    ),
)  # fmt: skip
"""One applies when there is a call."""

ROLLING = (
    Pattern(
        "mode.any_time", "application_mode", value="rolling",
        anchors=("jederzeit", "laufend", "ganzjährig", "keine frist", "ohne frist",
         "keine antragsfrist",
         "keine einreichungsfrist", "unbefristet", "frist gebunden", "keine befristung",
         "ohne festen antragstermin", "fristungebunden", "kontinuierlich"),
        patterns=(
            rf"{_APPLY}.{{0,120}}(?:jederzeit|ganzjährig|(?<!des )(?<!im )\blaufend\b|fortlaufend"
            r"|kontinuierlich|nicht an .{0,20}frist|unbefristet|ohne (?:feste\w? )?(?:frist"
            r"|antragstermin))",
            rf"(?:jederzeit|ganzjährig|\blaufend\b|fortlaufend|kontinuierlich) .{{0,80}}(?:{_APPLY}"
            r"|beantrag|gestellt|eingereicht)",
            r"keine (?:antrags|einreichungs)?fristen?|außerhalb .{0,40}keine befristung",
        ),
        unless=(r"auskunft|auskünfte|angestellt|rechnungswesen|arbeitsvertrag|einsicht|verlangen",
                r"widerruf|laufenden jahres|unterrichten|zugänglich|prüfen|geprüft|überprüft"
                r"|kündig",),
    ),
)  # fmt: skip
"""The text says outright that one can apply at any time."""

_CALENDAR = (
    r"(?:\d{1,2}\.\s?(?:\d{1,2}\.|monat|jed|eines|jan|feb|mär|mrz|apr|mai|jun|jul|aug|sep|okt"
    r"|nov|dez)|\d{4}-\d\d|(?:\w+ )?(?:letzten|ersten|zweiten|dritten|vierten|jeweiligen"
    r"|jeweils|genannten) "
    r"(?:\w+ ){0,2}?(?:werktag|tag|montag|freitag|quartal|monat|stichtag|termin|jahr)\w*"
    r"|(?:quartals|jahres|monats)(?:ende|beginn|anfang)"
    r"|(?:ende|mitte|anfang) (?:des |der |eines )?(?:jahres|monats|quartals|jan|feb|mär|mrz"
    r"|apr|mai|jun|jul|aug|sep|okt|nov|dez)\w*"
    r"|stichtag\w*|herbst|frühjahr|sommer|jahresende|(?:jan|feb|märz|mrz|apr|mai|jun|jul|aug"
    r"|sep|okt|nov|dez)\w*)"
)
UNREAD = (
    Pattern(
        "mode.unread_limit", "application_mode", value="unspecified",
        anchors=("antrag", "anträge", "antragst", "beantrag", "skizze", "bewerbung",
        "einreichung", "einreich"),
        patterns=(
            rf"{_APPLY}.{{0,200}}\b(?:bis|spätestens|zum|am|im)(?: (?:zum|zur|am|bis"
            rf"|spätestens|einschließlich|jeweils|dem|den"
            rf"|freitag|montag))*,? {_CALENDAR}.{{0,120}}(?:{_SUBMITTED}|zu stellen|vorliegen"
            rf"|eingehen|einreichen|möglich)",
            rf"(?:reichen|stellen|senden|richten) .{{0,120}}{_APPLY}.{{0,120}}\b(?:bis"
            rf"|spätestens)(?: (?:zum|zur|am|bis|spätestens"
            rf"|einschließlich|jeweils))* {_CALENDAR}",
            rf"(?:antrags|einreichungs|bewerbungs)(?:frist|schluss|termin)\w*.{{0,60}}(?:ist"
            rf"|sind|endet|:|lautet) .{{0,40}}{_CALENDAR}",
            r"(?:antrags|einreichungs)(?:frist|schluss|termin)\w* (?:ist|sind|beträgt)"
            r" .{0,40}einzuhalten",
        ),
        unless=(
            r"auszahl|mittelabruf|gestellt worden ist|änderung|verwendungsnachweis"
            r"|verlängerung|bescheid|bewilligt"
            r"|haushaltsjahr|gefördert werden",
            r"in kraft|richtlinie|stand:?|verordnung|gesetz|fassung|vertrag|mitgliedstaat"
            r"|kommission",
        ),
    ),
)  # fmt: skip
"""A sentence about applying names a limit; where no rule read it, the mode stays unknown."""

REGULATED = (
    Pattern(
        "mode.where_to_apply", "application_mode", value="rolling",
        anchors=("antrag", "anträge", "antragst", "beantrag"),
        patterns=(
            r"(?:richten|stellen|reichen|senden|übermitteln|beantragen"
            r"|erhalten sie) .{0,140}(?:antr[aä]g"
            r"|förderantr|unterlagen|förderung)",
            r"(?:\w*antr[aä]g)\w*.{0,200}(?:richten|gerichtet|stellen|gestellt|reichen|einreichen"
            r"|einzureichen|eingereicht|vorzulegen|beantragen|übermitteln|erfolgt|nutzen)",
            r"antragsverfahren|antragstellung (?:erfolgt|ist)",
            r"(?:beantragen|beantragt) .{0,60}(?:bei|über|beim|werden)|vor beginn .{0,60}beantrag",
        ),
        unless=(r"auszahl|mittelabruf|änderung|prüfung|bauantrag|verlängerung",
                r"auf antrag .{0,60}(?:kann|können|verlänger|zulass)"),
    ),
)  # fmt: skip
"""The text regulates applying without a date or a call."""


def statements(text: FieldText) -> Iterator[Fact]:
    """What a field says about applying, each with its rule; `matcher.facts.decide` chooses."""
    for pattern in (*CLOSED, *PER_CALL, *ROLLING, *UNREAD, *REGULATED, *TWO_STAGE):
        if text.field in ALL or text.field in pattern.fields:
            yield from pattern.facts(text)
