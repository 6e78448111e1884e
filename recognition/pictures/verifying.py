"""One reference and one picture: is what the candidates' stage hopes for true, pixel by pixel?"""

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np

from recognition.pictures import judging
from recognition.pictures.agreeing import agreement
from recognition.pictures.aligning import Warp, align
from recognition.pictures.arrays import Grey
from recognition.pictures.decoding import Picture
from recognition.pictures.evidence import area_of, evidence, in_units, outlines
from recognition.pictures.features import Features, in_negative
from recognition.pictures.matches import Aligned, PictureMatch, sentence
from recognition.pictures.prepared import Kind, Reference
from recognition.pictures.views import Box, View

_REFINED_AT = 160
_STEPS = (cv2.TERM_CRITERIA_COUNT | cv2.TERM_CRITERIA_EPS, 25, 1e-4)
# A drawing that fills most of the picture is a copied file; in a corner it is a logo.
_A_FILE = 0.5


@dataclass(frozen=True, slots=True)
class Claim:
    """A match that holds. `allowed`: it is with an authorised seller's own picture."""

    match: PictureMatch
    allowed: bool


@dataclass(frozen=True, slots=True)
class _Pair:
    """One way in which the reference may lie in the picture. `warp` leads into the picture as it is given."""

    reference: Reference
    grey: Grey
    picture: Picture
    warp: Warp
    mirrored: bool = False
    inliers: int = 0
    as_logo: bool = False


def by_features(
    reference: Reference, picture: Picture, ways: Sequence[tuple[Features, bool]]
) -> Claim | None:
    """`ways`: the picture's features, and whether they are those of its mirror image."""
    tries: list[_Pair] = []
    mirror = _mirror(picture.grey.shape[1])
    for features, is_mirrored in ways:
        if alignment := align(reference.features, features, _diagonal(picture)):
            warps = [mirror @ warp if is_mirrored else warp for warp in alignment.warps]
            tries += [
                _Pair(reference, reference.grey, picture, warp, is_mirrored, alignment.inliers)
                for warp in warps
            ]
    return _surest(tries)


def logo(reference: Reference, picture: Picture, features: Features) -> Claim | None:
    """As drawn, and in negative."""
    tries: list[_Pair] = []
    for grey, own in (
        (reference.grey, reference.features),
        (255 - reference.grey, in_negative(reference.features)),
    ):
        if alignment := align(own, features, _diagonal(picture)):
            tries += [
                _Pair(reference, grey, picture, warp, inliers=alignment.inliers, as_logo=True)
                for warp in alignment.warps
            ]
    return _surest(tries)


def by_pixels(reference: Reference, picture: Picture, found: tuple[View, Box]) -> Claim | None:
    """The hash says how it lies; a smooth picture has too few features to say it better."""
    view, box = found
    warp = _refined(reference.grey, picture.grey, _lies(view, box))
    if warp is None:
        return None
    return _surest([_Pair(reference, reference.grey, picture, warp, view.mirrored)])


def _diagonal(picture: Picture) -> float:
    return float(np.hypot(*picture.grey.shape))


