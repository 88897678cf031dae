"""How much may stand in the texts of a profile, wherever it comes from but the database."""

from pydantic import AfterValidator, ValidationInfo

from db.kommune.limits import LIMITS, Record

STORED = object()
"""The context in which stored profiles are read: what is there is never refused."""


def typed(record: Record, name: str) -> AfterValidator:
    """The rule of `LIMITS` for this field."""
    limit = LIMITS[record][name]

    def checked(text: str, info: ValidationInfo) -> str:
        wrong = "" if info.context is STORED else limit.fault(text)
        if wrong:
            raise ValueError(wrong)
        return text

    return AfterValidator(checked)
