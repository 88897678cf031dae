"""Money that programmes outside the catalogue granted a project: only the record knows of it."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from db.programmes.catalogue import StoredProgramme
from db.records import Programme
from matcher import german
from matcher.tracker.own_share.grant import ZERO
from matcher.tracker.own_share.recorded import OUTSIDE, Recorded, Records


def outside(records: Records) -> tuple[StoredProgramme, ...]:
    """Each such programme that granted money, as one without texts under the title of its award."""
    return tuple(_as_programme(title) for title in _granted(records))


def granted_elsewhere(records: Records) -> Decimal:
    """What they granted together, in euros; what is not known counts nothing."""
    return sum((one.grant or ZERO for one in _granted(records).values()), ZERO)


def elsewhere_notes(records: Records) -> tuple[str, ...]:
    """What was granted, by which notice and for which period (German)."""
    return tuple(
        f"Nicht im Katalog, aber bewilligt: „{title}“, {_sum(one)} ({notice_and_period(one)})."
        for title, one in _granted(records).items()
    )


def notice_and_period(record: Recorded) -> str:
    """Zuwendungsbescheid vom 03.05.2024, Bewilligungszeitraum 01.06.2024 bis 31.12.2026."""
    first = record.stated.get("bewilligungszeitraum_ab")
    last = record.stated.get("bewilligungszeitraum_bis")
    said = [f"ab {german.day(first)}"] if first and not last else []
    said += [f"bis {german.day(last)}"] if last and not first else []
    said += [f"{german.day(first)} bis {german.day(last)}"] if first and last else []
    return ", ".join([record.words, *(f"Bewilligungszeitraum {one}" for one in said)])


def _granted(records: Records) -> Mapping[str, Recorded]:
    return {
        title: one
        for (source, title), one in records.items()
        if source == OUTSIDE and one.outcome == "granted"
    }


def _sum(one: Recorded) -> str:
    return "Zuwendung nicht eingetragen" if one.grant is None else german.euros(one.grant)


def _as_programme(title: str) -> StoredProgramme:
    programme = Programme(OUTSIDE, title, url="", title=title, level="unknown")
    return StoredProgramme(
        0, programme, version=0, first_seen=date.min, last_seen=date.min, changed_on=date.min,
        gone_since=None,
    )  # fmt: skip
