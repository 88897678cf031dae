"""municipal_applicants: which municipal bodies the text lets apply.

Three kinds of statement, the most outright one counting alone: who may apply ("Antragsberechtigt
sind …", the sections on recipients), the editors' address ("unterstützt Sie als Kommune"), and
a list of applicants without any municipal body, which means none. "Kommunen" and public-law
bodies in general are `any`; otherwise exactly the kinds named. The öffentlicher Träger der
Jugendhilfe is the Landkreis or the kreisfreie Stadt (§ 69 SGB VIII).
"""

import re
from collections.abc import Iterator

from db.records import Fact
from matcher.facts.fact import fact
from matcher.facts.pattern import ALL, any_of
from matcher.facts.text.clauses import Clause, FieldText

_NAMES = (
    "kommun", "gemeinde", "städte", "stadtkreis", "landkreis", "kreise", "körperschaft",
    "zweckverb",
    "öffentlichen rechts", "öffentliche", "öffentlicher träger", "juristische", "stadtwerke",
    "eigenbetrieb", "öffentlich-rechtlich",
)  # fmt: skip
"""Words without which no clause names a municipal body."""
_APPLICANTS = (
    "antragsberechtigt", "zuwendungsempfänger", "zuwendungsempfangende", "förderberechtigt",
    "zuwendungsberechtigt",
)  # fmt: skip
_MAY_APPLY = r"(?:antragsberechtigt|zuwendungsberechtigt|förderberechtigt)"
_RECIPIENT = r"(?:zuwendungs|förder(?:mittel)?|leistungs|erst)(?:empfänger\w*|empfangende\w*)"

_STATED = any_of(
    _MAY_APPLY,
    rf"{_RECIPIENT} (?:\w+ ){{0,4}}?(?:sind|ist|können|kann|werden)",
    r"empfänger\w* (?:der|dieser|von) (?:zuwendung|förderung|mittel)\w*",
    r"(?:anträge?) .{0,30}(?:können|kann|dürfen|darf) .{0,80}(?:stellen|gestellt|eingereicht)",
    r"(?:können|kann|dürfen) .{0,90}(?:anträge?) (?:stellen|einreichen)",
    r"antragstell\w+ (?:\w+ ){0,3}?(?:sind|können|kann|ist)",
    r"begünstigte\w* (?:sind|können)|bewerben (?:können )?sich|können sich .{0,60}bewerben",
    r"(?:sind|ist) (?:\w+ ){0,3}?(?:zuwendungsempf|antragsberechtigt|antragstell|förderempf)\w*",
    r"(?:als|mögliche) (?:antragstell|zuwendungsempf|förderempf)\w*",
    r"gewährt .{0,60}(?:an |den )(?:die )?(?:gemeinden|landkreise|kommunen|städte)",
    r"richtet sich an|träger der (?:maßnahme|projekte?|vorhaben) (?:sind|können)",
)
"""The text says outright who may apply."""
_SECTION = re.compile(
    r"zuwendungsempf|antragsberechtigt|förderempf|berechtigte|begünstigte|antragsteller|empfänger"
    r"|empfangende|wer wird gefördert|wer kann"
)
_ADDRESSED = any_of(
    r"wenn sie .{0,60}(?:sind|ist)\b|\bsie sind\b|\bsind sie\b",
    r"unterstützt .{0,60}\bals\b|unterstützt .{0,120}(?:kommun|gemeind|landkreis|kreise)",
    r"\bals (?:\w+ ){0,2}(?:kommun|gemeinde|landkreis|stadt|kreis|zweckverband|gebietskörper)",
    r"\bihrer kommune\b|\bihrem landkreis\b",
    r"an (?:die )?(?:gemeinden|kommunen|landkreise)\b",
    r"(?:städten|kommunen|gemeinden|landkreisen?) .{0,80}(?:gefördert|zuwendung|unterstütz)",
    r"fördert .{0,160}(?:kommun|gemeind|landkreis|kreis|körperschaft)",
    r"vorhaben kommunaler|kommunaler gebietskörperschaften",
)
"""The editors address municipalities without listing who may apply."""

