"""start_rule: may the project begin before the award, or only before the application?

Of several statements the stricter counts: `not_before_approval` (nothing may begin before
the grant decision) before `not_before_application` (nothing may begin before the
application, or "Antrag vor Beginn"). Source: VV 1.3 zu § 44 BHO/LHO, "Verbot des
vorzeitigen Maßnahmenbeginns".
"""

from collections.abc import Iterator

from matcher.facts.fact import Fact
from matcher.facts.pattern import ALL, Pattern
from matcher.facts.text import FieldText

_AWARD = (
    r"(?:bewillig\w*|zuwendungsbescheid\w*|bescheid\w*|förderzusage\w*|zusage\w*|genehmig\w*|zustimmung\w*|einwilligung\w*"
    r"|zuwendungsvertrag\w*|förderentscheidung\w*|förderbescheid\w*|mittelzusage\w*|zuwendungserteilung)"
)
_APPLICATION = r"(?:antrag\w*|förderantr\w*|einreichung\w*)"
_PROJECT = (
    r"(?:vorhaben\w*|maßnahmen?\w*|projekt\w*|arbeiten|bauarbeiten|investition\w*|dreh\w*|angebot\w*|durchführung|förderung"
    r"|beschäftigung\w*|kurs\w*|veranstaltung\w*|modernisierung\w*|beratung\w*|verpflichtungszeitraum\w*)"
)
_GRANTED_ON_APPLICATION = (
    r"mit (?:der )?(?:antrag|eingang)\w*.{0,80}(?:genehmigt|erteilt|zugelassen|zulässig)|gilt .{0,60}(?:mit|ab) .{0,30}antrag\w* .{0,40}als (?:genehmigt|erteilt)"
    r"|gilt (?:als|mit|die zustimmung)|ab antragst\w*|ab (?:dem )?(?:datum )?(?:des )?(?:der )?antragseingang"
)

