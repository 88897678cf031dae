"""What a criterion says about a pair of municipality and programme."""

from typing import Literal, NamedTuple

Result = Literal["met", "not_met", "unclear"]

RESULT_LABELS: dict[Result, str] = {
    "met": "erfüllt",
    "not_met": "nicht erfüllt",
    "unclear": "unklar",
}


class Finding(NamedTuple):
    """The result and a German sentence that gives the reason."""

    result: Result
    reason: str
