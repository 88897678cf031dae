"""What one crawl is asked to do, passed from the command to its child process."""

import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class SourceJob:
    """One source and where to fetch it: an http(s) address or a ``file:`` URL."""

    source: str
    address: str


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

    def dumps(self) -> str:
        return json.dumps(asdict(self))

    @classmethod
    def loads(cls, text: str) -> "Job":
        data = json.loads(text)
        data["sources"] = tuple(SourceJob(**s) for s in data["sources"])
        return cls(**data)
