"""The exceptions whose text is meant for a clerk, not for a programmer."""

from collections.abc import Mapping


class FoerderlageError(Exception):
    """A failure that can be explained: what happened, where, and what to do next.

    `what` and `advice` are German sentences; together they form the single line that
    the command line prints without a traceback.
    """

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(f"{what} {advice}".strip())
        self.what = what
        self.advice = advice


class FaultyFields(FoerderlageError):
    """Something is wrong with single fields of what somebody entered.

    `fields` names each (as the record or the form does) with a German sentence, in the order in
    which a form asks for them; the whole is said by `what` and `advice` as always.
    """

    def __init__(self, what: str, advice: str = "", *, fields: Mapping[str, str]) -> None:
        super().__init__(what, advice)
        self.fields = dict(fields)
