"""Subjects: what exactly is built, bought, staffed or planned, and how near two of them are.

`gegenstaende.yml` lists objects that town halls apply for and programmes fund, finer than the
themes; both together are the subjects. A subject is near itself (1), what a programme of that
name covers (`deckt`), its theme, and other objects of its theme.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any, Literal

import numpy as np

from matcher.matching.relevance.arrays import Array, array
from matcher.matching.relevance.themes import Themes, themes
from matcher.matching.word_lists import read_list

Kind = Literal["forschung", "ausland", "landwirte", "unternehmen"]
KINDS: dict[Kind, str] = {
    "forschung": "Forschung",
    "ausland": "Ausland",
    "landwirte": "Landwirtschaft",
    "unternehmen": "Unternehmen",
}
"""Kinds of programmes that are made for others than municipalities, with their German names; in
the order of the signals."""
ACTS = ("bau", "beschaffung", "personal", "konzept", "angebot", "forschung", "betrieb")
"""What is done with an object."""

COVERED, OWN_THEME, SAME_THEME, NEAR_THEMES, NEAR_OBJECTS = 0.8, 0.7, 0.5, 0.4, 0.25
"""How near two subjects are; the same one counts 1."""
_KIND_THEMES: dict[str, Kind] = {
    "Forschung": "forschung",
    "Eine Welt": "ausland",
    "Außenwirtschaft": "ausland",
    "Landwirtschaft": "landwirte",
    "Mittelstand": "unternehmen",
}
"""Themes that stand for a kind."""
_KIND_OF_THEME = {"Forschung", "Eine Welt", "Außenwirtschaft", "Landwirtschaft"}
"""Themes whose objects all are of that kind."""


class Subjects:
    """Objects and after them themes; positions are indices into `names`.

    `words` finds them in texts. `near` (subjects x subjects) is symmetric. `kinds`, `acts` and
    `groups` tell which subjects are of a kind, an act or meant for a group of people.
    """

    def __init__(self, entries: list[dict[str, Any]], of: Themes) -> None:
        self.objects = len(entries)
        self.names = [*(str(entry["gegenstand"]) for entry in entries), *of.names]
        self.words = Themes(
            [{"thema": entry["gegenstand"], "worte": entry["worte"]} for entry in entries]
            + [
                {"thema": f"Thema {name}", "worte": ", ".join(listed)}
                for name, listed in zip(of.names, of.listed, strict=True)
            ]
        )
        parents = np.array([of.names.index(str(entry["thema"])) for entry in entries])
        self.near = _near(entries, parents, of)
        self.kinds = self._marked(KINDS, [self._kinds_of(entry) for entry in entries])
        for theme, kind in _KIND_THEMES.items():
            self.kinds[[*KINDS].index(kind), self.objects + of.names.index(theme)] = 1
        self.acts = self._marked(ACTS, [entry.get("art", ()) for entry in entries])
        groups = sorted({group for entry in entries for group in entry.get("gruppe", ())})
        self.groups = self._marked(groups, [entry.get("gruppe", ()) for entry in entries])

    def _kinds_of(self, entry: dict[str, Any]) -> set[str]:
        found = set(entry.get("gruppe", ())) & {"ausland", "landwirte", "unternehmen"}
        if entry["thema"] in _KIND_OF_THEME:
            found.add(_KIND_THEMES[entry["thema"]])
        if entry.get("art") == ["forschung"]:
            found.add("forschung")
        return found

    def _marked(self, labels: Iterable[str], of: Iterable[Iterable[str]]) -> Array:
        """Labels x subjects: 1 where the subject has the label."""
        marks = [set(found) for found in of]
        rows = [[float(label in found) for found in marks] for label in labels]
        padded = np.pad(np.array(rows), ((0, 0), (0, len(self.names) - self.objects)))
        return array(padded)


def _near(entries: list[dict[str, Any]], parents: np.ndarray[Any, Any], of: Themes) -> Array:
    n = len(entries)
    touching = (of.near + of.near.T) > 0
    objects = np.where(parents[:, None] == parents, SAME_THEME,
                       np.where(touching[np.ix_(parents, parents)], NEAR_OBJECTS, 0.0))  # fmt: skip
    places = {str(entry["gegenstand"]): place for place, entry in enumerate(entries)}
    for place, entry in enumerate(entries):
        for covered in entry.get("deckt", ()):
            objects[place, places[covered]] = objects[places[covered], place] = COVERED
    near = np.zeros((n + len(of.names),) * 2)
    near[:n, :n] = objects
    near[n:, n:] = NEAR_THEMES * touching
    near[np.arange(n), n + parents] = near[n + parents, np.arange(n)] = OWN_THEME
    np.fill_diagonal(near, 1.0)
    return array(near)


@cache
def subjects() -> Subjects:
    """The subjects that come with Förderlage."""
    return Subjects(read_list("matcher.matching.topic", "gegenstaende.yml"), themes())
