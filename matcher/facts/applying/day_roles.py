"""The role of a day in its sentence: only application, sketch and registration make a deadline.

A day gets one of these roles when its clause (or the sentence that introduces the list)
speaks of handing something in and nothing in the clause speaks of payment, proof, reports,
forwarding between authorities, eligibility or citation.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from matcher.facts.applying.other_days import is_of_something_else
from matcher.facts.pattern import any_of
from matcher.facts.text.clauses import Clause, FieldText
from matcher.facts.text.cue import Cue
from matcher.facts.text.days import Mention

Role = Literal[
    "application", "sketch", "registration", "draw_down", "proof", "completion", "award_period",
    "validity", "citation", "eligibility", "other",
]  # fmt: skip
DEADLINES = ("application", "sketch", "registration")
"""Roles that make a deadline."""

SKETCH = any_of(
    r"skizze|ideenskizze|konzeptskizze|projektidee|projektkonzept|gleichstellungskonzept",
    r"interesse[n]?s?bekundung|bekundung",
    r"projektvorschl|vorhabenvorschl|pre-proposal|kurzantr|förderanfrage",
)
REGISTRATION = any_of(
    r"voranmeld|vorantrag|anmeld(?:ung|ungen|en)\b|melden sie|anzumelden|anmeldefrist",
    r"\bmeld(?:en|et) .{0,80}bedarf\b.{0,160}\ban\b",
    r"bedarfsanmeldung|bedarfsmeldung|anzeige des vorhabens|meldungen? erfolg",
    r"in frage kommenden (?:einzel)?(?:maßnahmen|vorhaben|projekte)",
)
APPLICATION = any_of(
    r"antr[aä]ge?(?:n|s)?\b|antragstellung|beantrag|bewerb(?:ung|en)",
    r"antrags?(?:frist|schluss|termin|runde|phase|zeitr|stichtag|eingang|unterlagen|einreichung)",
)
_HANDING_IN = any_of(
    r"einreichungs?(?:frist|runde|termin|schluss|stichtag)|einreichtermin|vorlagefrist"
    r"|vorlagetermin"
    r"|abgabefrist|abgabetermin|einsendeschluss"
)
_SUBMIT = any_of(
    r"einreich|einzureich|eingereich|reich(?:en|t)\b|stell(?:en|t)\b|gestellt|richtet?e?n?\b"
    r"|gerichtet"
    r"|vorleg|vorzuleg|vorgelegt|vorlieg|eingeh|eingegangen|eingang|abgeb|abzugeben|abgabe|übersend"
    r"|meldungen? erfolg|\berfassen\b"
    r"|zuzusenden|zu senden|übermitt|beantrag|bewerben|anmeld|anzumelden|melden|einsend|zuzuleiten"
    r"|stichtag|frist|schluss|termin|runde|möglich|bearbeitet|entgegengenommen|antragstellung bis"
)
_HANDED_IN = any_of(
    *SKETCH.alternatives,
    *REGISTRATION.alternatives,
    *APPLICATION.alternatives,
    *_HANDING_IN.alternatives,
)
_STICHTAG = any_of("stichtag")
_FULL_APPLICATION = any_of(
    r"förmliche\w* (?:förder)?antr|\bvollantr"
    r"|(?:förder)?antr[aä]ge? .{0,40}(?:bis|reichen sie dann)"
)
_BEFORE_LAST_DAY = (
    r"einschließlich|spätestens|jeweils|zum|zu|den|dem|inkl\.|jährlichen|spätestens\szum"
    r"|stichtag(?:en)?"
    r"|folgenden|folgendem|einem|terminen|und|jährlich|jeden|möglichst|mit|ablauf|des|längstens|am"
    r"|grundsätzlich|\(einschließlich\)"
)
_WEEKDAY = re.compile(
    r"(?:\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|mo|di|mi|do"
    r"|fr|sa|so)"
    r"\b\.?,?\s(?:(?:der|den|dem)\s)?|\d{1,2}(?:[:.]\d\d)? uhr,? (?:am )?)$"
)
"""What may stand between "bis" and its day: "bis Freitag, den 30.10.", "bis 12 Uhr am 30.9."."""
_LAST_DAY = any_of(
    r"(?:schluss|frist|fristen|termine?|stichtage?)(?:\s?\([^()]{0,40}\))?\s?:\s*$",
    r"frist\b.{0,60}\bauf den\s*$",
    rf"\bbis\b(?:\s(?:{_BEFORE_LAST_DAY}))*\s*$",
    r"spätestens(?:\s(?:jeweils|zum|am|bis|den|mit|ablauf|des))*\s*$",
    r"(?:jeweils |jährlich |letztmalig |erstmalig |erstmals )?(?:zum|zu den|zu folgenden)"
    r"(?:\s(?:jährlichen|folgenden))?(?:\s(?:stichtag|termin|einreichungstermin)(?:en)?)?\s*$",
    r"stichtag(?:e|en)?(?:\s(?:gilt|gelten|jedes jahr|in jedem jahr|ist|sind"
    r"|jeweils|war|waren|der|die|am|zum))*\s*$",
    r"(?:frist|fristen|schluss|termine?|stichtage?|runde|phase|zeitraum)"
    r"(?:\s(?:jeweils|der|am|zum|sind|ist))*(?:\s(?:\w+\s){0,6}?(?:ist|sind|endete?n?|läuft|lief"
    r"|war"
    r"|waren)(?:\s(?:jeweils|jährlich|der|die|am|zum|mit|ablauf|des|grundsätzlich))*)?\s*$",
    r"(?:ist|sind) (?:jeweils )?der\s*$|\bund (?:der|dem|zum|den)\s*$|endete? am\s*$",
)
_CITATION = re.compile(
    r"(?:\bvom|\bv\.|fassung(?: der bekanntmachung)? vom|stand:?|geändert (?:am|durch)"
    r"|veröffentlicht am|\bseit(?: dem)?|\b(?:erst )?nach dem|\b(?:nicht )?vor dem|\bab(?: dem)?"
    r"|\bab dem jahr|von"
    r"|frühestens(?: am| ab| zum)?|beginnend mit dem|zwischen dem)\s*$"
)
_VALIDITY = any_of(
    r"außer kraft|in kraft|befristet|geltungsdauer|laufzeit (?:der|dieser|des)|gültig bis|gilt bis"
    r"|(?<!frist )verlängert bis"
)
_PAYMENT = any_of(
    r"auszahl|mittelabruf|mittelanforderung|abruf|erstattungsantr|abrechn|zahlungsantr"
    r"|zahlungsnachweis"
    r"|mittelabfluss|ausgaberest|vorschuss|abschlagszahlung|schlusszahlung"
    r"|mittel.{0,40}(?:verausgab|abzurufen)"
)
_COMPLETION = any_of(
    r"(?<!bearbeitet und )abgeschlossen sein|abzuschließen|fertig(?:gestellt|stellung)|beendet sein"
    r"|durchgeführt (?:sein|werden)|umgesetzt|laufen\.?$|beginnen (?:muss|müssen)|inbetriebnahme"
    r"|begonnen (?:sein|worden|werden(?! soll))|projektlaufzeit (?:endet|beträgt|bis|darf)"
    r"|abschluss (?:der|des)|ende der beantragten projektlaufzeit|maximal bis zum .{0,20}laufen"
)
_AWARD = any_of(
    r"bewilligungszeitraum (?:endet|beginnt|läuft)|bewilligt (?:werden|worden|wurde)|verausgabt"
    r"|förderzeitraum (?:endet|beginnt)|durchführungszeitraum|bewilligung(?:en)? .{0,30}erfolg"
)
_ELIGIBILITY = any_of(
    r"einwohner|stichtag .{0,60}(?:mitglied|daten|bevölkerung)|daten des|anzahl der|aktuelle daten",
    r"berechnungsgrundlage|zugrunde|zu erheben|indikator|maßgeb",
    r"jahre alt|alter von|geboren|wohnsitz|baujahr|unternehmen.{0,30}gegründet|erstkontrolle",
    r"(?:studien|ausbildungs)gang|asylantrag",
    r"förderjahr\w* .{0,20}ist stichtag|stichtag für das förderjahr",
)
_FORWARDED = any_of(
    r"leite[nt] .{0,120}weiter|weiterzuleiten|weitergeleitet",
    r"(?:entscheidet|teilt|setzt|stellt(?! .{0,90}antr[aä]ge? auf)|legt|legen"
    r"|veröffentlicht) .{0,260}(?:fest|mit|vor|bekannt|auf|zur verfügung)\b",
    r"sind der \w+ von den (?:landkreisen|kreisen|gemeinden|städten)",
    r"prioritätenliste|gesamtliste|rangfolge|vorplanungsliste|fehlmeldung|jahresförderplan",
    r"stellungnahme|zu entscheiden|auswahlentscheidung|konkretisier|etwaige änderungen|vormerkung",
    r"änderungsantr|verlängerungsantr|antrag auf verlängerung|anerkennung",
    r"wettbewerb ist am|aufforderungen zur einreichung .{0,80}veröffentlich|deren förderzeitraum",
    r"nachgereicht|nachzureichen|nachreich",
    r"nach veröffentlichung (?:der|dieser) (?:förder)?richtlinie",
)
_PROOF = any_of(
    r"verwendungsnachweis|zwischennachweis|\bnachweis|sachbericht|bericht|\bbelege\b|jahresrechnung"
    r"|statistik|evaluier|monitoring|zahlungseingangs|erfolgskontrolle|zwischenverwendung"
    r"|prüfvermerk|aufzubewahren|aufbewahr"
)
_CHANGES = any_of(r"änderungsantr|verlängerungsantr|antr[aä]ge? auf (?:verlängerung|änderung)")
_RELATIVE_CLAUSE = re.compile(
    r"(?:anträge|antrag|projekte?|maßnahmen?|vorhaben|die|mittel\w*|zuwendung\w*"
    r"|skizzen)[^,.]{0,40}, (?:die|der|das|welche|für die|deren)\b[^.]{0,160}$"
)
_TO_HAND_IN = re.compile(
    r"(?:[^.;]|\d\.){0,160}\b(?:einzureichen|zu stellen|vorzulegen) (?:ist|sind)\b"
)
"""The relative clause itself obliges: "eines Antrags, der bis zum 31. März einzureichen ist"."""
_CHOSEN_SKETCHES = any_of(r"skizzen? (?:ausgewählt|berücksicht)")


@dataclass(frozen=True, slots=True)
class Reading:
    """The role of one day in its clause; `rule` names what decided."""

    role: Role
    rule: str


def may_name_deadline(text: FieldText, position: int) -> bool:
    """Whether words are near that `by_cue` or "Stichtag" need: quick, and without cutting."""
    around = text.marks_around(position)
    return (
        text.field == "deadlines"
        or _STICHTAG.may_hit(around)
        or (_SUBMIT.may_hit(around) and _HANDED_IN.may_hit(around))
    )


def read_day(clause: Clause, mention: Mention, opened: bool = False) -> Reading:
    """The role of one day; see the module's text. `opened` marks the last day of a window."""
    low = clause.low
    before = _WEEKDAY.sub("", low[max(0, mention.start - 90) : mention.start])
    if is_of_something_else(low, mention.start, mention.end):
        return Reading("other", "role.something_else")
    if _CITATION.search(before) and not opened:
        return Reading("citation", "role.cited")
    contrary = _contrary(low, mention)
    if contrary:
        return contrary
    if "jederzeit" in low and (opened or " bis " not in before):
        return Reading("other", "role.any_time")
    alone = clause.field == "deadlines" and len(low) < ALONE
    if not (opened or alone or _LAST_DAY.search(before) or _in_list_of_dates(clause)):
        return Reading("other", "role.no_last_day")
    if (
        _RELATIVE_CLAUSE.search(_WEEKDAY.sub("", low[: mention.start]))
        and not _CHOSEN_SKETCHES.search(low)
        and not _TO_HAND_IN.match(low, mention.end)
    ):
        return Reading("eligibility", "role.relative_clause")
    return by_cue(clause)


