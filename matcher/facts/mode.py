"""How one applies: closed, at fixed or yearly dates, per call, at any time; in one stage or two.

The mode follows from the deadlines and from what the text says about applying, in the order
closed, recurring, fixed, per_call, rolling, unspecified.
"""

from collections.abc import Iterator

from matcher.facts.fact import Fact
from matcher.facts.pattern import ALL, PROSE, Pattern
from matcher.facts.text import FieldText

_APPLY = r"(?:antr[aä]g\w*|antragstellung\w*|skizzen?\w*|projektskizzen?|bewerbung\w*|interessenbekundung\w*|einreichung\w*|förderantr\w*|projektvorschläge)"

CLOSED = (
    Pattern("mode.no_more_applications", "application_mode", "closed",
            ("nicht mehr möglich", "nicht möglich", "keine anträge", "keine neuen", "nicht mehr gestellt", "nicht gestellt", "ausgeschöpft", "antragsstopp", "derzeit nicht", "zurzeit nicht", "ausgelaufen", "eingestellt", "geschlossen", "keine förderung mehr", "nicht mehr eingereicht", "nicht mehr beantragt", "nicht mehr angenommen", "keine weiteren", "beendet", "abgelaufen", "gestoppt", "ausgesetzt"),
            rf"{_APPLY}.{{0,90}}(?:nicht mehr|derzeit nicht|zurzeit nicht|aktuell nicht|momentan nicht|bis auf weiteres nicht|nicht möglich|gestoppt|ausgesetzt|\bgeschlossen|beendet)|(?:keine|nicht mehr).{{0,40}}{_APPLY}.{{0,40}}(?:mehr|gestellt|angenommen|möglich|eingereicht)|(?:antragsfrist|einreichungsfrist|bewerbungsfrist|frist|aufruf|programm|förderung|förderrunde|fördermittel|mittel)\w* .{{0,60}}(?:ist|sind|wurde|wurden) .{{0,40}}(?:abgelaufen|ausgelaufen|ausgeschöpft|beendet|\bgeschlossen|eingestellt|verstrichen)|antragsstopp|keine (?:neuen|weiteren) (?:förder)?(?:anträge|bewilligungen|projekte)",
            unless=r"nach diesem (?:zeitpunkt|termin)|nachträglich|per e-mail|außerhalb der|wenn|sofern|soweit|sobald|bis die|solange|gesamtfinanzierung|rechtsanspruch|ergänzungs|rückwirkend|für bereits|auch nach|mehrfach|kann .{0,60}(?:ausgesetzt|geschlossen|eingestellt)|können .{0,40}(?:beendet|eingestellt)|verfahren .{0,30}eingestellt|abschließend|parallel|in papier|kombination|neben |gleichzeitig|doppel|übertrag|eigenständige|abseits|jahresende|falls|per fax|stellvertret|änderung|für (?:dasselbe|dieselbe|ein vorhaben)|in anspruch",
            fields=(*PROSE, "status_note")),
    Pattern("mode.past", "application_mode", "closed",
            ("konnten", "konnte", "endete", "endeten", "mussten", "musste", "waren bis", "war bis", "lief bis", "lief am", "ist abgelaufen", "war der", "wurde verlängert"),
            rf"(?:{_APPLY}|frist\w*|runde\w*|stichtag\w*).{{0,160}}(?:konnten|konnte|mussten|musste|waren|war) .{{0,200}}(?:eingereicht|gestellt|vorgelegt|abgeschlossen|einzureichen|vorzulegen|einreichen|bewerben|eingehen|vorliegen)|(?:konnten|konnte|mussten|musste) .{{0,200}}{_APPLY}.{{0,200}}(?:eingereicht|gestellt|vorgelegt|einreichen|werden)|(?:frist|runde|antragsphase|einreichungsphase|bewerbungsphase|aufruf)\w* .{{0,80}}(?:endete|endeten|lief)",
            unless=r"verfügung (?:stand|standen)|beantragt wurde|begonnen|nicht fristgerecht|für die .{0,60}gestellt"),
)  # fmt: skip
"""The text says that one cannot apply (any more), or puts applying into the past."""

PER_CALL = (
    Pattern("mode.call", "application_mode", "per_call",
            ("aufruf", "ausschreibung", "call", "aufforderung", "bekanntmachung", "wettbewerb", "antragstermin", "antragsfrist", "fristen", "termine", "stichtag", "bekannt gegeben", "bekanntgegeben", "auswahlrunde", "förderrunde", "antragszeitr"),
            r"(?:antr[aä]g\w*|bewerb\w*|projekt\w*|skizze\w*|antragstellung\w*|förder\w*|einreich\w*|interessenbekundung\w*|auswahl\w*|vorschl[aä]g\w*|anträge|veröffentlich\w*|im rahmen|auf grundlage|nach|jeweilige\w?|jährliche\w?|gesonderte\w?|aktuelle\w?|öffentliche\w?|regelmäßig\w?|themenspezifische\w?) .{0,120}(?:\w*aufruf(?:e|s|en|verfahren)?\b|ausschreibung(?:en|srunden|sverfahren)?\b|\bcalls?\b|aufforderung(?:en)? zur (?:einreichung|abgabe)|interessentenaufruf\w*|wettbewerbsaufruf\w*|wettbewerbsverfahren|projektaufruf\w*)"
            r"|(?:\w*aufruf(?:e|s|en)?|ausschreibung(?:en)?|calls?|aufforderungen? zur)\b.{0,160}(?:veröffentlich|antr[aä]g|bewerb|einreich|skizze|frist|termin|bekannt|festgelegt|beteilig|ermittelt|stattfind|finden statt)"
            r"|(?:antragsfrist\w*|antragstermin\w*|fristen|termine|stichtage?|einreichungsfrist\w*|antragszeitr\w+|bewerbungsfrist\w*) .{0,160}(?:veröffentlicht|bekannt\s?gegeben|bekanntgemacht|bekannt gemacht|festgelegt|finden sie|informier|im internet|entnehmen|mitgeteilt)|es gelten die antragsfristen",
            unless=r"auftrag|vergabe|vob|uvgo|stellenausschreibung|öffentlich(?:en|e)? ausschreib|beschränkt\w* ausschreib|bieter|im bundesanzeiger veröffentlicht|ausschreibung der (?:stelle|leistung)|architekt|freihändig|planungswettbewerb|unterschwellen|personal|tag der veröffentlichung|angebote|preiswettbewerb|wettbewerbsf|wettbewerbsverzerr|veröffentlichung (?:dieser|der) (?:förder)?(?:richtlinie|bekanntmachung)",
            fields=PROSE),
)  # fmt: skip
"""One applies when there is a call."""