_YOUTH = r"öffentliche\w* träger\w* der (?:öffentlichen )?(?:jugend|sozial|kinder)"
_LEGAL_PERSONS = (
    r"(?:natürliche\w? (?:und|oder) )?(?<!gemeinnützige )(?<!gemeinnützigen )"
    r"juristische\w? personen"
)
KINDS: dict[str, re.Pattern[str]] = {
    "any": any_of(
        r"(?<![\wäöü])kommunen?\b|kommunalverwaltung\w*|kommunalkörperschaft\w*",
        r"kommunale\w? (?:gebiets)?körperschaft\w*|(?<!sonstige )gebietskörperschaft\w*",
        r"kommunale\w?(?:, (?:\w+ ){1,3}?| und \w+ | )(?:träger|und \w+ träger|einrichtung|stellen"
        r"|akteure|spitzenverb)\w*",
        r"(?:juristische\w?|rechtsfähige\w?) personen .{0,40}öffentlichen\b.{0,20}rechts",
        rf"{_LEGAL_PERSONS}(?! des privat| des zivil| des bürgerl"
        rf"|, die (?:\w+ ){{0,4}}?gemeinnützig)",
        r"(?:körperschaft\w*|anstalt\w*|stiftung\w*).{0,60}öffentlichen rechts",
        r"öffentlich-rechtliche\w? (?:körperschaft|träger|gebiets|einrichtung)\w*",
        r"öffentliche\w? (?:(?:und|oder) (?:freie|private|gemeinnützige)\w? )?träger[ns]?\b"
        r"(?! der (?:öffentlichen )?(?:jugend|sozial|kinder))",
        r"öffentliche\w? (?:einrichtungen|stellen|hand|institutionen|körperschaft)\b",
    ),
    "landkreis": any_of(
        _YOUTH, r"(?<![\wäöü])(?:land)?kreise?[ns]?\b(?! der)", r"stadt- und landkreis\w*"
    ),
    "kreisfreie_stadt": any_of(
        _YOUTH, r"kreisfreie\w? st[aä]dt\w*", r"stadtkreis\w*", r"stadt- und landkreis\w*"
    ),
    "gemeindeverband": any_of(
        r"gemeindeverb[aä]nd\w*|verbandsgemeinde\w*|samtgemeinde\w*|verwaltungsgemeinschaft\w*",
        r"(?<![\wäöü])ämter\b|verwaltungsverb[aä]nd\w*|kommunalverb[aä]nd\w*",
        r"kommunale\w? (?:verb[aä]nd|zusammenschl)\w*",
        r"zusammenschlüsse\w* von (?:kommun|gemeind)\w*",
    ),
    "zweckverband": re.compile(r"zweckverb[aä]nd\w*"),
    "gemeinde": any_of(
        r"(?<![\wäöü-])(?:orts)?gemeinden?\b(?! des)",
        r"(?<!kreisfreie )(?<!kreisfreien )(?<!kreisfreier )(?<![\wäöü-])städten?\b",
        r"(?<!kreisfreie )(?<![\wäöü-])stadt (?:und|oder) gemeinde",
        r"kreisangehörige\w? (?:st[aä]dt|gemeinde)\w*",
    ),
    "kommunales_unternehmen": any_of(
        r"kommunale\w? (?:\w*unternehm|eigenbetrieb|betrieb|gesellschaft"
        r"|wohnungs(?:bau)?gesellsch)\w*",
        r"eigenbetrieb\w*|stadtwerke\w*|mehrheitlich kommunal\w*",
        r"unternehmen .{0,40}kommunale\w? beteiligung",
    ),
}
"""Kind of municipal body -> how texts name it (lower case)."""
_COMPANIES = re.compile(
    r"jahresumsatz|jahresbilanz|weniger als \d+ personen beschäft|gewerbe|unternehmensgründ"
    r"|keine juristische"
)
_PLAIN_LEGAL_PERSONS = re.compile(_LEGAL_PERSONS)
_ENUMERATED = any_of(
    r"körperschaften\W.{0,60}:|folgende|insbesondere|und zwar|das heißt|d\. ?h\.",
    r"rechts (?:wie|verwaltungsgemein|\()",
)
"""A general word that is only the heading of the kinds that follow."""

