"""Which words must stand in a text for a regular expression to match it.

Read off the expression itself, so that a rule stays one line: of "antr[aä]ge? .{0,30}(?:bis|zum)
(?:montag|dienstag)" a text needs "antr", one of "bis" and "zum" and one of "montag" and
"dienstag". What is not understood or may be left out is not needed: that costs time, never a hit.
"""

import re

Group = frozenset[str]
"""Words without spaces, of which at least one stands in every text that matches."""

SHORTEST = 4
"""Characters from which on a word tells anything."""
MARKS = ".,;:()[]„“”»«\"'!?|/–-•"
"""What a word neither begins nor ends with."""

_TOKEN = re.compile(
    r"\\[ux][0-9a-f]+|\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?P=\w+\)|\(\?(?:P<\w+>|<?[=!]|:)"
    r"|[*+?]\??|\{\d*,?\d*\}\??|.",
    re.DOTALL,
)
_AMOUNT = re.compile(r"[*+?]|\{\d*,?\d*\}")
_MAY_BE_NONE = re.compile(r"[*?]|\{0?,|\{0\}")
_NO_LITERALS = frozenset(".^$(")
_NOTHING: Group = frozenset()


def words_of(text: str) -> list[str]:
    """The words that stand in every text in which these characters do."""
    stripped = (word.strip(MARKS) for word in text.split())
    return [word for word in stripped if len(word) >= SHORTEST]


def most_telling(groups: list[Group]) -> Group:
    """The group that is hardest to meet, whose shortest word is the longest; empty without any."""
    return max(groups, key=lambda group: (min(map(len, group)), -len(group)), default=_NOTHING)


def branches(pattern: str) -> list[tuple[str, list[Group]]]:
    """The alternatives of an expression, in order, each with the groups that it needs."""
    reader = _Reader(pattern)
    found = []
    while True:
        begin = reader.at
        groups = reader.branch()
        found.append((pattern[begin : reader.at], groups))
        if not reader.took("|"):
            return found


class _Reader:
    """Reads one expression from left to right; `at` is how many characters of it are read."""

    def __init__(self, pattern: str) -> None:
        self._tokens = _TOKEN.findall(pattern)[::-1]
        self.at = 0

    def branch(self) -> list[Group]:
        """What the alternative that begins here needs, up to its "|" or ")" or the end."""
        groups: list[Group] = []
        run = ""
        while (token := self._next()) not in ("", "|", ")"):
            self._take()
            inner = self._group(token) if token[:1] == "(" and token[-1] != ")" else []
            literal, amount = _literal(token), self._amount()
            if literal and not amount:
                run += literal
                continue
            groups += [frozenset((word,)) for word in words_of(run)]
            run = ""
            if not _MAY_BE_NONE.match(amount):
                groups += inner
        return groups + [frozenset((word,)) for word in words_of(run)]

    def took(self, token: str) -> bool:
        """Reads this token, if it is the next one."""
        return self._next() == token and bool(self._take())

    def _group(self, opening: str) -> list[Group]:
        """What a group needs whose opening was just read."""
        alternatives = [self.branch()]
        while self.took("|"):
            alternatives.append(self.branch())
        self.took(")")
        if opening.endswith("!"):
            return []
        if len(alternatives) == 1:
            return alternatives[0]
        tellings = [most_telling(groups) for groups in alternatives]
        return [frozenset().union(*tellings)] if all(tellings) else []

    def _amount(self) -> str:
        """How often what was just read is repeated, "" for once."""
        return self._take() if _AMOUNT.match(self._next()) else ""

    def _next(self) -> str:
        return self._tokens[-1] if self._tokens else ""

    def _take(self) -> str:
        token: str = self._tokens.pop()
        self.at += len(token)
        return token


def _literal(token: str) -> str:
    """The character that a token stands for; "" when it stands for none or for several."""
    if len(token) == 1:
        return "" if token in _NO_LITERALS else token
    return token[1] if token[0] == "\\" and len(token) == 2 and not token[1].isalnum() else ""
