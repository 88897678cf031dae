"""Application deadlines: the last day on which something can be handed in to get the funding.

Every day named in a text has a role; only applications, sketches and registrations make a
deadline. A day gets that role when its clause (or the sentence that introduces the list)
speaks of handing in an application and nothing in the clause speaks of payment, proof,
reports, forwarding between authorities, eligibility or citation. Where the words leave
doubt there is no deadline: a wrong one is worse than none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matcher.facts.dates import Mention, mentions, windows
from matcher.facts.fact import Fact, fact
from matcher.facts.pattern import ALL
from matcher.facts.periods import Period, periods
from matcher.facts.text import Clause, FieldText

ROLES = ("application", "sketch", "registration", "draw_down", "proof", "completion", "award_period", "validity",
         "citation", "eligibility", "other")  # fmt: skip

_DAY = re.compile(
    r"\d{1,2}\.\s{0,2}(?:\d|Jan|Jän|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)|Ende (?:des (?:Monats )?)?(?:Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)"
)
_SKETCH = re.compile(
    r"skizze|interessenbekundung|interessensbekundung|ideenskizze|projektidee|projektvorschl|vorhabenvorschl|pre-proposal|kurzantr|konzeptskizze|förderanfrage|projektkonzept|gleichstellungskonzept|bekundung"
)
_REGISTRATION = re.compile(
    r"voranmeld|anmeld(?:ung|en)\b|melden sie|anzumelden|bedarfsanmeldung|bedarfsmeldung|anzeige des vorhabens|anmeldefrist|vorantrag"
)
_APPLICATION = re.compile(
    r"antr[aä]ge?(?:n|s)?\b|antrags?(?:frist|schluss|termin|runde|phase|zeitr|stichtag|eingang|unterlagen|einreichung|abgabe)|antragstellung|bewerb(?:ung|en)|beantrag"
)
_HANDING_IN = re.compile(
    r"einreichungs?(?:frist|runde|termin|schluss|stichtag)|einreichtermin|vorlagefrist|abgabefrist|abgabetermin|vorlagetermin|einsendeschluss"
)
_SUBMIT = re.compile(
    r"einreich|einzureich|eingereich|reich(?:en|t)\b|stell(?:en|t)\b|gestellt|richtet?e?n?\b|gerichtet|vorleg|vorzuleg|vorgelegt|vorlieg|eingeh|eingegangen|eingang|abgeb|abzugeben|abgabe"
    r"|übersend|zuzusenden|zu senden|übermitt|zu übermitteln|beantrag|bewerben|anmeld|anzumeld|melden|stichtag|frist|schluss|termin|einsend|einzusend|zuzuleiten|hochlad|möglich|bearbeitet|entgegengenommen|antragstellung bis|runde"
)
_LAST_DAY = re.compile(
    r"(?:\bbis\b(?:\s(?:einschließlich|spätestens|jeweils|zum|zu|den|dem|inkl\.|jährlichen|spätestens\szum|stichtag(?:en)?|folgenden|terminen|und|jährlich|jeden|möglichst|mit|ablauf|des|längstens|grundsätzlich|einem|folgendem|\(einschließlich\)|am))*"
    r"|spätestens(?:\s(?:jeweils|zum|am|bis|den|mit|ablauf|des))*|(?:jeweils|jährlich|letztmalig|erstmalig|erstmals)?\s?(?:zum|zu den|zu folgenden)(?:\s(?:jährlichen|folgenden))?(?:\s(?:stichtag|stichtagen|termin|terminen|einreichungsterminen))?"
    r"|stichtag(?:e|en)?(?:\s(?:ist|sind|jeweils|war|waren|der|die|am|zum))*|(?:frist|fristen|schluss|termin|termine|stichtage?|runde|phase|zeitraum)(?:\s(?:jeweils|der|am|zum|sind|ist))*(?:\s(?:\w+\s){0,6}?(?:ist|sind|endet|endete|enden|läuft|lief|war|waren)(?:\s(?:jeweils|jährlich|der|die|am|zum|mit|ablauf|des|grundsätzlich))*)?"
    r"|ist (?:jeweils )?der|sind (?:jeweils )?der|\bund (?:der|dem|zum|den)|endet(?:e)? am)\s*$"
)
_CITATION = re.compile(
    r"(?:\bvom|\bv\.|fassung(?: der bekanntmachung)? vom|stand:?|geändert (?:am|durch)|\bseit(?: dem)?|\bnach dem|\bvor dem|\bab(?: dem)?|\bab dem jahr|frühestens(?: am| ab| zum)?|veröffentlicht am|beginnend mit dem|erst nach dem|nicht vor dem|von|zwischen dem)\s*$"
)
_PAYMENT = re.compile(
    r"auszahl|mittelabruf|mittelanforderung|abruf|erstattungsantr|abrechn|zahlungsantr|zahlungsnachweis|mittelabfluss|ausgaberest|vorschuss|abschlagszahlung|schlusszahlung|mittel.{0,40}(?:verausgab|abzurufen)"
)
_PROOF = re.compile(
    r"verwendungsnachweis|zwischennachweis|\bnachweis|sachbericht|bericht|belege|jahresrechnung|statistik|evaluier|monitoring|indikator|bestätigung des zahlungseingangs|erfolgskontrolle|zwischenverwendung|prüfvermerk|aufzubewahren|aufbewahr"
)
_COMPLETION = re.compile(
    r"(?<!bearbeitet und )abgeschlossen sein|abzuschließen|fertig(?:gestellt|stellung)|durchgeführt (?:sein|werden)|umgesetzt|laufen\.?$|beginnen (?:muss|müssen)|begonnen (?:sein|worden|werden)|projektlaufzeit (?:endet|beträgt|bis|darf)|ende der beantragten projektlaufzeit|beendet sein|abschluss (?:der|des)|inbetriebnahme|maximal bis zum .{0,20}laufen"
)
_AWARD = re.compile(
    r"bewilligungszeitraum (?:endet|beginnt|läuft)|bewilligt (?:werden|worden|wurde)|förderzeitraum (?:endet|beginnt)|durchführungszeitraum|verausgabt|bewilligung(?:en)? .{0,30}erfolg"
)
_VALIDITY = re.compile(
    r"außer kraft|in kraft|befristet|geltungsdauer|laufzeit (?:der|dieser|des)|gültig bis|gilt bis|verlängert bis"
)
_ELIGIBILITY = re.compile(
    r"einwohner|stichtag .{0,60}(?:mitglied|daten|bevölkerung)|daten des|anzahl der|berechnungsgrundlage|zugrunde|mindestens \w+ jahre alt|alter von|geboren|wohnsitz|unternehmen.{0,30}gegründet|(?:studien|ausbildungs)gang|asylantrag|erstkontrolle|förderjahr\w* .{0,20}ist stichtag|stichtag für das förderjahr|indikator|maßgeb|baujahr|jahre alt|aktuelle daten|zu erheben"
)
_FORWARDED = re.compile(
    r"leitet .{0,120}weiter|leiten .{0,120}weiter|weiterzuleiten|weitergeleitet|(?:entscheidet|teilt|setzt|stellt|legt|legen|veröffentlicht) .{0,260}(?:fest|mit|vor|bekannt|auf|zur verfügung)\b|prioritätenliste|gesamtliste|rangfolge|"
    r"sind der \w+ von den (?:landkreisen|kreisen|gemeinden|städten)|stellungnahme|jahresförderplan|zu entscheiden|auswahlentscheidung|änderungsantr|verlängerungsantr|antrag auf verlängerung|deren förderzeitraum|anerkennung|wettbewerb ist am|fehlmeldung|vorplanungsliste|konkretisier|etwaige änderungen|aufforderungen zur einreichung .{0,80}veröffentlich|zulassungsantrag|nach veröffentlichung (?:der|dieser) (?:förder)?richtlinie|vormerkung"
)
_RELATIVE_CLAUSE = re.compile(
    r"(?:anträge|antrag|projekte?|maßnahmen?|vorhaben|die|mittel\w*|zuwendung\w*|skizzen|auf alle anträge)[^,.]{0,40}, (?:die|der|das|welche|für die|deren)\b[^.]{0,160}$"
)
_YEARLY = re.compile(
    r"jährlich|jeweils|folgejahr|folgende[ns]? (?:kalender|haushalts)?jahr|vorjahr|laufenden|eines jahres|jeden jahres|jedes jahr|eines jeden|kommende|vorangehend|vorausgehend|vorhergehend|betreffenden|jahreshälfte|halbjahr|des jahres|antragsjahr|nächste"
)
_IN_YEAR = re.compile(
    r"(?:(?:für|im|in den|für das|in dem)\s(?:das\s)?(?:kalender|haushalts|förder|programm|antrags)?jahre?s?|förderjahr|jahr)\s(\d{4})\b"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The role of one day in its clause; `rule` names what decided."""

    role: str
    rule: str