ALONE = 24
"""Characters of an entry under "Fristen" that is nothing but its day."""


@lru_cache(maxsize=64)
def by_cue(clause: Clause) -> Reading:
    """What is handed in, by the nearest cue: the clause, the lead-in, the heading."""
    context = clause.context
    if clause.field == "deadlines" and len(clause.low) < ALONE:
        return Reading("application", "deadline.field")
    if not _SUBMIT.search(context):
        return Reading("other", "role.nothing_handed_in")
    for part in (clause.low, context, clause.heading):
        if SKETCH.search(part) and not _FULL_APPLICATION.search(clause.low):
            return Reading("sketch", "deadline.sketch")
        if REGISTRATION.search(part) and not APPLICATION.search(clause.low):
            return Reading("registration", "deadline.registration")
        if APPLICATION.search(part):
            return Reading("application", "deadline.application")
    in_section = "antragsverfahren" in clause.heading and "stichtag" in clause.low
    if clause.field == "deadlines" or in_section or _HANDING_IN.search(context):
        return Reading("application", "deadline.field")
    return Reading("other", "role.nothing_handed_in")


def is_ruled_out(low: str, start: int, end: int) -> bool:
    """Whether the sentence says outright that its day or period is for something else."""
    if is_of_something_else(low, start, end):
        return True
    if _CHANGES.search(low):
        return True
    contrary = _contrary_sentence(low)
    return bool(contrary and contrary.role in ("draw_down", "completion", "award_period"))


