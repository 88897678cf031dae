"""By which words a sentence of an award states which kind of duty; all in lower case."""

import re
from dataclasses import dataclass

from matcher.award.duties.kinds import Kind

_ZU = r"(?:zu [a-zäöüß]{3,}n|[a-zäöüß]{2,}zu[a-zäöüß]{3,}n)"
"""An infinitive with „zu“: „zu führen“, „nachzureichen“."""
OBLIGES = re.compile(
    rf"\b(?:ist|sind|hat|haben|bitten)\b.{{1,400}}?\b{_ZU}\b|\b{_ZU} (?:ist|sind|hat|haben)\b"
    rf"|^{_ZU} (?:ist|sind)\b|\b(?:muss|müssen|soll|sollen|verpflichtet|unverzüglich|bitte)\b"
    r"|\b(?:wird|werden)\b.{1,300}?\b(?:erwartet|erbeten|gebeten)\b"
    r"|\b(?:darf|dürfen)\b.{0,200}\b(?:nur|nicht|kein\w*|erst)\b|\bspätestens\b|\bbinnen\b"
)
"""Somebody has to do something, or may not."""
HOLDS = re.compile(r"\b(?:gilt|gelten|unterlieg\w+|beträgt|findet|finden|endet|bedarf|bedürfen)\b")
ANSWERED = re.compile(r"rechtsbehelf|\bwiderspruch\b|\bklage\b|\bberechtigt\b")
"""What is asked about otherwise, or what others may do."""
WAIVED = re.compile(
    r"\bverzichte(?:t|n)\b|entfällt|entfallen\b"
    r"|nicht (?:erforderlich|notwendig|vorzulegen|einzureichen)"
    r"|(?:kein\w*) \w+ (?:vorzulegen|einzureichen|erforderlich)|bleib(?:t|en) unberührt"
)
"""What need not be done."""
_HANDED_IN = (
    r"(?:nachzureichen|einzureichen|vorzulegen|beizufügen"
    r"|zu übersenden|zu übermitteln|zuzusenden|zuzuleiten"
    r"|zu zeigen|vorzuzeigen"
    r"|zurückzusenden|zurückzugeben|zu überlassen|beizubringen|zu übergeben|nachgereicht\b"
    r"|(?:eingereicht|vorgelegt|übersandt|zurückgesandt) (?:sein|werden))"
)
_TOLD = r"(?:anzuzeigen|mitzuteilen|zu melden|zu unterrichten|zu informieren|bekannt ?zu ?geben)"
_REVOKED = r"widerruf|rücknahme|zurück(?:gefordert|zu)|ausgeschlossen|einnahmen|erstatt"
_WORK = r"(?:vorhaben|maßnahme|projekt|arbeiten|bau|umbau|neubau|sanierung)\w*"
_DONE = (
    r"(?:abzuschließen|durchzuführen"
    r"|fertig ?zu ?stellen|zu beenden|zu vollenden|in betrieb zu nehmen"
    r"|(?:abgeschlossen|fertiggestellt|beendet|in betrieb genommen) (?:sein|werden|ist))"
)


