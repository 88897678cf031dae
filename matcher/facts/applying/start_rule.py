"""start_rule: may the project begin before the award, or only before the application?

Of several statements the stricter counts: `not_before_approval` (nothing may begin before
the grant decision) before `not_before_application` (nothing may begin before the
application, or "Antrag vor Beginn"). Source: VV 1.3 zu § 44 BHO/LHO, "Verbot des
vorzeitigen Maßnahmenbeginns".
"""

from collections.abc import Iterator

from db.records import Fact
from matcher.facts.pattern import ALL, PROSE, Pattern
from matcher.facts.text.clauses import FieldText

_AWARD = (
    r"(?:bewillig(?!ungsbeh|ungsst)\w*|zuwendungsbescheid\w*|bescheid\w*|förderzusage\w*"
    r"|\w*zusage\w*|genehmig\w*"
    r"|zustimmung\w*|einwilligung\w*|zuwendungsvertrag\w*|förderentscheidung\w*"
    r"|zuwendungserteilung)"
)
_APPLICATION = r"(?:antrag\w*|antragst\w*|förderantr\w*|einreichung\w*)"
_PROJECT = (
    r"(?:vorhaben\w*|maßnahmen?\w*|projekt\w*|arbeiten|bauarbeiten|investition\w*|dreh\w*"
    r"|angebot\w*"
    r"|durchführung|förderung|beschäftigung\w*|kurs\w*|veranstaltung\w*|modernisierung\w*"
    r"|beratung\w*)"
)
_NOT_FUNDED = (
    r"(?:ausgeschlossen|keine (?:zuwendung|förderung)"
    r"|nicht (?:gefördert|förderfähig|zuwendungsfähig|bewilligt|gewährt))"
)
_WITH_APPLICATION = (
    r"(?:mit|bei|ab|nach) (?:der |dem |einer )?(?:datum )?(?:des )?(?:der )?"
    r"(?:eingang|\w*antragseingang|antragstellung|antragsstellung)"
)

