"""What one crawl is asked to do, passed from the command to its child process."""

from dataclasses import dataclass, field

from pydantic import TypeAdapter

from crawlers.network.limits import Limits
from db.records import Acceptance


@dataclass(frozen=True, slots=True)
class SourceJob:
    """One source and where to fetch it: an http(s) address or a ``file:`` URL.

    `typed` says that a person gave this address by hand instead of the source file;
    `accepted` that a person answers for what the checks will find.
    """

    source: str
    address: str
    typed: bool = False
    accepted: Acceptance | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """All sources of one command. `today` is an ISO date, `contact` goes into the user agent,
    `delay` is the pause between two requests to one host, in seconds."""

    catalogue: str
    today: str
    contact: str
    log: str
    sources: tuple[SourceJob, ...]
    delay: float = 1.0
    limits: Limits = field(default_factory=Limits)

    def dumps(self) -> str:
        return _JOB.dump_json(self).decode()

    @classmethod
    def loads(cls, text: str) -> "Job":
        return _JOB.validate_json(text)


_JOB = TypeAdapter(Job)
