"""The one exception type whose text is meant for a clerk, not for a programmer."""


class FoerderlageError(Exception):
    """A failure that can be explained: what happened, where, and what to do next.

    `what` and `advice` are German sentences; together they form the single line that
    the command line prints without a traceback.
    """

    def __init__(self, what: str, advice: str = "") -> None:
        super().__init__(f"{what} {advice}".strip())
        self.what = what
        self.advice = advice