_PAPERS = r"(?:beleg|rechnung|quittung|unterlage|dokument|akte|kontoausz[uü]g)\w*"
_NOT_AFTER_IT = "".join(
    rf"(?<!nach {article}{what} des )"
    for what in ("vorlage", "abgabe", "einreichung", "prüfung", "anerkennung")
    for article in ("", "der ")
)
"""What comes after the proof of use does not ask for it."""
_KEPT = (
    r"aufzuheben|aufgehoben (?:werden|bleiben)|aufheben"
    r"|zu verwahren|verwahrt (?:werden|bleiben)|zu archivieren|archiviert werden"
    r"|vorzuhalten|vorgehalten werden|(?:verfügbar|greifbar) (?:zu halten|gehalten werden)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """Words with `cue` and without `unless` state a duty of this kind; `needs` more: "time" a day,
    a period or a recurrence, "told" that somebody is to be told."""

    kind: Kind
    cue: re.Pattern[str]
    unless: re.Pattern[str]
    needs: str = ""


def _rule(kind: Kind, cue: str, unless: str = r"(?!)", needs: str = "") -> Rule:
    return Rule(kind, re.compile(cue), unless=re.compile(unless), needs=needs)


RULES = (
    _rule(
        "receipts",
        r"(?:beleg|unterlagen|bücher)\w* .{0,80}bereit ?zu ?halten"
        r"|aufbewahr\w*|aufzubewahren|\bbewahr\w+ .{0,80}\bauf\b"
        r"|(?:sind|bleiben) .{0,60}vorzuhalten.{0,20}prüf",
    ),
    _rule(
        "receipts",
        rf"{_PAPERS}\b.{{0,160}}(?:{_KEPT}|\bheb\w+\b.{{0,80}}\bauf\b)"
        rf"|\bheb\w+\b .{{0,60}}{_PAPERS}\b.{{0,60}}\bauf\b"
        rf"|(?:{_KEPT}) (?:sind|bleiben|haben)\b.{{0,60}}{_PAPERS}",
        r"bescheid\w*\b.{0,80}aufgehoben|(?:können|dürfen) .{0,120}(?:archiviert|verwahrt)",
    ),
    _rule("submit", r"empfangsbek\w+|empfangsbestätigung"),
    _rule("interim", r"zwischen(?:verwendungs)?nachweis"),
    _rule(
        "report",
        r"(?:zwischen|sach(?:stands)?|jahres|quartals|fortschritts|tätigkeits|abschluss|erfahrungs)"
        r"bericht|\bbericht\w* .{0,60}(?:zu erstatten|vorzulegen|einzureichen|zu übersenden)"
        r"|\bzu berichten\b|\bberichtet\b|\bberichten sie\b",
        r"nachweis",
        "time",
    ),
    _rule(
        "proof",
        rf"{_NOT_AFTER_IT}verwendungsnachweis|verwendungsbestätigung"
        r"|nachweis (?:der|über die) verwendung|schlussnachweis",
        r"zwischen|prüfung des verwendungsnachweis|aufbewahr|aufzubewahren",
    ),
    _rule(
        "spend",
        r"(?:ausgezahlt|abgerufen|angefordert)\w*.{0,160}(?:verwende|verbrauch|verausgab)"
        r"|(?:verwende|verbrauch|verausgab).{0,100}nach (?:der )?(?:auszahlung|abruf)"
        r"|fällige\w* zahlungen|alsbald",
    ),
    _rule(
        "drawdown",
        r"mittel(?:abruf|anforderung)|auszahlungsantr|(?:auszahlungs|zahlungs)(?:anforderung|abruf)"
        r"|abruf der (?:mittel|zuwendung)"
        r"|(?:mittel|zuwendung|auszahlung)\w* .{0,60}(?:abzurufen|anzufordern|zu beantragen"
        r"|(?:abgerufen|angefordert|beantragt) (?:werden|sein))",
    ),
    _rule(
        "begin_notice",
        r"beginn\w* .{0,80}(?:anzuzeigen|mitzuteilen|anzeige)|(?:baubeginn|beginn)sanzeige",
    ),
    _rule(
        "contract",
        r"(?:auftr[aä]g|leistung|zuschlag)\w* .{0,100}(?:zu vergeben|zu erteilen"
        r"|(?:vergeben|erteilt) (?:sein|werden))|auftragsvergabe .{0,60}(?:zu erfolgen|erfolgen)",
        r"\d angebot|schriftlich",
        "time",
    ),
    _rule(
        "begin",
        r"\b(?:begonnen|zu beginnen|in angriff)\b"
        r"|\bbeginn\w* .{0,60}(?:bis|innerhalb|binnen|spätest)",
        r"vorzeitig|anzuzeigen|mitzuteilen|anzeige|vor (?:bekanntgabe|bewilligung|erteilung)"
        r"|nicht vor\b|frühestens|\berst (?:nach|ab|wenn|begonnen)"
        r"|antr[aä]g|(?:zuwendungs|förder)fähig|\bvor (?:\w+ )?beginn|\bbeginnt am\b",
        "time",
    ),
    _rule(
        "extension",
        r"verlängerung\w* .{0,40}(?:bewilligungs|durchführungs|zeitraum)"
        r"|(?:bewilligungs|durchführungs)zeitraum\w* .{0,60}verläng"
        r"|verlängerung\w* .{0,100}(?:zu beantragen|zu stellen)|verlängerungsantr",
    ),
    _rule(
        "notice_costs",
        r"(?:ausgaben|kosten)\w*\b.{0,90}(?:ermäßig|verringer|minder|sinken|unterschr|reduzier)"
        r"|(?:ermäßig|verringer|minder|sinken|reduzier)\w*\b.{0,90}(?:ausgaben|kosten)",
        needs="told",
    ),
    _rule(
        "notice_money",
        r"(?:weitere|zusätzliche|neue) (?:zuwendungen|deckungsmittel|mittel|förder\w+)",
        needs="told",
    ),
    _rule(
        "notice_objects",
        r"(?:gegenstände|objekte?|gebäude|anlagen?)\w* .{0,120}(?:nicht mehr|anderweitig|veräußer)",
        needs="told",
    ),
    _rule(
        "notice_purpose",
        r"(?:verwendungs|zuwendungs)zweck\w* .{0,80}(?:änder|ander|wegf|nicht)",
        needs="told",
    ),
    _rule(
        "publicity",
        r"auf die (?:förderung|zuwendung) .{0,120}hin(?:zu)?w(?:eis|ies)"
        r"|hinweis auf die (?:förderung|zuwendung)|pressemitteilung\w* .{0,60}hinweis auf"
        r"|\blogos?\b|wort-?bild-?marke|publizitäts"
        r"|(?:bau|hinweis|förder)schild|(?:erläuterungs|hinweis|förder|informations|erinnerungs)"
        r"tafel|(?:förder|hinweis)plakette"
        r"|förderung .{0,80}(?:zu erwähnen|zu nennen|kenntlich zu machen)",
    ),
    _rule(
        "inspection",
        r"prüfung\w* .{0,80}(?:zu veranlassen|zu beauftragen|herbeizuführen|durchführen zu lassen)"
        r"|(?:prüfen|begutachten|untersuchen) zu lassen",
        r"berechtigt|empfehlen|antragst|skizze",
    ),
    _rule("notice_other", _TOLD),
    _rule(
        "complete",
        rf"{_WORK} .{{0,160}}{_DONE}"
        r"|(?:inbetriebnahme|fertigstellung|abschluss)\w* .{0,80}(?:zu erfolgen|erfolgen|erfolgt)",
        r"vertr[aä]g|vereinbarung|versicherung|sobald|nachdem|\bwenn\b",
        "time",
    ),
    _rule(
        "submit",
        _HANDED_IN,
        r"antr[aä]g|skizze|\b(?:kann|können)\b|rechnungshof|auf (?:verlangen|anforderung)",
    ),
    _rule(
        "submit",
        r"nachweis\w* .{0,80}zu erbringen|nachzuweisen|nachgewiesen (?:wird|werden|sein)",
        r"antr[aä]g|skizze|\b(?:kann|können)\b",
        "time",
    ),
    _rule(
        "procurement",
        r"vergabe\w*|\bvob\b|\buvgo\b|\bvgv\b|\bangebote\b .{0,60}einzuholen"
        r"|(?:zwei|drei|[23]|mehrere) (?:\w+ )?(?:vergleichs)?angebote"
        r"|auftr[aä]g\w* .{0,160}zu vergeben",
        r"vergabe der (?:mittel|zuw)",
    ),
    _rule("binding", r"zweckbindung\w*|bindungsfrist", _REVOKED),
    _rule(
        "binding",
        r"zweckentsprechend|zweckgebunden"
        r"|(?:für den|dem|zum) (?:zuwendungs|verwendungs|förder)zweck.{0,80}"
        r"(?:verwende|nutz|vorzuhalten|zu betreiben)|\bnicht .{0,40}veräußer"
        r"|\bjahren?\b.{0,80}(?:zu nutzen|genutzt|zu betreiben|betrieben|vorzuhalten)",
        rf"\bmittel\b|zuwendung(?:en)? (?:ist|sind|darf)|{_REVOKED}",
        "time",
    ),
)
"""In this order; words state one kind, the first that holds."""
TELLS = re.compile(
    r"anzuzeigen|mitzuteilen|anzeige|anzeigen|mitteil|unterrichte|zu melden|zu informieren"
    r"|unverzüglich"
)
