"""What comes before the application: a sketch, a draft, a registration, a check beforehand."""

from matcher.facts.pattern import Pattern

TWO_STAGE = (
    Pattern(
        "stage.sketch", "two_stage", value=True,
        anchors=("skizze", "interessenbekundung", "interessensbekundung", "voranmeld", "vorantrag",
         "vorhabenvorschl", "projektvorschl", "kurzantrag", "förderanfrage"),
        patterns=(
            r"skizzen?\b.{0,200}(?:einreich|einzureich|eingereich|vorleg|vorzuleg|vorgelegt|reichen"
            r"|stellen|übermitt|senden|richten|aufgeford|auswahl|ausgew|bewert|begutacht|konnten"
            r"|prüf)",
            r"(?:reichen|stellen|senden|richten|legen|einreichung|vorlage"
            r"|auswahl) .{0,160}skizzen?\b",
            r"interesse[n]?s?bekundung\w*.{0,160}(?:einreich|eingereich|reichen|einzureich"
            r"|verfahren"
            r"|richten|stufe|abgeb|stellen|abgegeben)",
            r"(?:reichen|richten|stellen) .{0,100}interesse[n]?s?bekundung"
            r"|interessenbekundungsverfahren",
            r"\breichen .{0,80}(?:projekt|vorhaben)vorschl[aä]g"
            r"|(?:projekt|vorhaben)vorschl[aä]g\w* .{0,60}(?:einzureichen|eingereicht|vorzulegen)",
            r"voranmeldung .{0,80}(?:erforderlich|einreich|stellen|bis)",
        ),
        unless=(r"sollte auf der grundlage|markterkundung|lageplan|grundriss|mitglied",
                r"bauskizze|handskizze|kartenskizze|voranfrage|zur vorab-?prüfung|beschleunigen"),
    ),
    Pattern(
        "stage.draft", "two_stage", value=True,
        anchors=("vor antragstellung", "vor der antragstellung", "vorschlagsverfahren",
         "vor einreichung",
         "vor der einreichung",
         "zur interessenbekundung"),
        patterns=(
            r"vor (?:der )?(?:antragstellung|einreichung de[rs] antrag\w*).{0,160}(?:konzept|skizze"
            r"|interessenbekundung|projektidee|kurzbeschreibung)\w*.{0,120}(?:einreich|einzureich"
            r"|vorleg|vorzuleg|reichen|prüfung|ein\b)",
            r"(?:hat|haben|ist|sind|muss|müssen) .{0,80}vor (?:der )?antragstellung .{0,160}"
            r"(?:zu klären|klären (?:zu )?lassen|vorprüf)|vorschlagsverfahren für",
            r"(?:reichen|legen) .{0,60}(?:konzept|skizze|projektidee)\w* .{0,40}entwurf",
            r"aufr?ufe?n? zur interessenbekundung",
        ),
        unless=(r"mitglied|zur vorab-?prüfung|beschleunigen|gemeinsamen unternehmens",),
    ),
    Pattern(
        "stage.registration", "two_stage", value=True,
        anchors=("anzumelden", "bedarfsanmeldung", "bedarfsmeldung", "voranfrage",
        "vorverfahren", "konzeptauswahl",
         "zweistufig", "programmanmeldung", "anmeldung", "in frage kommenden"),
        patterns=(
            r"(?:vorhaben|maßnahmen?|projekte?|bedarf\w*|mittelbedarf) .{0,120}\banzumelden\b",
            r"zweistufig\w* (?:\w+ )?(?:antrags|auswahl|förder|bewerbungs|verfahren)\w*"
            r"|verfahren (?:ist|erfolgt) zweistufig",
            r"konzeptauswahlverfahren|vorverfahren",
            r"(?:melden|erfassen|benennen) .{0,60}zur förderung in frage kommenden .{0,20}"
            r"(?:maßnahmen|vorhaben|projekte)",
            r"(?:vorherige|vorausgehende|verbindliche)\w* (?:bedarfs|programm)?anmeldung",
            r"(?:bedarfs|programm)anmeldung\w* .{0,100}(?:einzureichen|vorzulegen|zu stellen|bis"
            r" zum|abzugeben|voraus)",
        ),
        unless=(r"teilnehm|gewerbe|steuer|schutzrecht|patent|insolvenz|personal|kinder|kurs"
                r"|widerspruch|veranstaltung",),
    ),
    Pattern(
        "stage.first", "two_stage", value=True,
        anchors=("1. stufe", "ersten stufe", "erste stufe", "verfahrensstufe", "ersten schritt",
        "auswahl", "förmliche",
        "1. schritt"),
        patterns=(
            r"nach (?:der )?auswahl .{0,60}(?:reichen|stellen) sie .{0,20}(?:förmlichen )?antrag",
            r"(?:1\.|ersten?) (?:verfahrens|antrags)?(?:stufe|schritt).{0,160}(?:skizze|bekundung"
            r"|meld|konzept|vorschlag|bewerb|idee)",
        ),
    ),
)  # fmt: skip
"""A sketch, an expression of interest or a registration comes before the application."""
