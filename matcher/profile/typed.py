"""How much may stand in the texts of a profile, wherever it comes from but the database."""

import re

from pydantic import AfterValidator, ValidationInfo

from db.kommune.limits import LIMITS, Record

_LINE_END = re.compile(r"[ \t]*[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+\s*")
STORED = object()
"""The context in which stored profiles are read: what is there is never refused."""


def typed(record: Record, name: str) -> AfterValidator:
    """The rule of `LIMITS` for this field; several lines of one that has one become that."""
    limit = LIMITS[record][name]

    def checked(text: str, info: ValidationInfo) -> str:
        if info.context is STORED:
            return text
        if limit.one_line:  # a cell of a spreadsheet may have several
            text = _LINE_END.sub(" ", text)
        wrong = limit.fault(text)
        if wrong:
            raise ValueError(wrong)
        return text

    return AfterValidator(checked)
