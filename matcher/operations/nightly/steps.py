"""The steps of a night, each with what it says when it is done."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from crawlers.source import Source
from db.files import DataDir, catalogue_at, kommune_at
from db.katalog.sources import last_good_days
from db.kommune.succession.proposals import successions
from db.programmes import catalogue
from db.programmes import facts as stored_facts
from db.records import RunReport
from db.vocabulary import CHANGE_LABELS
from matcher import german
from matcher.award.periods import months_later
from matcher.changes.kept import keep_compared, rested_on
from matcher.changes.succession.stored import propose
from matcher.facts.extraction import extract_stored
from matcher.matching.stored import ProjectNews, current_index, current_topics, match_stored
from matcher.operations.backup.making import make_backup, rotate
from matcher.operations.backup.sets import backup_folder
from matcher.operations.nightly import housekeeping, mails, planning
from matcher.operations.nightly.due import next_due
from matcher.operations.nightly.log import log_folder
from matcher.operations.nightly.outcome import Outcome
from matcher.profile.stored import stored_profiles
from matcher.settings.model import Settings

SHOWN_FAILURES = 5


_EMPTY = Outcome("der Katalog ist leer", state="skipped")


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `run` may raise: then it failed and the next one begins."""

    name: str
    title: str
    run: Callable[[], Outcome]


@dataclass(frozen=True, slots=True)
class Night:
    """What the steps work on. `crawl` fetches and commits one source; `all_sources` fetches
    those that are not due, too; `now` names the backup."""

    data: DataDir
    today: date
    now: datetime
    settings: Settings
    sources: dict[str, Source]
    crawl: Callable[[str], RunReport]
    all_sources: bool = False


def steps(night: Night) -> list[Step]:
    """The steps in their order."""
    return [
        *(
            Step(f"crawl:{name}", f"Abruf {name}", run=partial(_crawl, night, source))
            for name, source in night.sources.items()
        ),
        Step("facts", "Auswertung", run=partial(_facts, night)),
        Step("index", "Suchindex", run=partial(_index, night)),
        Step("matches", "Abgleich", run=partial(_matches, night)),
        Step("successors", "Nachfolger", run=partial(_successors, night)),
        Step(
            "records",
            "Bescheide",
            run=partial(planning.records, night.data, night.now, night.today),
        ),
        Step(
            "meetings",
            "Sitzungen",
            run=partial(planning.meetings, night.data, night.now, night.today),
        ),
        Step("plans", "Pläne", run=partial(planning.plans, night.data, night.today)),
        Step(
            "unanswered",
            "Ohne Reaktion",
            run=partial(planning.unanswered, night.data, night.now, night.today, night.settings),
        ),
        *_mails(night),
        Step("backup", "Sicherung", run=partial(_backup, night)),
        Step("housekeeping", "Aufräumen", run=partial(_housekeeping, night)),
    ]


def _mails(night: Night) -> list[Step]:
    """The step that sends mails, where the settings name a server."""
    if not night.settings.mail.host:
        return []
    return [Step("digest", "Mails", run=partial(mails.digest, night.data, night.settings, night.now,
                                            night.today, night.sources))]  # fmt: skip


def _crawl(night: Night, source: Source) -> Outcome:
    last_good = None
    if night.data.catalogue.exists():
        with catalogue_at(night.data.catalogue) as db:
            last_good = last_good_days(db).get(source.name)
    due = next_due(source.frequency, last_good, night.today)
    if due > night.today and not night.all_sources:
        return Outcome(f"nicht fällig, wieder am {german.day(due)}", state="skipped")
    good = False
    try:
        report = night.crawl(source.name)
        good = report.good
    finally:
        # the next crawl overwrites its log; the one that tells what went wrong is kept
        if not good and night.data.log.exists():
            shutil.copy(night.data.log, log_folder(night.data) / f"abruf-{source.name}.log")
    if not good:
        return Outcome("nicht übernommen", problems=(report.message,), state="failed")
    names = ("programmes", "new", "changed", "gone", "returned", "missing", "issues")
    message = (
        f"{german.number(report.programmes)} Programme ({report.new} neu,"
        f" {report.changed} geändert, {report.gone} weggefallen)"
        if report.state == "committed"
        else f"unverändert, {german.number(report.programmes)} Programme"
    )
    return Outcome(message, {name: getattr(report, name) for name in names})


