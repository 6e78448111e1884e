"""Which references share local features with a picture: an index over all their descriptors."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from recognition.pictures.arrays import Floats
from recognition.pictures.features import Features

_IN_A_LIST = 300
_MOST_LISTS = 1024
_PROBES = 4
_ROUNDS = 4
_SAMPLES_FOR_A_LIST = 40
# A copy's features are all turned by the same angle, those that are alike by chance by any: two steps next to each other.
_TURN = 30
_TURNS = 360 // _TURN
# Of 512², the product of a descriptor with itself: neighbours below this are neighbours by chance.
_ALIKE = 0.80 * 512**2


class FeatureIndex:
    """Descriptors in lists of neighbours; a look reads a few lists of each, not all of them.

    The same references in the same order give the same index, and the same votes, on every machine.
    """

    def __init__(self, features: Sequence[Features]) -> None:
        self._references = len(features)
        descriptors = np.concatenate([f.descriptors for f in features] or [np.zeros((0, 128), np.uint8)])
        owners = np.repeat(np.arange(len(features)), [len(f) for f in features])
        angles = np.concatenate([f.angles for f in features] or [np.zeros(0, np.float32)])
        self._centres = _centres(descriptors)
        lists = _nearest(descriptors, self._centres, 1)[:, 0] if len(descriptors) else np.zeros(0, int)
        order = np.argsort(lists, kind="stable")
        self._descriptors, self._owners, self._angles = descriptors[order], owners[order], angles[order]
        self._bounds = np.searchsorted(lists[order], np.arange(len(self._centres) + 1))

    def votes(self, query: Features) -> NDArray[np.intp]:
        """For each reference, how many of the query's features have their like there, turned by about the same angle.

        (A simpler form of the weak geometric consistency of Jégou, Douze and Schmid 2008.)
        """
        votes = np.zeros((self._references, _TURNS), int)
        if not len(query) or not len(self._descriptors):
            return votes.sum(axis=1)
        descriptors = query.descriptors.astype(np.float32)
        probes = _nearest(query.descriptors, self._centres, min(_PROBES, len(self._centres)))
        asked, which = np.repeat(np.arange(len(query)), probes.shape[1]), probes.ravel()
        order = np.argsort(which, kind="stable")
        starts = np.searchsorted(which[order], np.arange(len(self._centres) + 1))
        for number in np.unique(which):
            first, last = self._bounds[number], self._bounds[number + 1]
            if first == last:
                continue
            rows = asked[order[starts[number] : starts[number + 1]]]
            alike = descriptors[rows] @ self._descriptors[first:last].astype(np.float32).T
            best = alike.argmax(axis=1)
            good = alike[np.arange(len(rows)), best] >= _ALIKE
            there = first + best[good]
            turned = (query.angles[rows[good]] - self._angles[there]) % 360.0
            np.add.at(votes, (self._owners[there], (turned / _TURN).astype(int) % _TURNS), 1)
        return (votes + np.roll(votes, 1, axis=1)).max(axis=1)


def _centres(descriptors: NDArray[np.uint8]) -> Floats:
    """Centres of the lists, by a few rounds of k-means over a sample."""
    count = max(1, min(len(descriptors) // _IN_A_LIST, _MOST_LISTS))
    dice = np.random.default_rng(0)
    size = min(len(descriptors), count * _SAMPLES_FOR_A_LIST)
    sample = descriptors[np.sort(dice.choice(len(descriptors), size, replace=False))] if size else descriptors
    centres = sample[:: max(1, size // count)][:count].astype(np.float32)
    if not size:
        centres = np.zeros((1, 128), np.float32)
    for _ in range(_ROUNDS if count > 1 else 0):
        nearest = _nearest(sample, centres, 1)[:, 0]
        for number in range(count):
            members = sample[nearest == number]
            if len(members):
                # Whole numbers again: a centre must not depend on the order in which a sum was made.
                centres[number] = np.rint(members.mean(axis=0, dtype=np.float64))
    return centres


def _nearest(descriptors: NDArray[np.uint8], centres: Floats, count: int) -> NDArray[np.intp]:
    lengths = (centres**2).sum(axis=1)
    found = np.empty((len(descriptors), count), np.intp)
    for start in range(0, len(descriptors), 8192):
        part = descriptors[start : start + 8192].astype(np.float32)
        far = lengths[None, :] - 2 * (part @ centres.T)
        if count == 1:
            found[start : start + 8192, 0] = far.argmin(axis=1)
        else:
            found[start : start + 8192] = np.argpartition(far, count - 1, axis=1)[:, :count]
    return found