def speaks_of_payment(low: str) -> bool:
    """Whether a sentence is about payments."""
    return bool(_PAYMENT.search(low))


def hands_in(clause: Clause) -> bool:
    """Whether a clause with its lead-in speaks of handing in an application or a sketch."""
    context = clause.context
    return bool(
        (APPLICATION.search(context) or SKETCH.search(context) or REGISTRATION.search(context))
        and _SUBMIT.search(context)
    )


def means_application_around(clause: Clause, around: str) -> bool:
    """Whether "Als Stichtag wird der 31. März festgelegt" means applications.

    `around` are the sentences before and after in lower case.
    """
    low = clause.low
    if "stichtag" not in low or APPLICATION.search(low) or _FORWARDED.search(low):
        return False
    return bool(
        re.search(
            r"stichtag\w* (?:eingehende|eingegangene|gestellte)\w* antr[aä]g"
            r"|antrag .{0,160}(?:einzureichen|zu stellen|einreichen)",
            around,
        )
    )


def _contrary(low: str, mention: Mention) -> Reading | None:
    """A role that rules out a deadline, by words of the sentence."""
    contrary = _contrary_sentence(low)
    if contrary:
        return contrary
    if _FORWARDED.search(low[max(0, mention.start - 280) : mention.end + 160]):
        return Reading("other", "role.forwarded")
    if _PROOF.search(low) and not (
        APPLICATION.search(low[:70]) or SKETCH.search(low) or "zu beantragen" in low
    ):
        return Reading("proof", "role.proof")
    return None


@lru_cache(maxsize=64)
def _contrary_sentence(low: str) -> Reading | None:
    for role, pattern in _CONTRARY:
        if pattern.search(low):
            return Reading(role, f"role.{role}")
    return None


_CONTRARY: tuple[tuple[Role, Cue], ...] = (
    ("validity", _VALIDITY),
    ("draw_down", _PAYMENT),
    ("completion", _COMPLETION),
    ("award_period", _AWARD),
    ("eligibility", _ELIGIBILITY),
)


def _in_list_of_dates(clause: Clause) -> bool:
    """An item under "Sie müssen folgende Antragsfristen einhalten"."""
    lead = clause.lead.lower()
    return bool(
        re.search(r"frist|termin|stichtag|zeitfenster|bis (?:spätestens )?(?:zum )?:?$", lead)
    )