_EXCLUDED = any_of(
    rf"nicht (?:{_MAY_APPLY}|förderfähig|gefördert|zuwendungsfähig)",
    r"ausgeschlossen|ausgenommen|mit ausnahme|kein\w* (?:antrag|förderung|zuwendung)",
)
_MUNICIPAL = (
    r"(?:kommunen|gebietskörperschaft\w*|gemeinden|öffentliche hand|kommunale \w+"
    r"|juristische personen des öffentlichen rechts)"
)
_MUNICIPAL_EXCLUDED = any_of(
    rf"{_MUNICIPAL}.{{0,160}}(?:nicht (?:{_MAY_APPLY}|gefördert)|ausgeschlossen)",
    rf"(?:nicht antragsberechtigt|nicht gefördert|ausgeschlossen).{{0,160}}{_MUNICIPAL}",
)
_OTHER_PARTY = any_of(
    r"nebenbestimmung|anbest| \| |verwendungsnachweis|verpflichtet|angehalten|name des|inhaber",
    r"eigenanteil|finanzierungsanteil|mitfinanz|anteil der (?:kommun|gemeind)|übernahme von",
    r"jobcenter|agentur für arbeit|bewilligungsbehörde|ansprechpartner",
    r"weiterleit|weiterzuleiten|weitergeben|letztempf|kooperationen mehrerer",
    r"gebietskörperschaften (?:unmittelbar |mittelbar |mehrheitlich )?beteiligt|beteiligt sind",
    r"beteiligung der kommun|unter beteiligung|einvernehmen|im benehmen|(?:in )?abstimmung mit",
    r"stellungnahme|bestätigung der|genehmigung der|zustimmung der|von der (?:kommune|gemeinde)",
    r"zusammenarbeit mit|zusammenarbeiten|kooperation mit|mitglied der",
    r"liegt in|sitz in|wohnort|einwohner|gebiet (?:der|einer)|in mindestens",
    r"in (?:der gemeinde|gemeinden|kommunen|landkreisen|ihrem landkreis"
    r"|ihrer (?:kreisfreien )?stadt)",
    r"zuständigen? (?:kreis|gemeinde|stadt)|beim? (?:zuständigen )?(?:landkreis|kreis)",
    r"kommunale\w? (?:angebot|konzept|planung|ebene)",
    r"richten sie|reichen sie|stellen sie|antrag an|gesetzlicher vertreter|eidesstatt|insolvenz",
    r"(?:religion|kirche|weltanschauung)\w*[^.]{0,90}körperschaft",
)
"""The municipality plays another part than that of the applicant."""
_RELATIVE_CLAUSE = re.compile(
    r", (?:die|der|das|welche|deren) (?!kreis|stadt|städte|gemeinde|region|landkreis|zweckverb"
    r"|kommun|verb)"
)
_SAYS_WHO = any_of(
    rf"{_MAY_APPLY}(?: (?!nicht\b)[\w.]+){{0,7}}? (?:sind|ist)\b",
    r"zuwendungsempf\w+ (?:\w+ ){0,3}?(?:sind|können)",
    r"(?:sind|ist) (?:\w+ ){0,4}?antragsberechtigt",
)
_OTHERS = re.compile(
    r"reeder|hilfebedürftige|leistungsberechtigt|exporteur|nicht-?öffentlich|nicht-?"
    r" ?staatlich|gmbh|tourist|organisationen|eltern"
    r"|familien|person|bürger|studien|auszubild"
    r"|unternehm|\bkmu\b|betriebe|handwerk|landwirt|fischer|gründer|selbstständig|freiberuf|\bbank"
    r"|kreditinstitut|genossenschaft|investor|vermiet|eigentümer|arbeitgeber|film|ärzt"
    r"|natürliche|privatperson|personen des (?:privat|zivil)|haushalt|studierende|absolvent"
    r"|beschäftigte"
    r"|verein|verb[aä]nd|initiative|organisation|stiftung|gemeinnützige|wohlfahrt|religions|kirch"
    r"|freie\w? träger|träger der (?:freien|politischen)|bildungsträger|kammer"
    r"|hochschul|universit|forschungseinrichtung|kultureinrichtung|schul"
)
_OPEN_LIST = any_of(
    r"juristische\w? person(?:en)?\b(?! des privat| des zivil|\s?\()|juristische und natürliche",
    r"(?:sonstige|andere|geeignete|alle) (?:träger|einrichtungen|stellen|öffentlich"
    r"|institutionen|antragsteller)"
    r"|projektträger|alle stellen|(?<!bildungs)(?<!freie )(?<!freien )\bträger (?:von|der"
    r" (?!freien|politischen))",
    r"(?<!nicht)(?<!nicht-)öffentlich|personen.{0,40}unabhängig von (?:der|ihrer) rechtsform"
    r"|träger der politischen|arbeitgeber|alle"
    r" (?:antragsteller|unternehmen und)|jede[rn]?\b",
    r"behörde|verwaltung|regionen? und|^(?!.*nicht).*(?:eigentümer|besitzer"
    r"|verfügungsberechtigt)",
    r"zuwendungsempfänger\w* (?:im sinne|nach nummer|gemäß)|(?<![a-zäöü])einrichtungen\b(?!"
    r" für [^.]{0,40}forschung)(?! der"
    r" (?:wohlfahrt"
    r"|freien))|maßnahmeträger|zusammenschlüsse"
    r"|partner(?:schaft|n)\b|konsorti",
)
"""A list that may hold a municipal body without naming one."""


def municipal_applicants(text: FieldText) -> Iterator[Fact]:
    """The municipal kinds a field names as applicants; the rule's name says how outright.

    `applicants.only_others` is a statement that names applicants and no municipal body.
    """
    if text.field not in ALL:
        return
    for clause in text.clauses_with(_NAMES):
        if _EXCLUDED.search(clause.context):
            if _MUNICIPAL_EXCLUDED.search(clause.low):
                yield fact("municipal_applicant", "none", "applicants.excluded", clause)
        elif not _OTHER_PARTY.search(_head(clause.low)):
            yield from _named(clause)
    yield from _only_others(text)
    if text.field in ("description", "short_description"):
        yield from _others_addressed(text)