BEFORE_APPROVAL = (
    Pattern(
        "start.not_begun", "start_rule", value="not_before_approval", anchors=("begonnen",),
        patterns=(
            rf"(?:nur|solche|neue) .{{0,60}}{_PROJECT}.{{0,120}}noch nicht begonnen",
            rf"{_PROJECT}.{{0,80}}(?:bewilligt|gefördert|gebilligt|ermöglicht).{{0,80}}noch nicht"
            r" (?:\w+ ){0,5}begonnen",
            rf"{_AWARD}.{{0,90}}(?:noch )?nicht.{{0,50}}begonnen",
            rf"(?:noch )?nicht .{{0,30}}vor .{{0,40}}{_AWARD}.{{0,40}}begonnen",
            rf"(?:noch )?nicht begonnen.{{0,60}}(?:bevor|ehe|vor) .{{0,50}}{_AWARD}",
            rf"begonnen.{{0,30}}, (?:bevor|ehe) .{{0,60}}{_AWARD}",
            rf"(?:erst|frühestens).{{0,90}}{_AWARD}.{{0,60}}begonnen",
            rf"(?:darf|dürfen) (?:erst )?nach (?:\w+ ){{0,3}}?{_AWARD}.{{0,240}}begonnen werden",
            rf"begonnen werden, (?:wenn|sobald|nachdem) .{{0,60}}{_AWARD}",
            rf"{_PROJECT}.{{0,40}}noch nicht begonnen (?:haben|sein|worden)",
            r"(?:haben|dürfen).{0,80}noch nicht begonnen",
            r"noch nicht begonnen\.?$",
        ),
        unless=(
            rf"vor .{{0,40}}{_APPLICATION}.{{0,90}}begonnen",
            rf"begonnen.{{0,40}}vor .{{0,30}}{_APPLICATION}",
            rf"(?:bei|zum zeitpunkt|zeitpunkt) (?:der )?{_APPLICATION}.{{0,60}}begonnen",
            rf"{_WITH_APPLICATION}.{{0,80}}(?:genehmigt|erteilt|zugelassen|zulässig|als|begonnen)",
            r"erklär|versicher|unwirksam|erlischt|unverzüglich|förderperiode|verfahren begonnen"
            r"|verordnung|weiterhin",
        ),
    ),
    Pattern(
        "start.vv_1_3", "start_rule", value="not_before_approval", anchors=("begonnen",),
        patterns=(r"(?:nr\.|nummer) 1\.3 .{0,90}nicht begonnen",),
    ),
    Pattern(
        "start.begun_is_excluded", "start_rule", value="not_before_approval", anchors=("begonnen",),
        patterns=(
            rf"{_NOT_FUNDED}.{{0,300}}(?:bereits|schon) (?:\w+ ){{0,4}}begonnen",
            rf"(?:bereits|schon) .{{0,30}}begonnen.{{0,120}}{_NOT_FUNDED}",
        ),
        unless=(r"vor .{0,30}antrag",),
        whole=True,
    ),
    Pattern(
        "start.begun_before_award", "start_rule", value="not_before_approval",
        anchors=("begonnen",),
        patterns=(rf"{_NOT_FUNDED}.{{0,160}}vor .{{0,40}}{_AWARD} .{{0,60}}begonnen",),
        unless=(r"vor .{0,30}antrag",),
        whole=True,
    ),
    Pattern(
        "start.not_before_award", "start_rule", value="not_before_approval",
        anchors=("vor der bewilligung", "vor bewilligung", "vor erteilung", "vor zugang",
         "vor bekanntgabe",
         "vor erhalt", "vor erlass", "vor der erteilung", "vor dem zugang", "vor der förderzusage",
         "vor zustellung", "nach erteilung", "nach erhalt", "nach bewilligung", "nach zugang",
         "nach erlass", "nach der bewilligung", "nach bekanntgabe", "nach zusage", "zusage",
         "vorliegen"),
        patterns=(
            rf"{_PROJECT}.{{0,140}}\bvor .{{0,60}}{_AWARD}.{{0,120}}(?:nicht|unzulässig"
            rf"|förderschädlich)"
            r" .{0,40}(?:beg\w+|abgeschlossen|vergeben|beauftragt|gestartet)",
            rf"(?:nicht|kein\w*) .{{0,40}}vor .{{0,40}}{_AWARD}.{{0,80}}"
            r"(?:beginnen|begonnen|abgeschlossen|vergeben|beauftrag)",
            rf"(?:darf|dürfen|können|ist) .{{0,90}}erst nach .{{0,50}}{_AWARD}.{{0,80}}"
            r"(?:beginnen|begonnen|möglich|abgeschlossen|gestartet)",
            rf"vor .{{0,40}}{_AWARD}.{{0,60}}nicht (?:beginnen|begonnen)",
            rf"beginn\w* .{{0,60}}erst nach .{{0,40}}{_AWARD}",
            rf"{_AWARD}.{{0,90}}(?:müssen|muss) .{{0,40}}vor (?:dem )?beginn .{{0,60}}vorliegen",
        ),
        unless=(r"auch vor bewilligung|vor bewilligung durch|zulässig, wenn|auszahl|weiterleit",
                r"herstellung des einvernehmens"),
    ),
    Pattern(
        "start.early_start_on_request", "start_rule", value="not_before_approval",
        anchors=("vorzeitig", "refinanzierungsverbot"),
        patterns=(
            r"verbot\w* des vorzeitigen|refinanzierungsverbot",
            r"ausnahme\w* .{0,40}vorzeitig",
            r"(?:zustimm\w*|einwillig\w*|genehmig\w*|zulassung|zulassen|antrag|beantrag\w*|gewähren"
            r"|erteilen).{0,90}vorzeitig\w* (?:\w+(?:-|- und )?\s?)?\w*(?:beginn|start)",
            r"vorzeitig\w* (?:\w+(?:-|- und )?\s?)?\w*(?:beginn|start)\w*.{0,160}(?:zustimm"
            r"|einwillig"
            r"|genehmig|zulass|zugelassen|beantrag|gewähr|erteil|ausnahm|möglich|antrag|bewillig)",
        ),
        unless=(
            rf"{_WITH_APPLICATION}",
            r"(?:allgemein|generell|grundsätzlich) .{0,20}(?:zugelassen|genehmigt|erteilt"
            r"|zulässig)",
            r"(?:wird|ist|gilt als) genehmigt|ist zulässig|eingewilligt|keine anwendung",
            r"gilt als erteilt\.?$|gilt als erteilt, (?:so(?:weit|fern)|wenn) .{0,40}(?:antrag"
            r"|scheck)",
            r"rückzahlung|tilgung|anbest|verbindlich|auf eigenes|für anträge, die bis",
            r"frist beginnt",
            r"weder dem grunde|anspruch auf|entsteht|begründet kein|kann kein|noch keine",
        ),
    ),
)  # fmt: skip
BEFORE_APPLICATION = (
    Pattern(
        "start.granted_on_application", "start_rule", value="not_before_application",
        anchors=("vorzeitig", "beginn", "begonnen"),
        patterns=(
            rf"vorzeitig\w* .{{0,200}}{_WITH_APPLICATION}",
            rf"(?:vorhaben|maßnahmen?|projekt)s?beginn.{{0,200}}{_WITH_APPLICATION}.{{0,100}}"
            r"(?:zugelassen|zulässig|genehmigt|erteilt)",
            rf"{_WITH_APPLICATION}.{{0,120}}(?:vorzeitig|begonnen werden|beginnen)",
            r"vorzeitig\w* beginn .{0,200}eingewilligt.{0,300}antrag",
            rf"\b(?:darf|dürfen) .{{0,160}}begonnen werden, sobald .{{0,20}}{_APPLICATION}",
        ),
        unless=(r"verlängerung|ausgenommen|nicht",),
    ),
    Pattern(
        "start.not_before_application", "start_rule", value="not_before_application",
        anchors=("begonnen", "beginnen", "beginn de"),
        patterns=(
            r"(?:vor|bei|zum zeitpunkt|zeitpunkt) (?:(?:der|des|ihrer|einer|stellung|eingang|dem"
            rf"|zugang|einreichung|einreichen|abgabe) ){{0,3}}{_APPLICATION}.{{0,90}}"
            r"(?:noch )?(?:nicht|kein\w*).{0,60}(?:begonnen|beginnen)",
            rf"(?:nicht|noch nicht) .{{0,40}}vor (?:\w+ ){{0,3}}{_APPLICATION}.{{0,60}}"
            r"(?:begonnen|beginnen)",
            rf"noch nicht begonnen.{{0,40}}(?:vor|bei) .{{0,30}}{_APPLICATION}",
            rf"nicht begonnen.{{0,60}}, (?:bevor|ehe) .{{0,60}}{_APPLICATION}",
            r"(?:erklär\w*|versicher\w*).{0,90}noch nicht begonnen",
            rf"\bvor (?:dem )?beginn der arbeiten .{{0,140}}{_APPLICATION} .{{0,90}}gestellt",
            r"\bvor (?:dem )?beginn (?:des|der) .{0,60}anträge .{0,140}einzureichen",
            r"\bvor (?:dem )?beginn (?:des|der) .{0,80}\bantrag\b.{0,80}gestellt haben",
            r"\bvor (?:dem )?beginn (?:des|der) .{0,80}(?:maßnahme|vorhaben|projekt)\w*\W.{0,200}"
            r"zu beantragen",
        ),
        unless=(r"monate[n]? vor|jahre[n]? vor|nicht begonnen.{0,30}innerhalb",),
    ),
    Pattern(
        "start.begun_is_excluded", "start_rule", value="not_before_application",
        anchors=("begonnen",),
        patterns=(rf"{_NOT_FUNDED}.{{0,200}}\bvor .{{0,60}}antrag\w* .{{0,40}}begonnen",),
        unless=(_AWARD,),
        whole=True,
    ),
    Pattern(
        "start.application_before_begin", "start_rule", value="not_before_application",
        anchors=("beginn",),
        patterns=(
            r"(?:antrag|anträge|\w*antr\w+|antragstellung|beantragen"
            r"|interessenbekundung)\b.{0,160}\bvor"
            r" (?:dem )?(?:geplanten )?\w*beginn",
        ),
        unless=(
            r"(?:woche|monat|tag)(?:e|en|n)?\s(?:\w+\s){0,2}?vor (?:dem )?(?:\w+ )?\w*beginn",
            r"bewilligungszeitraum|haushaltsjahr|schuljahr|kalenderjahr|genehmigt|genehmigung"
            r"|zustimmung",
        ),
        fields=PROSE,
        whole=True,
    ),
    Pattern(
        "start.application_before_begin", "start_rule", value="not_before_application",
        anchors=("beginn",),
        patterns=(
            r"(?:der|die) antr[aä]ge? .{0,80}\b(?:rechtzeitig )?vor (?:dem )?(?:\w*(?:maßnahme"
            r"|vorhaben"
            r"|projekt)\w*beginn|beginn (?:des|der|ihre[sr]) \w+).{0,140}"
            r"(?:vorzulegen|einzureichen|zu stellen|zu richten|gestellt)",
        ),
        unless=(r"woche|monat|auszahl",),
        fields=("legal_basis",),
    ),
    Pattern(
        "start.application_before_contract", "start_rule", value="not_before_application",
        anchors=("vor abschluss", "arbeitsaufnahme", "vor aufnahme", "vertragsabschluss",
         "vor vertragsschluss"),
        patterns=(
            r"(?:antrag|anträge|beantragen|antragstellung)\b.{0,160}\bvor (?:dem"
            r" )?(?:abschluss (?:des|ihres|eines|der) \w*vertr\w+"
            r"|(?:der )?(?:arbeits|tätigkeits)\w*aufnahme|aufnahme (?:der|einer|ihrer) \w+"
            r"|\w*vertrags(?:ab)?schluss)",
            r"\bvor (?:dem )?(?:abschluss (?:des|ihres|eines|der) \w*vertr\w+|aufnahme (?:der"
            r"|einer|ihrer) \w+|\w*vertrags(?:ab)?schluss)"
            r".{0,120}(?:zu beantragen|zu stellen|einzureichen|beantragt)",
        ),
        unless=(r"weiterleit|letztempf|auszahl",),
    ),
    Pattern(
        "start.application_weeks_before", "start_rule", value="not_before_application",
        anchors=("beginn",),
        patterns=(
            r"(?:ihren|der|sie) (?:\w+ )?antrag .{0,160}\bvor (?:dem )?(?:geplanten )?"
            r"(?:\w+- oder )?\w*beginn",
        ),
        unless=(r"bewilligungszeitraum|haushaltsjahr|schuljahr|kalenderjahr|kleinprojekt"
                r"|für projekte",),
        fields=PROSE,
    ),
)  # fmt: skip


def start_rule(text: FieldText) -> Iterator[Fact]:
    """Statements of a field about when the project may begin."""
    if text.field in ALL:
        for pattern in (*BEFORE_APPROVAL, *BEFORE_APPLICATION):
            yield from pattern.facts(text)