PATTERNS = (
    Pattern(
        "start.not_begun", "start_rule", "not_before_approval", ("begonnen", "anzufangen", "angefangen"),
        rf"(?:nur|solche|neue) .{{0,60}}{_PROJECT}.{{0,120}}noch nicht begonnen|{_PROJECT}.{{0,80}}(?:bewilligt|gefördert|gebilligt|ermöglicht).{{0,80}}noch nicht (?:\w+ ){{0,5}}begonnen"
        rf"|{_AWARD}.{{0,90}}(?:noch )?nicht.{{0,50}}begonnen|(?:noch )?nicht .{{0,30}}vor .{{0,40}}{_AWARD}.{{0,40}}begonnen"
        rf"|(?:noch )?nicht begonnen.{{0,60}}(?:bevor|ehe|vor) .{{0,50}}{_AWARD}|begonnen.{{0,30}}, (?:bevor|ehe) .{{0,60}}{_AWARD}"
        rf"|(?:erst|frühestens).{{0,90}}{_AWARD}.{{0,60}}begonnen|begonnen werden, (?:wenn|sobald|nachdem) .{{0,60}}{_AWARD}"
        rf"|(?:bereits|schon) .{{0,30}}begonnen.{{0,120}}(?:ausgeschlossen|nicht (?:gefördert|förderfähig|zuwendungsfähig|bewilligt))"
        rf"|(?:ausgeschlossen|nicht (?:gefördert|förderfähig|zuwendungsfähig|bewilligt)|keine (?:förderung|zuwendung)).{{0,160}}(?:bereits|schon|vor .{{0,40}}{_AWARD}) .{{0,60}}begonnen"
        rf"|{_PROJECT}.{{0,40}}noch nicht begonnen (?:haben|sein|worden)|(?:haben|dürfen).{{0,80}}noch nicht begonnen|noch nicht begonnen\.?$",
        unless=rf"vor .{{0,40}}{_APPLICATION}\w*.{{0,90}}begonnen|begonnen.{{0,40}}vor .{{0,30}}{_APPLICATION}|(?:bei|zum zeitpunkt|zeitpunkt) (?:der )?antragst\w*.{{0,60}}begonnen|erklär|{_GRANTED_ON_APPLICATION}|unverzüglich|förderperiode|verfahren begonnen|verordnung|weiterhin",
    ),
    Pattern(
        "start.begun_is_excluded", "start_rule", "not_before_approval", ("begonnen",),
        r"(?:nicht (?:gefördert|förderfähig|zuwendungsfähig)|ausgeschlossen|keine (?:förderung|zuwendung)).{0,300}(?:bereits|schon) (?:\w+ ){0,4}begonnen",
        unless=r"vor .{0,30}antrag", whole=True,
    ),
    Pattern(
        "start.granted_on_application", "start_rule", "not_before_application", ("vorzeitig", "maßnahmebeginn", "maßnahmenbeginn", "vorhabenbeginn", "projektbeginn", "beginn"),
        rf"vorzeitig\w* .{{0,200}}(?:{_GRANTED_ON_APPLICATION})|(?:{_GRANTED_ON_APPLICATION}).{{0,120}}(?:vorzeitig|beginn)|(?:mit|nach|ab) (?:dem )?(?:eingang|antragseingang|antragstellung)\w*.{{0,90}}(?:begonnen werden|beginnen)",
        unless=r"verlängerung|ausgenommen",
    ),
    Pattern(
        "start.not_before_award", "start_rule", "not_before_approval",
        ("vor der bewilligung", "vor bewilligung", "vor erteilung", "vor zugang", "vor bekanntgabe", "vor erhalt", "vor erlass", "vor der erteilung", "vor dem zugang", "vor der förderzusage", "vor zustellung", "nach erteilung", "nach erhalt", "nach bewilligung", "nach zugang", "nach erlass", "nach der bewilligung", "nach bekanntgabe", "nach der zusage", "nach zusage"),
        rf"(?:{_PROJECT}|sie|dürfen|darf|beginn).{{0,140}}\bvor .{{0,60}}{_AWARD}.{{0,120}}(?:nicht|unzulässig|ausgeschlossen|förderschädlich)|(?:nicht|kein\w*) .{{0,40}}vor .{{0,40}}{_AWARD}.{{0,80}}(?:beginnen|begonnen|abgeschlossen|vergeben|beauftrag)"
        rf"|(?:darf|dürfen|können|ist) .{{0,60}}erst nach .{{0,50}}{_AWARD}.{{0,80}}(?:beginnen|begonnen|möglich|abgeschlossen|gestartet)|vor .{{0,40}}{_AWARD}.{{0,60}}nicht (?:beginnen|begonnen)|beginn\w* .{{0,60}}erst nach .{{0,40}}{_AWARD}",
        unless=r"auch vor bewilligung|vor bewilligung durch|zulässig, wenn|auszahl|weiterleit",
    ),
    Pattern(
        "start.early_start_on_request", "start_rule", "not_before_approval",
        ("vorzeitig", "refinanzierungsverbot"),
        r"verbot\w* des vorzeitigen|ausnahme\w* .{0,40}vorzeitig|(?:zustimmung|einwilligung|genehmigung|zulassung|antrag|beantrag\w*|zulassen|zustimmen|gewähren|einwilligen|erteilen|genehmigen).{0,90}vorzeitig\w* (?:\w+(?:-|- und )?\s?)?(?:\w*beginn|\w*start)|vorzeitig\w* (?:\w+(?:-|- und )?\s?)?(?:\w*beginn|\w*start)\w*.{0,160}(?:zustimm|einwillig|genehmig|zulass|zugelassen|beantrag|gewähr|erteil|ausnahm|möglich|antrag|bewillig)|refinanzierungsverbot",
        unless=rf"{_GRANTED_ON_APPLICATION}|allgemein (?:zugelassen|genehmigt|erteilt)|generell|ist zulässig|grundsätzlich (?:zugelassen|genehmigt|zulässig)|rückzahlung|tilgung|mit eingang|keine anwendung|eingewilligt|abweichend|weder dem grunde|anspruch auf|entsteht|begründet kein|kann kein|ist noch keine|erfolgt auf eigenes|für anträge, die bis",
    ),
    Pattern(
        "start.not_before_application", "start_rule", "not_before_application", ("begonnen", "beginnen", "vorzeitig", "beginn"),
        rf"(?:vor|bei|zum zeitpunkt|zeitpunkt) (?:(?:der|des|ihrer|einer|stellung|eingang|dem|zugang|einreichung|einreichen|abgabe) ){{0,3}}{_APPLICATION}\w*.{{0,90}}(?:noch )?(?:nicht|kein\w*).{{0,60}}(?:begonnen|beginnen)|(?:nicht|noch nicht|nie) .{{0,40}}vor (?:\w+ ){{0,3}}{_APPLICATION}\w*.{{0,60}}(?:begonnen|beginnen)"
        rf"|noch nicht begonnen.{{0,40}}(?:vor|bei) .{{0,30}}{_APPLICATION}|(?:nicht|noch nicht) begonnen.{{0,60}}, (?:bevor|ehe) .{{0,60}}{_APPLICATION}|{_GRANTED_ON_APPLICATION}.{{0,60}}(?:beginn)?",
        unless=r"monate[n]? vor|jahre[n]? vor|nicht begonnen.{0,30}innerhalb",
    ),
    Pattern(
        "start.application_before_begin", "start_rule", "not_before_application",
        ("vor beginn", "vor projektbeginn", "vor maßnahmebeginn", "vor maßnahmenbeginn", "vor baubeginn", "vor vorhabenbeginn", "vor vorhabensbeginn", "vor dem beginn", "vor drehbeginn", "vor förderbeginn", "vor kursbeginn", "vor arbeitsbeginn"),
        r"(?:antrag|anträge|förderantr\w*|antragstellung|beantragen|interessenbekundung)\b.{0,160}\bvor (?:dem )?(?:\w*beginn)",
        unless=r"(?:woche|wochen|monat|monate|monaten|tag|tage|tagen)\s(?:\w+\s){0,2}?vor (?:dem )?\w*beginn|bewilligungszeitraum|haushaltsjahr|schuljahr|kalenderjahr|genehmigt|genehmigung|zustimmung",
        fields=("deadlines", "description", "procedure", "legal_requirements", "short_description"),
        whole=True,
    ),
)  # fmt: skip


def start_rule(text: FieldText) -> Iterator[Fact]:
    """Statements of a field about when the project may begin."""
    if text.field in ALL:
        for pattern in PATTERNS:
            yield from pattern.facts(text)