def _facts(night: Night) -> Outcome:
    report = extract_stored(night.data)
    with catalogue_at(night.data.catalogue) as db:
        failures = stored_facts.failures(db)
    problems = [
        f"„{title}“ ließ sich nicht auswerten ({reason})."
        for title, reason in failures[:SHOWN_FAILURES]
    ]
    if len(failures) > SHOWN_FAILURES:
        problems.append(f"Weitere {len(failures) - SHOWN_FAILURES} ließen sich nicht auswerten.")
    return Outcome(
        f"{german.number(report.evaluated)} von {german.number(report.programmes)} Programmen"
        " neu ausgewertet",
        {"evaluated": report.evaluated, "facts": report.facts, "failures": len(failures)},
        problems=tuple(problems),
        state="attention" if problems else "good",
    )


def _index(night: Night) -> Outcome:
    with catalogue_at(night.data.catalogue) as db:
        if not catalogue.count_programmes(db):
            return _EMPTY
        index = current_index(night.data, db)
        current_topics(night.data, db, index)
    return Outcome("aktuell", {"programmes": index.size})


def _matches(night: Night) -> Outcome:
    with catalogue_at(night.data.catalogue) as db:
        if not catalogue.count_programmes(db):
            return _EMPTY
    if not any(profile.projekte for profile in stored_profiles(night.data)):
        return Outcome("kein Vorhaben gespeichert", state="skipped")
    news = match_stored(night.data, night.today, lambda _done, _all: None)
    keep_compared(night.data)
    return told_matches(news)


def told_matches(news: list[ProjectNews]) -> Outcome:
    """The outcome of matching in one line."""
    changes = {name: sum(n.changes[name] for n in news) for name in CHANGE_LABELS}
    fresh = sum(len(n.fresh) for n in news)
    told = [f"{german.number(fresh)} neu unter den besten"]
    told += [f"{german.number(n)} {CHANGE_LABELS[name]}" for name, n in changes.items() if n]
    return Outcome(
        f"{german.number(len(news))} Vorhaben, {', '.join(told)}",
        {"projects": len(news), "fresh": fresh, **changes},
    )


def _successors(night: Night) -> Outcome:
    with kommune_at(night.data.kommune) as own, catalogue_at(night.data.catalogue) as db:
        fresh = propose(own, db, night.today)
        waiting = len(successions(own, "proposed"))
    if not waiting:
        return Outcome("keine Vorschläge", {"new": 0, "open": 0})
    noun = "Vorschlag" if waiting == 1 else "Vorschläge"
    told = f"{german.number(waiting)} {noun} offen, {german.number(fresh)} davon neu"
    return Outcome(told, {"new": fresh, "open": waiting})


def _backup(night: Night) -> Outcome:
    report = make_backup(night.data, night.settings, night.now)
    gone = rotate(backup_folder(night.data, night.settings), night.settings, night.now)
    removed = f"; alte entfernt: {german.listed(gone)}" if gone else ""
    return Outcome(
        f"{report.made.path.name} geprüft, {german.size(report.made.size)}{removed}",
        {"bytes": report.made.size, "removed": len(gone)},
        problems=(report.problem,) if report.problem else (),
        state="attention" if report.problem else "good",
    )


def _housekeeping(night: Night) -> Outcome:
    referred: dict[tuple[str, str], set[int]] = {}
    for source, key, number in rested_on(night.data):
        referred.setdefault((source, key), set()).add(number)
    counts = housekeeping.clean(
        night.data,
        night.today,
        night.settings.nightly.keep_versions_months,
        referred,
        sessions_since=night.now - timedelta(days=night.settings.access.session_days),
        names=housekeeping.NamesKept(
            months_later(night.today, -night.settings.people.names_kept_months), night.now
        ),
    )
    gone = [
        f"{german.number(counts[name])} {words[counts[name] != 1]}"
        for name, words in housekeeping.LABELS.items()
        if counts[name]
    ]
    message = f"entfernt: {german.listed(gone)}" if gone else "nichts zu entfernen"
    if counts[housekeeping.BYTES]:
        message += f"; {german.number(counts[housekeeping.BYTES] / 1e6, 1)} MB freigegeben"
    return Outcome(message, counts)
