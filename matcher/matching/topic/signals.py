"""How much a programme's purpose and a project have in common, as a few numbers per pair.

Arrays are queries x programmes. Subjects that many programmes fund say less (idf); a subject
that is mentioned often says little more than one that is mentioned (saturation).
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher.matching.relevance.arrays import Array, array, unit
from matcher.matching.topic.subjects import KINDS, Subjects

SIGNALS: dict[str, str] = {
    "relevance": "Nähe des ganzen Textes",
    "unusual": "näher als an anderen Vorhaben",
    "same_object": "derselbe Gegenstand",
    "alike": "ähnliche Gegenstände und Themen",
    "breadth": "Breite des Programms",
    "asked": "Anteil des Zwecks, um den es geht",
    "acts": "gleiche Art von Maßnahme",
    **{kind: f"ob für anderes bestimmt ({label})" for kind, label in KINDS.items()},
    "groups": "ob für eine andere Zielgruppe",
    "addressed": "ob Kommunen gemeint sind",
    "coded": "ob die Quelle Kommunen nennt",
}
"""Signals in the order of the weights, with what they are called for people."""

WANTED, FUNDED = 3.0, 5.0
"""Weight of mentions at which a subject of a project, of a purpose, counts half."""
ASKED, COVERED = 1.0, 2.0
"""The same where one side is looked up in the other."""
ACTED = 2, 3
"""The same of acts, of the project and of the purpose."""
MENTIONED = 0.3
"""Share from which a kind or group counts as mentioned by a project."""
FAINT = 2.0
"""Length of a side's objects below which they are too few to be what it is all about: one that is
mentioned once, and nothing else."""
_TINY = 1e-9


class Purposes(NamedTuple):
    """What the signals need of all programmes: mentions of subjects in their purposes
    (programmes x subjects), how much each subject tells, and their relevance to projects of all
    sorts: mean and spread."""

    hits: Array
    telling: Array
    usual: Array
    spread: Array


def telling(hits: Array) -> Array:
    """How much each subject tells: less, the more programmes fund it."""
    return array(np.log(1 + len(hits) / ((hits > 1).sum(axis=0) + 1)))


class Funded(NamedTuple):
    """What the signals need of the purposes themselves, the same for every project: their
    direction among objects, their weights and length among subjects, what they cover, and their
    shares of subjects, acts, kinds and groups."""

    pointed: Array
    weights: Array
    lengths: Array
    covers: Array
    shares: Array
    acts: Array
    kinds: Array
    groups: Array


def funded(purposes: Purposes, of: Subjects) -> Funded:
    """From the mentions of subjects in all purposes."""
    hits = purposes.hits
    weights = _weighted(hits, FUNDED, purposes)
    return Funded(
        _pointed(weights[:, : of.objects]),
        weights,
        lengths=array(np.sqrt(np.einsum("ij,ij->i", weights @ of.near, weights))),
        covers=_nearest(_saturated(hits, COVERED), of.near),
        shares=_shares(weights),
        acts=unit(array(_saturated(hits, ACTED[1]) @ of.acts.T)),
        kinds=array(_shares(_saturated(hits, FUNDED)) @ of.kinds.T),
        groups=_shares(array(_saturated(hits, 3) @ of.groups.T)),
    )


def signals(
    wanted: Array, relevance: Array, programmes: tuple[Purposes, Funded],
    named: tuple[Array, Array], of: Subjects,
) -> Array:  # fmt: skip
    """Signals x queries x programmes.

    `wanted` holds mentions of subjects in the queries, `relevance` goes from 0 to 1, `named`
    tells for each programme whether municipalities may apply and whether the source says so.
    """
    purposes, known = programmes
    asked = _weighted(wanted, WANTED, purposes)
    found = [
        relevance,
        (relevance - purposes.usual) / purposes.spread,
        _pointed(asked[:, : of.objects]) @ known.pointed.T,
        *_by_nearness(wanted, asked, known, of.near),
        unit(array(_saturated(wanted, ACTED[0]) @ of.acts.T)) @ known.acts.T,
        *_apart((_saturated(wanted, 2) @ of.kinds.T) <= MENTIONED, known.kinds),
        _of_groups(wanted, known, of),
        *(np.broadcast_to(one, relevance.shape) for one in named),
    ]
    return np.stack([array(np.asarray(one)) for one in found])


def _saturated(hits: Array, half: float) -> Array:
    return array(hits / (hits + half))


def _weighted(hits: Array, half: float, purposes: Purposes) -> Array:
    return array(_saturated(hits, half) * purposes.telling)


def _pointed(weights: Array) -> Array:
    """Rows as directions, the shorter the fainter they are."""
    squares = np.einsum("ij,ij->i", weights, weights)[:, np.newaxis]
    return array(weights / np.sqrt(squares + FAINT**2))


def _shares(weights: Array) -> Array:
    return array(weights / np.maximum(weights.sum(axis=1, keepdims=True), _TINY))


def _by_nearness(
    wanted: Array, asked: Array, known: Funded, near: Array
) -> tuple[Array, Array, Array]:
    """Likeness, share of the wishes that the purpose covers, share of the purpose asked for."""
    towards = asked @ near
    lengths = np.sqrt(np.einsum("ij,ij->i", towards, asked))
    alike = (towards @ known.weights.T) / np.maximum(np.outer(lengths, known.lengths), _TINY)
    reaches = _nearest(_saturated(wanted, ASKED), near)
    return array(alike), array(_shares(asked) @ known.covers.T), array(reaches @ known.shares.T)


def _nearest(weights: Array, near: Array) -> Array:
    """For each subject the most that a row has of it or of something near it."""
    found = np.zeros_like(weights)
    for row, values in enumerate(weights):
        present = np.flatnonzero(values)
        if len(present):
            found[row] = (near[present] * values[present, None]).max(axis=0)
    return found


def _apart(absent: NDArray[np.bool_], shares: Array) -> list[Array]:
    """For each kind the share of the purpose that is of it, where the project does not mention
    that kind."""
    return [array(np.outer(absent[:, kind], shares[:, kind])) for kind in range(len(KINDS))]


def _of_groups(wanted: Array, known: Funded, of: Subjects) -> Array:
    """Share of the groups that the purpose is meant for and the project does not mention."""
    absent = (_saturated(wanted, 2) @ of.groups.T) < MENTIONED
    return array(absent.astype(np.float32) @ known.groups.T)