def _mirror(width: int) -> Warp:
    return np.array([[-1.0, 0.0, width - 1.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])


def _surest(pairs: Sequence[_Pair]) -> Claim | None:
    claims = [claim for pair in pairs if (claim := _judged(pair)) is not None]
    return max(claims, key=lambda claim: claim.match.score, default=None)


def _judged(pair: _Pair) -> Claim | None:
    unit = in_units(pair.warp, pair.grey.shape, pair.picture.grey.shape)
    outlined = outlines(unit)
    if outlined is None:
        return None
    there, here = outlined
    found = agreement(pair.grey, pair.picture.grey, pair.warp, of_reference_only=pair.as_logo)
    figures = judging.Pair(
        inliers=pair.inliers,
        agreeing=found.agreeing,
        share=found.share,
        weighed=found.weighed,
        firm=found.firm,
        textured=found.textured,
        uneven=found.uneven,
        seen=area_of(there),
        fills=area_of(here),
    )
    if not _holds(pair, figures):
        return None
    reference, picture = pair.reference, pair.picture
    aligned = evidence(
        unit,
        there,
        here,
        found,
        reference=(reference.width, reference.height),
        picture=(picture.width, picture.height),
    )
    return Claim(match=_match(pair, figures, found.total, aligned), allowed=reference.allowed)


def _match(pair: _Pair, figures: judging.Pair, total: int, aligned: Aligned) -> PictureMatch:
    """`total`: blocks that were compared."""
    is_small = pair.reference.is_drawing and figures.fills < _A_FILE
    kind = Kind.LOGO if pair.reference.kind is Kind.LOGO or is_small else Kind.COPY
    turned = _turned(pair)
    return PictureMatch(
        key=pair.reference.key,
        kind=kind,
        score=judging.score_of(figures),
        why=sentence(
            kind,
            mirrored=pair.mirrored,
            turned=turned,
            seen=figures.seen,
            fills=figures.fills,
            inliers=pair.inliers,
            agreeing=figures.agreeing,
            total=total,
        ),
        mirrored=pair.mirrored,
        turned=turned,
        seen=round(figures.seen, 4),
        fills=round(figures.fills, 4),
        inliers=pair.inliers,
        agreeing=figures.agreeing,
        total=total,
        aligned=aligned,
    )


def _holds(pair: _Pair, figures: judging.Pair) -> bool:
    if pair.as_logo and pair.reference.kind is Kind.LOGO:
        return judging.is_a_logo(figures)
    if pair.as_logo:
        return judging.is_a_copied_drawing(figures)
    return judging.is_a_copy(figures) if pair.inliers else judging.is_a_copy_by_pixels(figures)


def _turned(pair: _Pair) -> float:
    """Degrees, clockwise as a viewer sees it; of a mirrored picture those after mirroring it back."""
    warp = _mirror(pair.picture.grey.shape[1]) @ pair.warp if pair.mirrored else pair.warp
    return round(float(np.degrees(np.arctan2(warp[1, 0], warp[0, 0]))), 1)


# --- from a hash's view to a map ---------------------------------------------------------------------------


def _lies(view: View, box: Box) -> Warp:
    """How the reference lies in the picture if the view of the one is the box of the other."""
    mirror = np.array([[-1.0, 0.0, 1.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]])
    quarter = np.array([[0.0, 1.0, 0.0], [-1.0, 0.0, 1.0], [0.0, 0.0, 1.0]])
    position = mirror if view.mirrored else np.eye(3)
    for _ in range(view.turns):
        position = quarter @ position
    return _from_unit(box) @ position @ np.linalg.inv(_from_unit(view.box))


def _from_unit(box: Box) -> Warp:
    return np.array([[box.width, 0.0, box.left], [0.0, box.height, box.top], [0.0, 0.0, 1.0]])


def _refined(reference: Grey, picture: Grey, warp: Warp) -> Warp | None:
    """The affine map near this one under which both correlate best (Evangelidis and Psarakis 2008)."""
    one, to_one = _shrunk(reference)
    other, to_other = _shrunk(picture)
    start = (to_other @ warp @ np.linalg.inv(to_one))[:2].astype(np.float32)
    try:
        _, found = cv2.findTransformECC(one, other, start, cv2.MOTION_AFFINE, _STEPS, None, 5)
    except cv2.error:
        # It does not converge: these two do not correlate.
        return None
    small = np.vstack([found.astype(np.float64), [0.0, 0.0, 1.0]])
    return np.linalg.inv(to_other) @ small @ to_one


def _shrunk(grey: Grey) -> tuple[Grey, Warp]:
    by = min(1.0, _REFINED_AT / max(grey.shape))
    size = (max(8, round(grey.shape[1] * by)), max(8, round(grey.shape[0] * by)))
    small = cv2.resize(grey, size, interpolation=cv2.INTER_AREA)
    return small, np.diag([size[0] / grey.shape[1], size[1] / grey.shape[0], 1.0])
