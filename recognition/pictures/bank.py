"""Reference pictures to look for, and the look: candidates by hashes and by features, each verified by pixels."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from recognition.pictures.arrays import Grey
from recognition.pictures.decoding import Picture, read
from recognition.pictures.embedding import Embedding, nearest
from recognition.pictures.evidence import overlap
from recognition.pictures.features import Features, features_of, in_negative, mirrored
from recognition.pictures.hashing import pdq
from recognition.pictures.matches import Found, PictureMatch
from recognition.pictures.neighbours import HashIndex
from recognition.pictures.prepared import Kind, Reference
from recognition.pictures.searching import FeatureIndex
from recognition.pictures.verifying import Claim, by_features, by_pixels, logo
from recognition.pictures.views import Box, View, without_border

VERSION = "4"
"""Of the algorithm: another one may find other matches in the same pictures."""

MOST_FEATURES = 900
# So few are compared one by one; an index would only guess which of them are worth it.
_ALL_OF = 24
_MOST_CANDIDATES = 10
_FEWEST_VOTES = 4
_EITHER_WAY = (0, 1)
# Of 256: further apart, the tables of neighbours.py are of no use, and features find what hashes do not.
_HASH_WITHIN = 47
_MOST_BY_HASH = 6
# An allow-listed picture stands in a claim's way where it explains so much of the claimed part.
_EXPLAINED = 0.5


@dataclass(frozen=True, slots=True)
class Look:
    """A picture that is looked at, and its mirror image."""

    picture: Picture
    features: Features
    mirrored: Features

    @classmethod
    def at(cls, picture: Picture) -> "Look":
        features = features_of(picture.grey, most=MOST_FEATURES)
        return cls(picture, features, mirrored(features, picture.grey.shape[1]))


class PictureBank:
    """References, ready to be looked for. Building takes some milliseconds for each; see `prepare` for the rest."""

    def __init__(self, references: Iterable[Reference], *, embedding: Embedding | None = None) -> None:
        self.references = tuple(references)
        self._photos = _Shelf((r for r in self.references if r.kind is Kind.COPY), embedding)
        self._drawings = _Shelf(r for r in self.references if r.is_drawing)
        self.version = _version(self.references)

    def match(self, body: bytes) -> tuple[PictureMatch, ...]:
        """What of the references is in this picture, the surest first. Raises Unreadable."""
        return self.look(body).matches

    def look(self, body: bytes) -> Found:
        """The same, with the allow-listed pictures that stand in a claim's way. Raises Unreadable."""
        look = Look.at(read(body))
        surest: dict[str, Claim] = {}
        for claim in (*self._copies(look), *self._logos_in(look)):
            before = surest.get(claim.match.key)
            if before is None or claim.match.score > before.match.score:
                surest[claim.match.key] = claim
        return _found(surest.values())

    def _copies(self, look: Look) -> Iterator[Claim]:
        by_hash = self._photos.by_hash(look.picture.grey)
        ways = (look.features, look.mirrored)
        voted = self._photos.by_features(*ways)
        others = [*by_hash, *self._photos.by_vector(look.picture.grey)]
        # The votes say which way round it may be there; a hash or a model does not say it so surely.
        wanted = voted | dict.fromkeys(others, _EITHER_WAY)
        for reference, numbers in wanted.items():
            claim = by_features(reference, look.picture, [(ways[at], bool(at)) for at in numbers])
            if claim is None and reference in by_hash:
                claim = by_pixels(reference, look.picture, by_hash[reference])
            if claim is not None:
                yield claim

    def _logos_in(self, look: Look) -> Iterator[Claim]:
        for reference in self._drawings.by_features(look.features, in_negative(look.features)):
            claim = logo(reference, look.picture, look.features)
            if claim is not None:
                yield claim