def deadlines(text: FieldText) -> Iterator[Fact]:
    """All deadlines that a field states."""
    if text.field not in ALL:
        return
    seen: set[int] = set()
    for match in _DAY.finditer(text.content):
        clause = text.clause_at(match.start())
        if clause.start not in seen:
            seen.add(clause.start)
            yield from _dated(text, clause)
    for clause in text.clauses_with((" vor ",)):
        yield from _relative(clause)


def read_day(clause: Clause, mention: Mention, opened: bool = False) -> Reading:
    """The role of one day; see the module's text. `opened` marks the last day of a window."""
    low = clause.low
    before = low[max(0, mention.start - 90) : mention.start]
    if _CITATION.search(before) and not opened:
        return Reading("citation", "role.cited")
    for role, pattern in (("validity", _VALIDITY), ("draw_down", _PAYMENT), ("completion", _COMPLETION), ("award_period", _AWARD),
                          ("eligibility", _ELIGIBILITY)):  # fmt: skip
        if pattern.search(low):
            return Reading(role, f"role.{role}")
    if _FORWARDED.search(low[max(0, mention.start - 280) : mention.end + 160]):
        return Reading("other", "role.forwarded")
    if "jederzeit" in low and (opened or " bis " not in before):
        return Reading("other", "role.any_time")
    if _PROOF.search(low) and not (_APPLICATION.search(low[:70]) or _SKETCH.search(low)):
        return Reading("proof", "role.proof")
    if not (opened or _LAST_DAY.search(before) or _in_list(clause)):
        return Reading("other", "role.no_last_day")
    if _RELATIVE_CLAUSE.search(low[: mention.start]) and not re.search(
        r"skizzen? (?:ausgewählt|berücksicht)", low
    ):
        return Reading("eligibility", "role.relative_clause")
    return _by_cue(clause)


