"""municipal_applicants: which municipal bodies the text lets apply.

Looked at are sentences that say who applies ("Antragsberechtigt sind …", the items of such
a list, the sections on recipients) and the editors' "unterstützt Sie als Kommune". "Kommunen"
and public-law bodies in general are `any`; otherwise exactly the kinds named.
"""

import re
from collections.abc import Iterator

from matcher.facts.fact import Fact, fact
from matcher.facts.pattern import ALL
from matcher.facts.text import Clause, FieldText

_NAMES = (
    "kommun", "gemeinde", "städte", "stadtkreis", "landkreis", "kreise", "körperschaft", "zweckverb", "öffentlichen rechts", "öffentliche träger", "juristische",
    "öffentlicher träger", "stadtwerke", "eigenbetrieb", "öffentlichen träger", "öffentlich-rechtlich", "öffentliche",
)  # fmt: skip
"""Words without which no clause names a municipal body."""
_STATED = re.compile(
    r"antragsberechtigt|zuwendungsberechtigt|förderberechtigt|(?:zuwendungs|förder(?:mittel)?|leistungs|erst)(?:empfänger\w*|empfangende\w*) (?:\w+ ){0,4}?(?:sind|ist|können|kann|werden)|empfänger\w* (?:der|dieser|von) (?:zuwendung|förderung|mittel)\w*"
    r"|(?:anträge?|antrag) .{0,30}(?:können|kann|dürfen|darf) .{0,80}(?:stellen|gestellt|eingereicht)|(?:können|kann|dürfen) .{0,90}(?:anträge?|antrag) (?:stellen|einreichen)|antragstell\w+ (?:\w+ ){0,3}?(?:sind|können|kann|ist)|begünstigte\w* (?:sind|können)|bewerben (?:können )?sich|können sich .{0,60}bewerben"
    r"|(?:sind|ist) (?:\w+ ){0,3}?(?:zuwendungsempf|antragsberechtigt|antragstell|förderempf)\w*|(?:als|mögliche) (?:antragstell|zuwendungsempf|förderempf)\w*|gewährt .{0,60}(?:an |den )(?:die )?(?:gemeinden|landkreise|kommunen|städte)|wenn sie .{0,60}(?:sind|ist)\b|richtet sich an|träger der (?:maßnahme|projekte?|vorhaben) (?:sind|können)"
    r"|voraussetzung.{0,20}: ?sie sind|\bsie sind\b|sind sie\b"
)
"""The text says outright who may apply."""
_SECTION = re.compile(
    r"zuwendungsempf|antragsberechtigt|förderempf|berechtigte|begünstigte|antragsteller|empfänger|empfangende|wer wird gefördert|wer kann"
)
_HINTED = re.compile(
    r"unterstützt .{0,60}\bals\b|\bals (?:\w+ ){0,2}(?:kommun|gemeinde|landkreis|stadt|kreis|zweckverband|gebietskörper|kreisfreie)|\bihrer kommune\b|\bihrem landkreis\b|zuschuss an die gemeinden|an (?:die )?(?:gemeinden|kommunen|landkreise)\b|(?:städten|kommunen|gemeinden|landkreise[n]?) .{0,80}(?:gefördert|zuwendung|unterstütz)|fördert .{0,160}(?:kommun|gemeind|landkreis|kreis|körperschaft)|unterstützt .{0,120}(?:kommun|gemeind|landkreis|kreise)|vorhaben kommunaler|kommunaler gebietskörperschaften"
)
"""The editors address municipalities without listing who may apply."""