def _named(clause: Clause) -> Iterator[Fact]:
    rule = _rule(clause)
    if rule is None:
        return
    head = _head(clause.low)
    hits = {kind: hit for kind, pattern in KINDS.items() if (hit := pattern.search(head))}
    general = hits.get("any")
    if general and len(hits) > 2 and _ENUMERATED.search(clause.low):
        del hits["any"]
    elif (
        general
        and _PLAIN_LEGAL_PERSONS.fullmatch(general[0])
        and (_COMPANIES.search(clause.low) or (head != clause.low and "natürliche" not in head))
    ):
        # "juristische Personen, die im Bereich … tätig sind": whether a town is one stays open
        del hits["any"]
    for kind, hit in hits.items():
        yield fact("municipal_applicant", kind, rule, clause, hit.span())


def _rule(clause: Clause) -> str | None:
    """How outright the clause says who may apply; None when it does not."""
    lead = clause.lead.lower()
    if any(_STATED.search(part) for part in (clause.low, lead)):
        return "applicants.stated"
    if any(_SECTION.search(part) for part in (clause.heading, lead)):
        return "applicants.stated"
    if clause.field != "legal_basis" and _ADDRESSED.search(clause.low):
        return "applicants.addressed"
    return None


def _head(low: str) -> str:
    """A statement without its relative clause: "…, die mit Vereinen zusammenarbeiten"."""
    stated = _STATED.search(low)
    relative = _RELATIVE_CLAUSE.search(low)
    cut = stated and relative and relative.start() > stated.end()
    return low[: relative.start()] if cut and relative else low


_CHURCHES = re.compile(
    r"(?:religion|kirche|weltanschauung)[^.;]{0,120}?(?:körperschaft\w*|anstalt\w*) des"
    r" öffentlichen rechts"
)


_TO_OTHERS = re.compile(
    r"(?:\bals|wenn sie|sind sie|unterstützt sie als|erhalten sie als|fördert) (?:\w+"
    r" ){0,3}?(?:unternehmen|kmu|existenzgründer\w*"
    r"|gründer\w*|landwirt\w*|privatperson\w*|eltern\w*|studierende\w*|auszubildende\w*"
    r"|exporteur\w*|absolvent\w*|freiberuf\w*"
    r"|filmschaffende\w*|kreditnehmer\w*|künstler\w*|produzent\w*|forschungseinrichtung\w*"
    r"|hochschulen?|ärztin|arzt)\b"
)
_BUSINESS = re.compile(r"bürgschaft|export|kredit|unternehmen|gründ|forschung|film|betrieb")


def _others_addressed(text: FieldText) -> Iterator[Fact]:
    """The first sentence that speaks to others, in a text that names no municipal body."""
    if any(pattern.search(text.low) for pattern in KINDS.values()) or _OPEN_LIST.search(text.low):
        return
    hit = _TO_OTHERS.search(text.low)
    if hit and _BUSINESS.search(text.low):
        yield fact(
            "municipal_applicant",
            "none",
            "applicants.others_addressed",
            text.clause_at(hit.start()),
        )


def _list_follows(text: FieldText, end: int) -> bool:
    return text.low[end : end + 3].lstrip("\n").startswith(("•", "–"))


def _list_after(text: FieldText, end: int) -> str:
    """The items of the list that a sentence introduces, in lower case."""
    items = []
    for line in text.low[end : end + 1500].strip("\n").split("\n"):
        if not re.match(r"[•–-] |[a-z]{1,2}\) |\([a-z]\) |\d+\. ", line):
            break
        items.append(line)
    return " ".join(items) or text.low[end : end + 400]


def _only_others(text: FieldText) -> Iterator[Fact]:
    """The first statement of who may apply, when no municipal body can be among them."""
    for clause in text.clauses_with(_APPLICANTS):
        low = _CHURCHES.sub("religionsgemeinschaften", clause.low)
        if not _SAYS_WHO.search(low) or _EXCLUDED.search(low):
            continue
        if low.rstrip().endswith(
            ("sind", ":", "programmbereich", "fördergegenstand")
        ) or _list_follows(text, clause.end):
            low += _list_after(text, clause.end)
        municipal = any(pattern.search(low) for pattern in KINDS.values())
        if (
            (_OTHERS.search(low) or _COMPANIES.search(low))
            and not municipal
            and not _OPEN_LIST.search(low)
        ):
            yield fact("municipal_applicant", "none", "applicants.only_others", clause)
            return
