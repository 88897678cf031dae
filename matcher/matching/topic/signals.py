"""How much a programme's purpose and a project have in common, as a few numbers per pair.

Arrays are queries x programmes. Subjects that many programmes fund say less (idf); a subject
that is mentioned often says little more than one that is mentioned (saturation).
"""

from typing import NamedTuple

import numpy as np

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


def signals(
    wanted: Array, relevance: Array, purposes: Purposes, named: tuple[Array, Array], of: Subjects
) -> Array:
    """Signals x queries x programmes.

    `wanted` holds mentions of subjects in the queries, `relevance` goes from 0 to 1, `named`
    tells for each programme whether municipalities may apply and whether the source says so.
    """
    asked, funded = _weighted(wanted, WANTED, purposes), _weighted(purposes.hits, FUNDED, purposes)
    shape = relevance.shape
    found = [
        relevance,
        (relevance - purposes.usual) / purposes.spread,
        _pointed(asked[:, : of.objects]) @ _pointed(funded[:, : of.objects]).T,
        *_by_nearness(wanted, asked, purposes, funded, of.near),
        _acts(wanted, purposes.hits, of),
        *_kinds(wanted, purposes.hits, of),
        _groups(wanted, purposes.hits, of),
        *(np.broadcast_to(one, shape) for one in named),
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
    wanted: Array, asked: Array, purposes: Purposes, funded: Array, near: Array
) -> tuple[Array, Array, Array]:
    """Likeness, share of the wishes that the purpose covers, share of the purpose asked for."""
    towards = asked @ near
    lengths = np.sqrt(np.einsum("ij,ij->i", towards, asked))
    others = np.sqrt(np.einsum("ij,ij->i", funded @ near, funded))
    alike = (towards @ funded.T) / np.maximum(np.outer(lengths, others), _TINY)
    covers = _nearest(_saturated(purposes.hits, COVERED), near)
    reaches = _nearest(_saturated(wanted, ASKED), near)
    return array(alike), array(_shares(asked) @ covers.T), array(reaches @ _shares(funded).T)


def _nearest(weights: Array, near: Array) -> Array:
    """For each subject the most that a row has of it or of something near it."""
    found = np.zeros_like(weights)
    for row, values in enumerate(weights):
        present = np.flatnonzero(values)
        if len(present):
            found[row] = (near[present] * values[present, None]).max(axis=0)
    return found


def _acts(wanted: Array, hits: Array, of: Subjects) -> Array:
    asked, funded = (_saturated(one, half) @ of.acts.T for one, half in ((wanted, 2), (hits, 3)))
    return array(unit(array(asked)) @ unit(array(funded)).T)


def _kinds(wanted: Array, hits: Array, of: Subjects) -> list[Array]:
    """Share of the purpose that is of a kind which the project does not mention."""
    shares = _shares(_saturated(hits, FUNDED)) @ of.kinds.T
    absent = (_saturated(wanted, 2) @ of.kinds.T) <= MENTIONED
    return [array(np.outer(absent[:, kind], shares[:, kind])) for kind in range(len(KINDS))]


def _groups(wanted: Array, hits: Array, of: Subjects) -> Array:
    """Share of the groups that the purpose is meant for and the project does not mention."""
    shares = _shares(array(_saturated(hits, 3) @ of.groups.T))
    absent = (_saturated(wanted, 2) @ of.groups.T) < MENTIONED
    return array(absent.astype(np.float32) @ shares.T)