KINDS: tuple[tuple[str, str], ...] = (
    ("any", r"(?<![\wäöü])kommunen?\b|kommunale\w? (?:gebiets)?körperschaft\w*|(?<!sonstige )gebietskörperschaft\w*|(?:juristische\w?|rechtsfähige\w?) personen .{0,40}öffentlichen\b.{0,20}rechts|(?:körperschaft\w*|anstalt\w*|stiftung\w*).{0,60}öffentlichen rechts"
     r"|öffentlich-rechtliche\w? (?:körperschaft|träger|gebiets|einrichtung)\w*|öffentliche\w? (?:und (?:freie|private|gemeinnützige)\w? |oder (?:freie|private)\w? )?träger\w*\b(?! der (?:öffentlichen )?(?:jugend|sozial|kinder))|(?:natürliche\w? und |natürlichen oder )?(?<!gemeinnützige )(?<!gemeinnützigen )juristische\w? personen(?! des privat| des zivil| des bürgerl|, die (?:\w+ ){0,4}?gemeinnützig)(?! und personengesellschaften des privat)|kommunale\w?(?:, (?:\w+ ){1,3}?| und \w+ | )(?:träger|und \w+ träger|einrichtung|stellen|akteure|spitzenverb)\w*|kommunalverwaltung\w*|kommunalkörperschaft\w*|jede rechtsform|öffentliche\w? (?:einrichtungen|stellen|hand|institutionen|körperschaft)\b"),
    ("landkreis", r"öffentliche\w* träger\w* der (?:öffentlichen )?(?:jugend|sozial|kinder)|(?<![\wäöü])(?:land)?kreise?[ns]?\b(?!\w)(?! der)|stadt- und landkreis\w*"),
    ("kreisfreie_stadt", r"öffentliche\w* träger\w* der (?:öffentlichen )?(?:jugend|sozial|kinder)|kreisfreie\w? st[aä]dt\w*|stadtkreis\w*|stadt- und landkreis\w*"),
    ("gemeindeverband", r"gemeindeverb[aä]nd\w*|verbandsgemeinde\w*|samtgemeinde\w*|verwaltungsgemeinschaft\w*|(?<![\wäöü])ämter\b|verwaltungsverb[aä]nd\w*|kommunalverb[aä]nd\w*|kommunale\w? (?:verb[aä]nd|zusammenschl)\w*|zusammenschlüsse\w* von (?:kommun|gemeind)\w*"),
    ("zweckverband", r"zweckverb[aä]nd\w*"),
    ("gemeinde", r"(?<![\wäöü-])(?:orts)?gemeinden?\b(?! des)|(?<!kreisfreie )(?<!kreisfreien )(?<!kreisfreier )(?<![\wäöü-])städten?\b|(?<!kreisfreie )(?<![\wäöü-])stadt (?:und|oder) gemeinde|kreisangehörige\w? (?:st[aä]dt|gemeinde)\w*"),
    ("kommunales_unternehmen", r"kommunale\w? (?:unternehm|eigenbetrieb|betrieb|gesellschaft|wohnungs(?:bau)?(?:unternehm|gesellschaft))\w*|eigenbetrieb\w*|stadtwerke\w*|unternehmen .{0,40}kommunale\w? beteiligung|mehrheitlich kommunal\w*|kommunale\w? \w*unternehmen"),
)  # fmt: skip
"""Kind of municipal body -> how texts name it (lower case)."""
_KINDS = tuple((kind, re.compile(pattern)) for kind, pattern in KINDS)
_EXCLUDED = re.compile(
    r"nicht (?:antragsberechtigt|zuwendungsberechtigt|förderberechtigt|förderfähig|gefördert|zuwendungsfähig)|ausgeschlossen|ausgenommen|von der förderung ausgeschlossen|kein\w* (?:antrag|förderung|zuwendung)|mit ausnahme|nicht gefördert werden"
)
_OTHER_PARTY = re.compile(
    r"nebenbestimmung|anbest| \| |jobcenter|agentur für arbeit|kooperationen mehrerer|gebietskörperschaften (?:unmittelbar |mittelbar |mehrheitlich )?beteiligt|weiterzuleiten|beteiligt sind|verwendungsnachweis|eigenanteil|finanzierungsanteil|bewilligungsbehörde|beteiligung der kommun|einvernehmen|abstimmung mit|in abstimmung|stellungnahme|zusammenarbeiten|zusammenarbeit mit|name des|kooperation mit|im benehmen|weiterleit|liegt in|sitz in|mitglied der|bestätigung der|genehmigung der|ansprechpartner|wohnort|einwohner|zuständigen? (?:kreis|gemeinde|stadt)|beim? (?:zuständigen )?(?:landkreis|kreis)|in ihrem landkreis|in ihrer (?:kreisfreien )?stadt|in mindestens|(?:religion|kirche|weltanschauung)\w*[^.]{0,90}körperschaft|verpflichtet|angehalten|gesetzlicher vertreter|inhaber|eidesstatt|insolvenz|mitfinanz|anteil der (?:kommun|gemeind)|unter beteiligung|zustimmung der|von der (?:kommune|gemeinde)|kommunale\w? (?:angebot|konzept|planung|ebene)|richten sie|reichen sie|stellen sie|antrag an|übernahme von|gebiet der|gebiet einer|in der gemeinde|in gemeinden|in kommunen|in landkreisen"
)
_NONE = re.compile(
    r"(?:kommunen|gebietskörperschaft\w*|gemeinden|öffentliche hand|juristische personen des öffentlichen rechts|kommunale \w+).{0,160}(?:nicht (?:antragsberechtigt|zuwendungsberechtigt|förderberechtigt|gefördert)|ausgeschlossen)|(?:nicht antragsberechtigt|nicht gefördert|ausgeschlossen).{0,160}(?:kommunen|gebietskörperschaft\w*|öffentliche hand)"
)


def municipal_applicants(text: FieldText) -> Iterator[Fact]:
    """The municipal kinds a field names as applicants; the rule's name says how outright."""
    if text.field not in ALL:
        return
    for clause in text.clauses_with(_NAMES):
        if _EXCLUDED.search(clause.context):
            if _NONE.search(clause.low):
                yield fact("municipal_applicant", "none", "applicants.excluded", clause)
        elif not _OTHER_PARTY.search(clause.low):
            yield from _named(clause)


def _named(clause: Clause) -> Iterator[Fact]:
    lead = clause.lead.lower()
    if (
        _STATED.search(clause.low)
        or _STATED.search(lead)
        or _SECTION.search(clause.heading)
        or _SECTION.search(lead)
    ):
        rule = "applicants.stated"
    elif _HINTED.search(clause.low) and clause.field != "legal_basis":
        rule = "applicants.addressed"
    else:
        return
    hits = {kind: hit for kind, pattern in _KINDS if (hit := pattern.search(clause.low))}
    if (
        "any" in hits
        and len(hits) > 2
        and re.search(
            r"körperschaften\W.{0,60}:|folgende|insbesondere|und zwar|das heißt|d\. ?h\.|rechts (?:wie|verwaltungsgemein|\()",
            clause.low,
        )
    ):
        del hits["any"]
    for kind, hit in hits.items():
        yield fact("municipal_applicant", kind, rule, clause, hit.span())
