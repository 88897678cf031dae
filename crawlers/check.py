"""Comparing a harvest with the last good run before it may replace that."""

from crawlers.source import Expectations
from db.katalog.census import Census
from db.records import TEXT_FIELDS

_LABELS = TEXT_FIELDS | {
    "issued": "Veröffentlicht",
    "keywords": "Stichwörter",
    "contacts": "Kontakte",
    "links": "Links",
    "organisations": "Förderorganisationen",
    "Foerdergeber": "Fördergeber",
    "Foerdergebiet": "Fördergebiet",
    "Foerderberechtigte": "Förderberechtigte",
    "Foerderart": "Förderart",
    "Foerderbereich": "Förderbereich",
}
NAMED = 3
"""So many properties are named in a message; further ones are counted."""


def concerns(
    new: Census, old: Census, expected: Expectations, *, same_reader: bool = True
) -> list[str]:
    """What speaks against taking over `new`, as German sentences; empty when nothing does.

    With another version of the reader texts may well differ, so they are not compared.
    """
    if not old.programmes:
        return []
    found = [_too_few(new, old, expected), _emptied(new, old, expected)]
    if same_reader:
        found.append(_rewritten(new, old, expected))
    return [sentence for sentence in found if sentence]


def _too_few(new: Census, old: Census, expected: Expectations) -> str:
    if new.programmes >= expected.min_share_of_last * old.programmes:
        return ""
    share = new.programmes / old.programmes
    return (
        f"Nur {_number(new.programmes)} lesbare Programme statt zuletzt "
        f"{_number(old.programmes)} ({share:.0%}, erwartet mindestens "
        f"{expected.min_share_of_last:.0%})."
    ).replace("%", " %")


def _emptied(new: Census, old: Census, expected: Expectations) -> str:
    fallen = []
    for name, before in sorted(old.counts.items()):
        rate_before = before / old.programmes
        rate = new.counts[name] / new.programmes if new.programmes else 0.0
        if before >= expected.min_filled and rate < rate_before * (1 - expected.max_fill_drop):
            label = _LABELS.get(name, name)
            fallen.append(f"„{label}“ bei {rate:.0%} statt {rate_before:.0%} der Programme")
    if not fallen:
        return ""
    more = f" und {len(fallen) - NAMED} weitere Angaben" if len(fallen) > NAMED else ""
    text = f"Viel seltener ausgefüllt als zuletzt: {', '.join(fallen[:NAMED])}{more}."
    return text.replace("%", " %")


def _rewritten(new: Census, old: Census, expected: Expectations) -> str:
    common = changed = 0
    for key, texts in old.texts.items():
        now = new.texts.get(key, {})
        for name in texts.keys() & now.keys():
            common += 1
            changed += texts[name] != now[name]
    if not common or changed <= expected.max_texts_changed * common:
        return ""
    share = f"{changed / common:.0%}".replace("%", " %")
    return (
        f"{share} aller Texte sind anders als zuletzt ({_number(changed)} von {_number(common)})."
    )


def _number(value: int) -> str:
    return f"{value:,}".replace(",", ".")