def _by_cue(clause: Clause) -> Reading:
    context = clause.context
    if not _SUBMIT.search(context):
        return Reading("other", "role.nothing_handed_in")
    if (
        re.search(r"zahlungsantr|auszahlungsantr|jahresantrag", context)
        and "jahresantrag" not in context
    ):
        return Reading("draw_down", "role.draw_down")
    for part in (clause.low, context, clause.heading):
        if _SKETCH.search(part) and not re.search(
            r"förmliche\w* (?:förder)?antr|\bvollantr|(?:förder)?antr[aä]ge? .{0,40}(?:bis|reichen sie dann)",
            clause.low,
        ):
            return Reading("sketch", "deadline.sketch")
        if _REGISTRATION.search(part) and not _APPLICATION.search(clause.low):
            return Reading("registration", "deadline.registration")
        if _APPLICATION.search(part):
            return Reading("application", "deadline.application")
    if clause.field == "deadlines" or _HANDING_IN.search(context):
        return Reading("application", "deadline.field")
    return Reading("other", "role.nothing_handed_in")


def _in_list(clause: Clause) -> bool:
    """A list of dates under "Sie müssen folgende Antragsfristen einhalten"."""
    return bool(clause.lead) and bool(
        re.search(
            r"frist|termin|stichtag|zeitfenster|bis (?:spätestens )?(?:zum )?:?$",
            clause.lead.lower(),
        )
    )


def _dated(text: FieldText, clause: Clause) -> Iterator[Fact]:
    found = mentions(clause.text)
    opened = windows(clause.text, found)
    firsts = {
        i
        for i, m in enumerate(found[:-1])
        if found[i + 1] in opened and opened[found[i + 1]] == m.iso
    }
    series: Reading | None = None
    for index, mention in enumerate(found):
        if index in firsts:
            continue
        reading = read_day(clause, mention, mention in opened)
        if (
            reading.role == "other"
            and series
            and _continues(clause.low, found[index - 1].end, mention.start)
        ):
            reading = series
        if reading.role == "other":
            reading = _by_neighbour(text, clause, mention) or reading
        series = reading if reading.role in ("application", "sketch", "registration") else None
        if series:
            yield _deadline(clause, mention, opened.get(mention), reading)


def _by_neighbour(text: FieldText, clause: Clause, mention: Mention) -> Reading | None:
    """ "Als Stichtag wird der 31. März festgelegt." means what the sentences around it mean."""
    if (
        not re.search(r"stichtag", clause.low)
        or _APPLICATION.search(clause.low)
        or _FORWARDED.search(clause.low)
    ):
        return None
    around = text.beside(clause)
    if re.search(
        r"stichtag\w* (?:eingehende|eingegangene|gestellte)\w* antr[aä]g|antrag .{0,160}(?:einzureichen|zu stellen|einreichen)",
        around,
    ):
        return Reading("application", "deadline.beside")
    return None


