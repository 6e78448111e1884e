"""Pictures: which of a rights holder's pictures is this one a copy of, and which logos are in it?

    bank = PictureBank([prepare(body, key="front.jpg"), prepare(logo, key="logo.png", kind=Kind.LOGO),
                        prepare(dealers, key="dealer-7.jpg", allowed=True)])
    bank.version                 # "9f2c41d07b6e83aa": references and algorithm, to keep with what was found
    bank.match(listing)          # (PictureMatch(key="front.jpg", kind=Kind.COPY, score=0.97, why=…, aligned=…),)

Shapes
    PictureMatch  key, kind, score 0..1, why (for a reviewer), mirrored, turned, seen, fills, inliers, agreeing, total
    Aligned       warp and outlines in pictures 1 wide and high, and the blocks that agree: what a page draws
    Kind          COPY (the same photo, or a part of it) · LOGO (a drawing, somewhere in the picture)
    Unreadable    the only exception: bytes that are no picture, or more of one than is looked at

Candidates come from PDQ hashes of many views of each reference and from an index of SIFT features. None is a match
before at least 8 features agree on one affine map, and then the pixels under that map agree (agreeing.py). Where
features are too few, as in a smooth picture, nearly all of its pixels have to.

What it does not see: another photo of the same object (that is no copy); less than a twentieth of a reference; flat
logos of one shape and colour, which have no features; what somebody has drawn anew.
"""

from recognition.pictures.bank import VERSION, PictureBank
from recognition.pictures.decoding import Unreadable
from recognition.pictures.matches import Aligned, Found, PictureMatch
from recognition.pictures.prepared import Kind, Reference, prepare

__all__ = [
    "VERSION",
    "Aligned",
    "Found",
    "Kind",
    "PictureBank",
    "PictureMatch",
    "Reference",
    "Unreadable",
    "prepare",
]
