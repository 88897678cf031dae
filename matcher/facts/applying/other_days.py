"""Days that stand near an application and bind somebody or something else.

Each kind is a thought of its own, so that a new one is a line: the authority that has to
decide, the Land that reports, the period of a commitment, a reference date, an extension on
request, a transitional rule, an earliest day, the day a condition is measured at.
"""

import re

from matcher.facts.pattern import any_of

_AUTHORITY = (
    r"(?:bewilligungs(?:behörde|stelle)\w*|programmträger\w*|projektträger\w*|ministerium\w*"
    r"|\w*ministerium"
    r"|länder|land|zwischenstelle\w*|landesdirektion\w*|regierungspräsidi\w+|bezirksregierung\w*"
    r"|landratsamt|landratsämter|kultusministerium|landesamt|aufsichtsbehörde\w*"
    r"|senatsverwaltung|bundesamt"
    r"|auswahlgremium|jury|kommission|fachbehörde\w*|geschäftsstelle)"
)
_ACTS = (
    r"(?:melde[nt]|übermittel[nt]|lege?[nt]|leite[nt]|entscheide[nt]|prüf(?:t|en)|informier(?:t"
    r"|en)|teil(?:t|en)"
    r"|erstell(?:t|en)|benenn(?:t|en)|bewilligen?|bewilligt|stell(?:t|en) .{0,60}(?:auf|fest"
    r"|bereit)|wähl(?:t|en)"
    r"|beruf(?:t|en)|bericht(?:et|en)|fass(?:t|en) .{0,40}zusammen|veröffentlich(?:t|en)"
    r"|gib(?:t)?\b)"
)
_WHOLE = any_of(
    rf"\b(?:die|das|der) (?:\w+ ){{0,2}}?{_AUTHORITY} (?:\w+ ){{0,3}}?{_ACTS}",
    rf"\b{_ACTS} (?:die|das|der) (?:\w+ ){{0,2}}?{_AUTHORITY}\b",
    rf"(?:von|durch) (?:der|dem|den|die|das) (?:\w+ ){{0,2}}?{_AUTHORITY} .{{0,160}}(?:zu melden"
    rf"|vorzulegen|zu bescheiden"
    r"|weiterzuleiten|mitzuteilen|übermittelt|vorgelegt|zu übersenden|zu übermitteln)",
    r"verpflichtungs(?:zeitraum|jahr|beginn)\w*.{0,120}(?:beginnt|läuft|endet|umfasst)",
    r"(?:für|über) folgende zeiträume",
    r"verlängerung\w* (?:\w+ ){0,5}?(?:bis|um)\b(?!.{0,60}frist)",
    r"\bgilt\b.{0,120}\b(?:fort|weiter|weiterhin)\b|\bgelten\b.{0,120}\b(?:fort|weiter"
    r"|weiterhin)\b",
    r"(?:findet|finden) .{0,80}(?:richtlinie|vorschrift|fassung)\w* .{0,80}anwendung",
    r"\bfinde[nt] weiterhin (?:\w+ ){0,2}?anwendung\b",
    r"(?:nach|gemäß|auf der grundlage) (?:der|dieser) (?:bisherigen|alten|vorherigen)"
    r" (?:richtlinie|vorschrift)",
    r"(?:mit|in|zu) (?:dem|einem|ihrem) (?:\w*antrag|antrage) (?:ist|sind|hat|haben) .{0,160}"
    r"(?:einzureichen|vorzulegen|beizufügen|anzugeben|darzulegen|nachzuweisen)",
    r"nachförder|aufwuchs|bewirtschaft\w+ .{0,60}(?:bis|ab) zum|aussaat|mahd|beweid",
)
"""Sentences no day of which is a day to apply by."""
_AFTER = any_of(
    r"[^.;]{0,140}\bzu (?:(?:ver)?bescheiden|entscheiden|bearbeiten|bewilligen|prüfen|verausgaben"
    r"|verwenden|erheben)\b",
    r"[^.;]{0,80}\b(?:entschieden|beschieden|bewilligt) (?:wird|werden|worden|ist|sind)\b",
    r"[^.;]{0,40}\bangestrebt\b",
    r"[^.;,]{0,40}\b(?:gegründet|errichtet|fertiggestellt|erworben|beschafft|eingestellt|in"
    r" betrieb)",
)
"""What follows such a day."""
_BEFORE = any_of(
    r"\b(?:jahre?|monate?)n? \((?:vom )?[^()]{0,40}$",
    r"\bstand(?:\s?:)?(?: zum| vom| am)?\s*$",
    r"(?:abschnitt|zeitraum|laufzeit|periode)\w* (?:vom |von )?[\d. ]+ ?(?:–|-|bis(?: zum)?) ?$",
    r"\b(?:bisher|ursprünglich|zuvor|bislang)\s*:?\s*$",
    r"(?:früheste[rn]?|frühestmögliche[rn]?) [\w-]+(?: \w+){0,3} (?:ist|der|am)(?: der)?\s*$",
    r", (?:in|bei|mit|an|auf|für|zu|von) (?:denen|dem|der|deren|welche[nmr])\b[^.,]{0,160}$",
    r"(?:daten|zahlen|bestand|einwohner\w*|werte?|quote\w*|mitgliedsfläche)\b.{0,40}(?:zum|am"
    r"|vom)(?: stichtag)?\s*$",
    r"(?:zeitraum|zeitspanne|zeit) (?:vom|von) [^.;]{0,40}\bbis(?: zum| einschließlich)?\s*$",
)
"""What stands right before such a day."""
_OF_APPLYING = re.compile(
    r"(?:antrags|einreichungs|bewerbungs|anmelde|einreich)\w*(?:zeitr(?:aum|äume)|phase|fenster)"
    r"|im zeitraum|in der zeit"
    r"|einzureichen|eingereicht|gestellt werden|zu stellen|zu beantragen|bewerben|reich(?:en"
    r"|t) |stell(?:en|t) "
)


def is_of_something_else(low: str, start: int, end: int) -> bool:
    """Whether the day at these offsets of a sentence in lower case binds no applicant."""
    before = low[max(0, start - 200) : start]
    found = _WHOLE.search(low) or _AFTER.match(low, end)
    if found:
        return True
    hit = _BEFORE.search(before)
    return bool(hit and not (hit[0].lstrip().startswith("zeit") and _OF_APPLYING.search(low)))
