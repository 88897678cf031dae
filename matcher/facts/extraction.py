"""Evaluating what is stored: facts of the programmes whose texts or rules are new."""

import os
from collections.abc import Callable, Generator
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import closing
from dataclasses import dataclass
from multiprocessing import active_children
from pathlib import Path

from db import lifeline
from db.errors import FoerderlageError
from db.faults import defect
from db.files import DataDir, catalogue_at
from db.programmes import facts as stored_facts
from db.programmes.facts import Extracted
from db.programmes.fingerprints import sha256
from matcher.facts.extract import extract
from matcher.facts.rules_digest import rules_digest
from matcher.facts.validity import end_of_validity
from matcher.facts.wording import told_deadline

BLOCK = 24
"""Programmes that a worker evaluates at a time, and that are stored at a time."""
FEW = 60
"""Up to so many programmes, starting workers would take longer than the work."""


RATES = ("rate", "rate_legal")


@dataclass(frozen=True, slots=True)
class ExtractionReport:
    """How many programmes there are, how many were evaluated now, how many in vain."""

    programmes: int
    evaluated: int
    facts: int
    failed: int


def extract_stored(
    data: DataDir, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> ExtractionReport:
    """Evaluate the programmes whose texts or rules changed since they were evaluated last.

    A programme that cannot be evaluated is stored as such with its reason and does not stop
    the others. Raises FoerderlageError when the workers die.
    """
    with catalogue_at(data.catalogue) as db:
        wanted = {
            programme_id: sha256(digests + rules_digest())
            for programme_id, digests in stored_facts.text_digests(db).items()
        }
        known = stored_facts.fingerprints(db)
        pending = [(i, f) for i, f in wanted.items() if known.get(i) != f]
        done = found = failed = 0
        # closed at once, not when nobody refers to it any more: it ends the workers
        with closing(_evaluated(data.catalogue, pending)) as blocks:
            for block in blocks:
                stored_facts.save_facts(db, block)
                done += len(block)
                found += sum(len(e.facts) for e in block)
                failed += sum(bool(e.failure) for e in block)
                progress(done, len(pending))
    return ExtractionReport(len(wanted), done, facts=found, failed=failed)


def evaluate(programme_id: int, fingerprint: str, title: str, texts: dict[str, str]) -> Extracted:
    """The facts of one programme, or the reason why there are none."""
    try:
        facts = tuple(extract(title, texts))
    # rules are many and texts are open: a defect of one, of whatever kind, must not cost the other
    # programmes; it is stored with the programme, and told by `extract` and the night
    except Exception as error:
        return Extracted(programme_id, fingerprint, failure=defect(error))
    ends = end_of_validity(facts)
    return Extracted(
        programme_id,
        fingerprint,
        facts=facts,
        mode=next((str(f.value) for f in facts if f.kind == "application_mode"), "unspecified"),
        deadlines="; ".join(told_deadline(f) for f in facts if f.kind == "deadline"),
        rate=max((float(f.value) for f in facts if f.kind in RATES), default=None),
        valid_until=ends.isoformat() if ends else None,
    )


def _evaluated(
    catalogue: Path, pending: list[tuple[int, str]]
) -> Generator[list[Extracted], None, None]:
    """Blocks of results as they get ready, from as many processes as there are cores.

    Closing the generator, or any error, ends the processes where they stand.
    """
    blocks = [pending[i : i + BLOCK] for i in range(0, len(pending), BLOCK)]
    workers = min(os.cpu_count() or 1, len(blocks))
    if len(pending) <= FEW or workers < 2:
        for block in blocks:
            yield _evaluate_block(catalogue, block)
        return
    with lifeline.pool(workers) as pool:
        try:
            running = [pool.submit(_evaluate_block, catalogue, block) for block in blocks]
            for ready in as_completed(running):
                yield ready.result()
        except BrokenProcessPool as error:
            raise FoerderlageError(
                "Das Auswerten der Texte brach ab, vermutlich fehlte Arbeitsspeicher.",
                "Was fertig war, ist gespeichert; bitte „matcher extract“ erneut ausführen.",
            ) from error
        except BaseException:
            for started in active_children():
                started.terminate()
            raise


def _evaluate_block(catalogue: Path, block: list[tuple[int, str]]) -> list[Extracted]:
    with catalogue_at(catalogue) as db:
        return [
            evaluate(programme_id, fingerprint, *stored_facts.texts_of(db, programme_id))
            for programme_id, fingerprint in block
        ]
