"""municipal_applicants: which municipal bodies the text lets apply.

Three kinds of statement, the most outright one counting alone: who may apply ("Antragsberechtigt
sind …", the sections on recipients), the editors' address ("unterstützt Sie als Kommune"), and
a list of applicants without any municipal body, which means none. "Kommunen" and public-law
bodies in general are `any`; otherwise exactly the kinds named. The öffentlicher Träger der
Jugendhilfe is the Landkreis or the kreisfreie Stadt (§ 69 SGB VIII).
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from db.records import Fact
from matcher.facts.applying.municipal_names import (
    COMPANIES,
    EXCLUDED,
    KINDS,
    LEGAL_PERSONS,
    MAY_APPLY,
)
from matcher.facts.applying.other_applicants import CHURCHES, only_others, others_addressed
from matcher.facts.fact import fact
from matcher.facts.pattern import ALL, any_of
from matcher.facts.text.clauses import Clause, FieldText
from matcher.facts.text.cue import Cue

_NAMES = (
    "kommun", "gemeinde", "städte", "stadtkreis", "landkreis", "kreise", "körperschaft",
    "zweckverb",
    "öffentlichen rechts", "öffentliche", "öffentlicher träger", "juristische", "stadtwerke",
    "eigenbetrieb", "öffentlich-rechtlich",
)  # fmt: skip
"""Words without which no clause names a municipal body."""
_RECIPIENT = r"(?:zuwendungs|förder(?:mittel)?|leistungs|erst)(?:empfänger\w*|empfangende\w*)"

_STATED = any_of(
    MAY_APPLY,
    rf"{_RECIPIENT} (?:\([^()]{{3,40}}\) )?(?:[\w.]+ ){{0,5}}?(?:sind|ist|können|kann|werden)",
    r"empfänger\w* (?:der|dieser|von) (?:zuwendung|förderung|mittel)\w*",
    r"(?:antr[aä]ge?) .{0,30}(?:können|kann|dürfen|darf) .{0,80}(?:stellen|gestellt|eingereicht"
    r"|einreichen)",
    r"(?:können|kann|dürfen),? .{0,120}\banträge?\b.{0,90}(?:stellen|einreichen)",
    r"zuwendungen (?:können|werden)(?: (?!nicht)\w+){0,3}? gewährt an|zuwendungen können "
    r"(?:kommun|gebietsk|gemeind|landkr)\w+.{0,400} (?:gewährt werden|erhalten)",
    r"zuwendung(?:en)? (?:kann|können) .{0,240}\berhalten\b",
    r"kann auch .{0,40} (?:zuwendungsempfänger\w*|antragsteller\w*) sein"
    r"|können .{0,120} (?:zuwendungsempfänger\w*|antragsteller\w*) sein",
    r"antragstell\w+ (?:\w+ ){0,3}?(?:sind|können|kann|ist)",
    r"begünstigte\w* (?:\([^()]{3,40}\) )?(?:sind|können)"
    r"|bewerben (?:können )?sich|können sich .{0,60}bewerben",
    r"(?:sind|ist) (?:\w+ ){0,3}?(?:zuwendungsempf|antragsberechtigt|antragstell|förderempf)\w*",
    r"(?:als|mögliche) (?:antragstell|zuwendungsempf|förderempf)\w*",
    r"gewährt .{0,60}(?:an |den )(?:die )?(?:gemeinden|landkreise|kommunen|städte)",
    r"richtet sich an|träger der (?:maßnahme|projekte?|vorhaben) (?:sind|können)",
)
"""The text says outright who may apply."""
_SECTION = any_of(
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

_ALL_TOWNS = re.compile(
    r"(?<!kreisangehörige )(?<!kreisangehörigen )(?<![\wäöü-])städten?"
    r"(?: und |/|, )(?:\w+ )?gemeinden?\b"
)
""" "Städte und Gemeinden" are all of them, with the towns that belong to no Kreis."""
_PLAIN_LEGAL_PERSONS = re.compile(LEGAL_PERSONS)
_ENUMERATED = any_of(
    r"körperschaften\W.{0,60}:|folgende|und zwar|das heißt|d\. ?h\.",
    r"rechts (?:wie|verwaltungsgemein|\()",
)
"""A general word that is only the heading of the kinds that follow."""

_MUNICIPAL = (
    r"(?:kommunen|gebietskörperschaft\w*|gemeinden|öffentliche hand|kommunale \w+"
    r"|juristische personen des öffentlichen rechts)"
)
_MUNICIPAL_EXCLUDED = any_of(
    rf"{_MUNICIPAL}.{{0,160}}(?:nicht (?:{MAY_APPLY}|gefördert)|ausgeschlossen)",
    rf"{_MUNICIPAL}.{{0,60}}(?:nicht|keine) (?:zuwendungs|förder)empf|\(ohne (?:die )?{_MUNICIPAL}",
    rf"{_MUNICIPAL}.{{0,80}}(?:(?:können|kann|dürfen) .{{0,80}}kein\w* (?:eigene\w* )?"
    r"(?:antr[aä]g|mittel|zuwendung|förderung)|gehör(?:en|t) nicht (?:dazu|zu den))",
    rf"(?:nicht antragsberechtigt|nicht gefördert|ausgeschlossen).{{0,160}}{_MUNICIPAL}",
)
_OF_RULES = any_of(r"nebenbestimmung|verwaltungsvorschrift|vergabe|anbest")
"""What is ruled out is a rule for municipalities, not they."""
_ANY = r"(?:kommunen|(?:kommunale\w? )?gebietskörperschaft\w*|kommunale\w? körperschaft\w*)"
_SAYS_WHO = any_of(
    *EXCLUDED.alternatives,
    *_STATED.alternatives,
    *_SECTION.alternatives,
    *_ADDRESSED.alternatives,
)
_REFERENCE = any_of(
    rf"{_ANY}(?= \((?!insbesondere|z\. ?b|zum beispiel|u\. ?a|unter anderem)[^()]{{0,80}}"
    r"(?:gemeinde|städte|kreise|zweckverb))",
    rf"(?<=\()(?:im folgenden:? |nachfolgend:? )?[„\"]?{_ANY}[“\"]?(?=\))",
    rf"(?:im antrag (?:bestimmte|genannte|benannte)|jeweilige)\w* {_ANY}",
    r"(?:nachfolgend|folgend|unten|oben|in nummer [\d.]+|darin|dort|jeweilig)\w*"
    r"(?: (?:auf|an)?ge(?:führt|nannt|zählt)\w*)? kommunen?",
    r"(?<=zusammenschluss )(?:von |der )?(?:mehrerer )?kommunen",
    r"(?:zuwendungen|mittel\w*) der öffentlichen hand",
    rf"(?<=zusammenschlüsse )(?:von |der )?{_ANY}",
    r", die juristische\w? personen [^,;.]{0,60}rechts sind",
)
"""Short forms and words that refer to a list: "Gemeinden und Landkreise (Kommunen)"."""
_INLINE_ITEM = re.compile(r"(?<=[,;] )(?:\d{1,2}(?:\.\d{1,2})*\.?|[a-z]\)) (?=[a-zäöü])")
"""An item of a list that goes on in its line: "…, 2. Zweckverbände, 3. …"."""
_CONSENT = any_of(r"mit zustimmung de[rs] (?:betroffenen |jeweiligen )?\w+")
_OTHER_PARTY = any_of(
    r"nebenbestimmung|anbest| \| |verwendungsnachweis|verpflichtet|angehalten|name des|inhaber",
    r"eigenanteil|finanzierungsanteil|mitfinanz|anteil der (?:kommun|gemeind)|übernahme von",
    r"jobcenter|agentur für arbeit|bewilligungsbehörde|ansprechpartner",
    r"weiterleit|weiterzuleiten|weiter(?:ge|zuge)?geb|weiterreich|weitergabe|letztempf"
    r"|kooperationen mehrerer",
    r"gebietskörperschaften (?:unmittelbar |mittelbar |mehrheitlich )?beteiligt|beteiligt sind",
    r"beteiligung der kommun|unter beteiligung|einvernehmen|im benehmen|(?:in )?abstimmung mit",
    r"stellungnahme|bestätigung der|genehmigung der|(?<!mit )zustimmung der|einbezogen"
    r"|von der (?:kommune|gemeinde)",
    r"\bals partner\b|\bwirken\b.{0,90}\bmit\b|kooperationsvertr|an die stelle der",
    r"(?:kann|können) sich .{0,60}beteiligen|sind einbezogen",
    r"zusammenarbeit mit|zusammenarbeiten|kooperation mit|mitglied der",
    r"liegt in|sitz in|wohnort|einwohner|gebiet (?:der|einer)|in mindestens",
    r"\bdritte? (?:können|kann|dürfen|darf|sind)\b",
    r"in (?:der gemeinde|(?:den )?(?:gemeinden|kommunen|landkreisen|kreisfreien)|ihrem landkreis"
    r"|ihrer (?:kreisfreien )?stadt)",
    r"zuständigen? (?:kreis|gemeinde|stadt)|beim? (?:zuständigen )?(?:landkreis|kreis)",
    r"kommunale\w? (?:angebot|konzept|planung|ebene)",
    r"richten sie|reichen sie|stellen sie|antrag an|gesetzlicher vertreter|eidesstatt|insolvenz",
    r"(?:religion|kirche|weltanschauung)\w*[^.;]{0,90}körperschaft",
)
"""The municipality plays another part than that of the applicant."""
_RELATIVE_CLAUSE = re.compile(
    r", (?:die|der|das|welche|deren) (?!kreis|stadt|städte|gemeinde|region|landkreis|zweckverb"
    r"|kommun|verb)"
)


def municipal_applicants(text: FieldText) -> Iterator[Fact]:
    """The municipal kinds a field names as applicants; the rule's name says how outright.

    `applicants.only_others` is a statement that names applicants and no municipal body.
    """
    if text.field not in ALL:
        return
    for clause in text.clauses_with(_NAMES, _SAYS_WHO, whole=True):
        if EXCLUDED.search(clause.context):
            if _MUNICIPAL_EXCLUDED.search(clause.low) and not _OF_RULES.search(clause.low):
                yield fact("municipal_applicant", "none", "applicants.excluded", clause)
        else:
            yield from _named(clause)
    yield from only_others(text)
    if text.field in ("description", "short_description"):
        yield from others_addressed(text)


def _named(clause: Clause) -> Iterator[Fact]:
    rule = _rule(clause)
    if rule is None:
        return
    head = _blank(_CONSENT, _of_applicants(_head(clause)))
    general_words = _blank(_REFERENCE, head)
    seen = {kind: general_words if kind == "any" else head for kind in KINDS}
    hits = {kind: hit for kind in KINDS if (hit := KINDS[kind].search(seen[kind]))}
    general = hits.get("any")
    if general and len(hits) > 2 and _ENUMERATED.search(clause.low):
        del hits["any"]
    elif (
        general
        and _PLAIN_LEGAL_PERSONS.fullmatch(general[0])
        and (COMPANIES.search(clause.low) or (head != clause.low and "natürliche" not in head))
    ):
        # "juristische Personen, die im Bereich … tätig sind": whether a town is one stays open
        del hits["any"]
    if "gemeinde" in hits and "kreisfreie_stadt" not in hits and (towns := _ALL_TOWNS.search(head)):
        hits["kreisfreie_stadt"] = towns
    for kind, hit in hits.items():
        yield fact("municipal_applicant", kind, rule, clause, hit.span())


def _of_applicants(head: str) -> str:
    """A statement with blanks where an item of its list gives somebody another part."""
    cuts = [0, *(match.start() for match in _INLINE_ITEM.finditer(head)), len(head)]
    parts = [_blank(CHURCHES, head[a:b]) for a, b in pairwise(cuts)]
    return "".join(" " * len(p) if _OTHER_PARTY.search(p) else p for p in parts)


def _blank(words: Cue, text: str) -> str:
    """The text with blanks where the words stand, so that offsets stay."""
    return words.sub(lambda match: " " * len(match[0]), text)


def _rule(clause: Clause) -> str | None:
    """How outright the clause says who may apply; None when it does not."""
    lead = clause.lead.lower()
    if any(_STATED.search(part) for part in (clause.low, lead)):
        return "applicants.stated"
    if any(_SECTION.search(part) for part in (clause.heading, lead)):
        return "applicants.in_section"
    if clause.field != "legal_basis" and _ADDRESSED.search(clause.low):
        return "applicants.addressed"
    return None


def _head(clause: Clause) -> str:
    """A statement without its relative clause: "…, die mit Vereinen zusammenarbeiten".

    What ends in a noun is an item of a list with its article: "der Verband, die Vereine und …".
    """
    stated = _STATED.search(clause.low)
    for relative in _RELATIVE_CLAUSE.finditer(clause.low):
        if stated is None or relative.start() <= stated.end():
            break
        words = clause.text[relative.end() :].partition(",")[0].split()
        if not words or words[0].islower() or words[-1].islower():
            return clause.low[: relative.start()]
    return clause.low
