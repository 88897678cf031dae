"""What the process that fills the catalogue is told, and what it tells."""

from datetime import date
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict

from db.nightly_status import StepStatus


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True)


class Order(_Record):
    """Fill the catalogue of this data folder on a day.

    `upload` is how many bytes of an export follow on the same way, 0 where the sources are fetched
    from their addresses.
    """

    folder: Path
    today: date
    upload: int = 0


class Told(_Record):
    """What the process says of itself: a step begins, so many documents of it are read, a step is
    done, or nothing could be begun at all (`refused`)."""

    event: Literal["begin", "progress", "done", "refused"]
    title: str = ""
    read: int = 0
    total: int = 0
    step: StepStatus | None = None
    words: str = ""