class _Shelf:
    """References of one kind, with what finds candidates among them."""

    def __init__(self, references: Iterable[Reference], embedding: Embedding | None = None) -> None:
        self._all = tuple(references)
        self._index = FeatureIndex([r.features for r in self._all] if len(self._all) > _ALL_OF else [])
        self._hashes = HashIndex(
            np.concatenate([r.hashes for r in self._all] or [np.zeros((0, 4), np.uint64)])
        )
        counts = [len(r.hashes) for r in self._all]
        self._owners = np.repeat(np.arange(len(self._all)), counts)
        self._starts = np.cumsum([0, *counts])
        self._embedding = embedding
        self._vectors = embedding.vectors([r.grey for r in self._all]) if embedding and self._all else None

    def by_features(self, *ways: Features) -> dict[Reference, tuple[int, ...]]:
        """Those that share features with the picture, the most first, and in which of the ways (their numbers)."""
        if len(self._all) <= _ALL_OF:
            return dict.fromkeys(self._all, tuple(range(len(ways))))
        votes = np.array([self._index.votes(features) for features in ways])
        best_first = np.argsort(-votes.max(axis=0), kind="stable")[:_MOST_CANDIDATES]
        shared = {
            self._all[at]: tuple(map(int, np.flatnonzero(votes[:, at] >= _FEWEST_VOTES))) for at in best_first
        }
        return {reference: numbers for reference, numbers in shared.items() if numbers}

    def by_hash(self, grey: Grey) -> dict[Reference, tuple[View, Box]]:
        """Those whose views the picture, or a part of it, resembles: the most alike first, with the part."""
        found: dict[int, tuple[int, View, Box]] = {}
        boxes = _parts_of(grey)
        near = self._hashes.within(np.array([pdq(box.of(grey)) for box in boxes]), _HASH_WITHIN)
        for at, row, apart in zip(near.queries, near.rows, near.apart, strict=True):
            owner, distance = int(self._owners[row]), int(apart)
            if owner not in found or distance < found[owner][0]:
                view = self._all[owner].views[row - self._starts[owner]]
                found[owner] = (distance, view, boxes[at])
        nearest = sorted(found.items(), key=lambda item: (item[1][0], item[0]))[:_MOST_BY_HASH]
        return {self._all[owner]: (view, box) for owner, (_, view, box) in nearest}

    def by_vector(self, grey: Grey) -> list[Reference]:
        """What a model finds alike, for those who have one."""
        if self._embedding is None or self._vectors is None:
            return []
        near = nearest(self._vectors, self._embedding.vectors([grey])[0], most=_MOST_BY_HASH)
        return [self._all[at] for at in near]


def _parts_of(grey: Grey) -> list[Box]:
    """All of it; without its border; without a banner above or below."""
    height, width = grey.shape
    whole = Box(0, 0, width, height)
    banner = round(0.15 * height)
    parts = [whole, without_border(grey), Box(0, banner, width, height), Box(0, 0, width, height - banner)]
    return list(dict.fromkeys(parts))


def _found(claims: Collection[Claim]) -> Found:
    """No claim lies where an allow-listed picture does."""
    allowed = _in_order(claim.match for claim in claims if claim.allowed)
    open_ = (claim.match for claim in claims if not claim.allowed)
    return Found(matches=_in_order(one for one in open_ if not _is_explained(one, allowed)), allowed=allowed)


def _is_explained(match: PictureMatch, allowed: Iterable[PictureMatch]) -> bool:
    return any(overlap(match.aligned.here, one.aligned.here) >= _EXPLAINED for one in allowed)


def _in_order(matches: Iterable[PictureMatch]) -> tuple[PictureMatch, ...]:
    return tuple(sorted(matches, key=lambda match: (-match.score, match.key)))


def _version(references: tuple[Reference, ...]) -> str:
    digest = hashlib.sha256(VERSION.encode())
    for reference in references:
        digest.update(f"\x1f{reference.key}\x1f{reference.kind}\x1f{reference.allowed}".encode())
        digest.update(reference.hashes.tobytes())
    return digest.hexdigest()[:16]