def _continues(low: str, end: int, start: int) -> bool:
    """ "31. März, 30. Juni und 15. Oktober" goes on with the role of its first day."""
    return bool(
        re.fullmatch(
            r"[\s,;]*(?:\([^()]{0,60}\))?[\s,;]*(?:und|oder|sowie|bzw\.|beziehungsweise|/)?\s*(?:zum|der|den|bis zum|am)?\s*",
            low[end:start],
        )
    )


def _deadline(clause: Clause, mention: Mention, opens: str | None, reading: Reading) -> Fact:
    value, form = mention.iso, "annual" if mention.year is None else "date"
    year = _year_of(clause, mention)
    if form == "annual" and year:
        value, form = f"{year}{mention.iso[1:]}", "date"
        opens = f"{year}{opens[1:]}" if opens and opens.startswith("--") else opens
    if form == "annual" and re.search(r"(?:quartal|vierteljahr|dreimonat)", clause.low):
        form = "annual"
    return fact("deadline", value, reading.rule, clause, (mention.start, mention.end),
                kind=reading.role, form=form, opens=opens, scope=_scope(clause))  # fmt: skip


def _year_of(clause: Clause, mention: Mention) -> int | None:
    """The year that the sentence names apart from the day: "im Jahr 2023 bis zum 19.5."."""
    if mention.year is not None:
        return None
    low = clause.low
    named = _IN_YEAR.search(low[: mention.start])
    rest = low[named.end() if named else 0 :]
    if (
        named
        and not _YEARLY.search(
            re.sub(r"des (?:jeweiligen )?(?:förder|haushalts|kalender)jahres", "", rest)
        )
        and "und 20" not in rest[:12]
    ):
        return int(named[1])
    return None


def _scope(clause: Clause) -> str | None:
    """The part of the programme that an item of a list belongs to, in its own words."""
    if not clause.lead:
        return None
    head = clause.text.lstrip("• ").split(":", 1)[0]
    return (
        head.strip()
        if ":" in clause.text and len(head) < 160 and not re.search(r"\d{1,2}\.\d", head)
        else None
    )


_EVENT = re.compile(
    r"\s*vor (?:dem |der |den |einem |ihrem |ihrer |beabsichtigtem |beabsichtigten |geplantem |geplanten |dem geplanten |tatsächlichem |jeweiligem |dem jeweiligen )*"
    r"(\w*beginn\w*|start|\w*start|durchführung|veranstaltung\w*|reiseantritt|abreise|\w*antritt|umsetzung|inangriffnahme|aufnahme der)\b(.{0,60})"
)
_HAND_IN = re.compile(
    r"antr[aä]g|antragst|skizze|bewerb|einreich|eingereich|anmeld|interessenbekundung|unterlagen"
)


def _relative(clause: Clause) -> Iterator[Fact]:
    low, context = clause.low, clause.context
    if not _HAND_IN.search(context) or not _SUBMIT.search(context):
        return
    for period in periods(clause.text):
        event = _EVENT.match(low, period.end)
        if event is None or _not_about_applying(clause, period):
            continue
        reading = _by_cue(clause)
        if reading.role in ("application", "sketch", "registration"):
            yield fact("deadline", period.iso, f"{reading.rule}.relative", clause, (period.start, event.end(1)),
                       kind=reading.role, form="relative", opens=_earliest(clause), scope=_event_scope(event))  # fmt: skip


def _not_about_applying(clause: Clause, period: Period) -> bool:
    low = clause.low
    before = low[max(0, period.start - 30) : period.start]
    return bool(
        re.search(
            r"frühestens\s*$|nicht früher als\s*$|erst\s*$|letzten\s*$|innerhalb von\s*$|höchstens\s*$|maximal\s*$",
            before,
        )
        or _PAYMENT.search(low)
        or re.search(
            r"verwendungsnachweis|bewilligungsbehörde (?:entscheidet|informiert)|mitzuteilen|teilnehm\w+ .{0,40}(?:anmeld)",
            low,
        )
    )


def _earliest(clause: Clause) -> str | None:
    found = re.search(r"frühestens\s", clause.low)
    if not found:
        return None
    late = [
        p for p in periods(clause.text) if p.start >= found.end() - 1 and p.start - found.end() < 4
    ]
    return late[0].iso if late else None


def _event_scope(event: re.Match[str]) -> str | None:
    """The event, where it is not simply the start of the project."""
    return None if re.search(r"beginn|start|kurs", event[1]) else event[0].strip()[:120]