ROLLING = (
    Pattern("mode.any_time", "application_mode", "rolling",
            ("jederzeit", "laufend", "ganzjährig", "fortlaufend", "keine frist", "ohne frist", "keine antragsfrist", "unbefristet", "an keine frist", "nicht an fristen", "ohne festen antragstermin", "fristungebunden", "kontinuierlich", "ganzjährige"),
            rf"{_APPLY}.{{0,120}}(?:jederzeit|ganzjährig|(?<!des )(?<!im )\blaufend\b|fortlaufend|kontinuierlich|nicht an .{{0,20}}frist|unbefristet|ohne (?:feste\w? )?(?:frist|antragstermin))|(?:jederzeit|ganzjährig|\blaufend\b|fortlaufend|kontinuierlich) .{{0,80}}(?:{_APPLY}|beantrag|gestellt|eingereicht|möglich)|keine (?:antrags|einreichungs)?fristen?|außerhalb .{{0,40}}keine befristung",
            unless=r"widerruf|laufenden jahres|unterrichten|zugänglich|prüfen|geprüft|kündig"),
)  # fmt: skip
"""The text says outright that one can apply at any time."""

REGULATED = (
    Pattern("mode.where_to_apply", "application_mode", "rolling",
            ("antrag", "anträge", "antragst", "beantrag"),
            r"(?:richten|stellen|reichen|senden|übermitteln|beantragen|erhalten sie) .{0,140}(?:antr[aä]g|förderantr|unterlagen|förderung)|(?:antr[aä]g\w*|förderantr\w*|darlehensantr\w*|kreditantr\w*).{0,200}(?:richten|gerichtet|zu richten|stellen|gestellt|zu stellen|reichen|einzureichen|eingereicht|einreichen|vorzulegen|beantragen|einzureichen|übermitteln|zu beantragen|erfolgt|nutzen)|antragsverfahren|(?:beantragen|beantragt) .{0,60}(?:bei|über|beim|werden)|antragstellung (?:erfolgt|ist)|vor beginn .{0,60}beantrag",
            unless=r"auszahl|mittelabruf|auf antrag .{0,60}(?:kann|können|verlänger|zulass)|änderung|prüfung|bauantrag|verlängerung",),
)  # fmt: skip
"""The text regulates applying without a date or a call."""

TWO_STAGE = (
    Pattern("stage.sketch", "two_stage", True,
            ("skizze", "interessenbekundung", "interessensbekundung", "ideenskizze", "voranmeld", "bekundung", "vorantrag", "anmeldung des vorhabens", "vorhabenvorschl", "projektvorschl", "kurzantrag", "förderanfrage"),
            r"(?:projekt|ideen|vorhaben|kurz|konzept|wettbewerbs|förder)?skizzen?\b.{0,200}(?:einreich|einzureich|eingereich|vorleg|vorzuleg|vorgelegt|reichen|stellen|übermitt|senden|richten|aufgeford|auswahl|ausgew|bewert|begutacht|konnten|prüf)|(?:reichen|stellen|senden|richten|legen|einreichung|vorlage|auswahl) .{0,160}(?:projekt|ideen|vorhaben|kurz|konzept)?skizzen?\b|interesse[n]?s?bekundung\w*.{0,160}(?:einreich|eingereich|reichen|einzureich|verfahren|aufruf|richten|stufe|abgeb|stellen|abgegeben)|(?:reichen|richten|stellen) .{0,100}interesse[n]?s?bekundung|interessenbekundungsverfahren|voranmeldung .{0,80}(?:erforderlich|einreich|stellen|bis)",
            unless=r"sollte auf der grundlage|markterkundung|lageplan|grundriss|bauskizze|kann .{0,40}voranfrage|handskizze|kartenskizze"),
    Pattern("stage.first", "two_stage", True,
            ("1. stufe", "ersten stufe", "erste stufe", "ersten verfahrensstufe", "1. verfahrensstufe", "ersten schritt", "1. schritt"),
            r"(?:1\.|ersten?) (?:verfahrens|antrags)?(?:stufe|schritt).{0,160}(?:skizze|interessenbekundung|meld|anmeld|bekund|konzept|vorschlag|bewerb|idee)"),
)  # fmt: skip
"""A sketch, an expression of interest or a registration comes before the application."""


def statements(text: FieldText) -> Iterator[Fact]:
    """What a field says about applying, each with its rule; `matcher.facts.decide` chooses."""
    if text.field not in ALL and text.field != "status_note":
        return
    for pattern in (*CLOSED, *PER_CALL, *ROLLING, *REGULATED, *TWO_STAGE):
        yield from pattern.facts(text)
