"""Pictures: copies found by edit, false alarms by kind of negative, a single PDQ hash beside it, and speed.

    script/bench recognition_pictures [--references 160]

Everything is made here (bench/photos): things in three dimensions before a camera, then what copyists do. Each
reference is edited in every way; negatives are other photos of the same things, other things before the same
backdrops, before plain white, flat logos, and photos that have nothing to do with any of it. The single hash is that
of the package `threatexchange` (bench/peers.py), with its own decoding, its bound of quality and its distance.
"""

import argparse
import io
import math
import multiprocessing
import os
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

# One core to each process: set before numpy is there.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from PIL import Image, ImageDraw

from bench import picture_speed, report
from bench.peers import ThreatExchange
from bench.photos.camera import Shot, photo
from bench.photos.edits import EDITS
from bench.photos.textures import colour, word
from recognition.pictures import Kind, PictureBank, Reference, prepare

_QUALITY = 88
_NEGATIVES = ("same thing, other photo", "same backdrop", "plain white", "flat logo", "unrelated")


@dataclass(frozen=True, slots=True)
class Job:
    """A picture to make and to look at: `edit` of reference `number`, or a negative of that kind."""

    edit: str
    number: int


@dataclass(frozen=True, slots=True)
class Answer:
    job: Job
    found: frozenset[int]
    by_one_hash: frozenset[int]
    seconds: float


def is_studio(number: int) -> bool:
    return number % 4 == 3


def original(number: int) -> Image.Image:
    return _kept(Shot(thing=number, pose=0, backdrop=number, studio=is_studio(number)))


@cache
def _kept(shot: Shot) -> Image.Image:
    """What is needed again and again is drawn once, whichever process needs it."""
    path = _folder / f"{shot.thing}-{shot.backdrop}.png"
    if not path.exists():
        begun = path.with_suffix(f".{os.getpid()}")
        photo(shot).save(begun, "PNG", compress_level=1)
        begun.rename(path)
    with Image.open(path) as image:
        return image.convert("RGB")


def body(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "JPEG", quality=_QUALITY)
    return written.getvalue()


def picture_of(job: Job, references: int) -> Image.Image:
    n = job.number
    dice = np.random.default_rng([9, n, len(job.edit), sum(map(ord, job.edit))])
    if job.edit in EDITS:
        # Beside it in a collage stand pictures that are none of the references.
        others = [_stranger(references, int(k)) for k in dice.integers(0, 12, 3)]
        return EDITS[job.edit](original(n), dice, others)
    if job.edit == "same thing, other photo":
        return photo(Shot(thing=n, pose=1 + n % 3, backdrop=5000 + n, studio=is_studio(n)))
    if job.edit == "same backdrop":
        return photo(Shot(thing=references + 200 + n, pose=0, backdrop=n))
    if job.edit == "plain white":
        return photo(Shot(thing=references + 1000 + n, pose=0, backdrop=0, studio=True))
    if job.edit == "flat logo":
        return flat_logo(7000 + n)
    return photo(Shot(thing=references + 3000 + n, pose=0, backdrop=9000 + n))


def _stranger(references: int, number: int) -> Image.Image:
    return _kept(Shot(thing=references + 4000 + number, pose=0, backdrop=8000 + number))


def flat_logo(seed: int) -> Image.Image:
    dice = np.random.default_rng([5, seed])
    image = Image.new("RGB", (480, 480), "white")
    draw = ImageDraw.Draw(image)
    ink = tuple(int(200 * c) for c in colour(dice))
    for _ in range(dice.integers(1, 4)):
        x, y, r = dice.integers(120, 360), dice.integers(100, 280), dice.integers(40, 120)
        shape = (draw.ellipse, draw.rectangle)[dice.integers(2)]
        shape(
            (x - r, y - r, x + r, y + r), fill=ink if dice.random() < 0.7 else "white", outline=ink, width=14
        )
    draw.text((100, 380), word(dice), fill=ink, font_size=64)
    return image


# --- in each process -------------------------------------------------------------------------------------


_folder = Path()
_bank: PictureBank | None = None
_peer: ThreatExchange | None = None
_peers_bank: Any = None
_references = 0


def _use(folder: Path) -> None:
    global _folder
    _folder = folder


def _open(folder: Path, references: Sequence[Reference]) -> None:
    global _bank, _peer, _peers_bank, _references
    _use(folder)
    _bank, _references, _peer = PictureBank(references), len(references), ThreatExchange()
    _peers_bank = _peer.index([_peer.hash_of(body(original(n))) for n in range(_references)])


def _prepared(number: int) -> Reference:
    return prepare(body(original(number)), key=str(number), kind=Kind.COPY)


def _looked(job: Job) -> Answer:
    assert _bank is not None
    assert _peer is not None
    data = body(picture_of(job, _references))
    start = time.process_time()
    matches = _bank.match(data)
    seconds = time.process_time() - start
    one_hash = _peer.hash_of(data)
    return Answer(
        job=job,
        found=frozenset(int(m.key) for m in matches),
        by_one_hash=frozenset(near.metadata for near in _peers_bank.query(one_hash))
        if one_hash
        else frozenset(),
        seconds=seconds,
    )


# --- the whole run ---------------------------------------------------------------------------------------


def run(references: int, negatives: int, folder: Path) -> list[Answer]:
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(os.cpu_count(), context, _use, (folder,)) as pool:
        prepared = list(pool.map(_prepared, range(references), chunksize=4))
    jobs = [Job(edit, n) for edit in EDITS for n in range(references)]
    jobs += [Job(kind, n) for kind in _NEGATIVES for n in range(negatives)]
    # By reference, so that each is read once in a process and not once for each edit.
    jobs.sort(key=lambda job: (job.number, job.edit))
    with ProcessPoolExecutor(os.cpu_count(), context, _open, (folder, prepared)) as pool:
        return list(pool.map(_looked, jobs, chunksize=len(EDITS)))


def most_likely_at_most(seen: int, of: int) -> float:
    """The upper end of a 95 % interval for a rate (Wilson, one-sided)."""
    z, rate = 1.645, seen / of
    middle = rate + z * z / (2 * of)
    return (middle + z * math.sqrt(rate * (1 - rate) / of + z * z / (4 * of * of))) / (1 + z * z / of)


def of_edits(answers: Sequence[Answer]) -> tuple[str, float]:
    hits: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for answer in answers:
        if answer.job.edit in EDITS:
            true = answer.job.number
            hits[answer.job.edit].append((true in answer.found, true in answer.by_one_hash))
    rows = [
        (edit, len(both), f"{_share(ours for ours, _ in both):.3f}", f"{_share(one for _, one in both):.3f}")
        for edit, both in hits.items()
    ]
    everything = [pair for both in hits.values() for pair in both]
    ours, one = _share(a for a, _ in everything), _share(b for _, b in everything)
    rows.append(("all", len(everything), f"{ours:.3f}", f"{one:.3f}"))
    return report.table(("edit", "copies", "found", "one PDQ hash (threatexchange)"), rows), ours


def _share(hits) -> float:
    all_of = list(hits)
    return sum(all_of) / len(all_of)


def of_negatives(answers: Sequence[Answer], references: int) -> tuple[str, float]:
    """A pair is one picture and one reference; every picture is a negative for all references but its own."""
    pictures, pairs, alarms, one_hash = Counter(), Counter(), Counter(), Counter()
    for answer in answers:
        is_copy = answer.job.edit in EDITS
        kind = "copies, with other references" if is_copy else answer.job.edit
        own = {answer.job.number} if is_copy else set()
        pictures[kind] += 1
        pairs[kind] += references - len(own)
        alarms[kind] += len(answer.found - own)
        one_hash[kind] += len(answer.by_one_hash - own)
    rows = [
        (
            kind,
            pictures[kind],
            pairs[kind],
            alarms[kind],
            one_hash[kind],
            f"{most_likely_at_most(alarms[kind], pairs[kind]):.1e}",
        )
        for kind in pairs
    ]
    total, wrong = sum(pairs.values()), sum(alarms.values())
    bound = most_likely_at_most(wrong, total)
    rows.append(("all", sum(pictures.values()), total, wrong, sum(one_hash.values()), f"{bound:.1e}"))
    heads = ("picture", "pictures", "pairs", "false alarms", "one PDQ hash", "at most, a pair (95 %)")
    return report.table(heads, rows), bound


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--references", type=int, default=160)
    parser.add_argument("--negatives", type=int, default=160, help="of each kind")
    parser.add_argument("--hashes", type=int, nargs="*", default=[100_000, 1_000_000], help="to look up in")
    options = parser.parse_args()
    ThreatExchange()
    with tempfile.TemporaryDirectory() as folder:
        _use(Path(folder))
        start = time.perf_counter()
        answers = run(options.references, options.negatives, Path(folder))
        seconds = time.perf_counter() - start
        pictures = [body(original(n).resize((600, 600))) for n in range(min(24, options.references))]
    edits, recall = of_edits(answers)
    alarms, bound = of_negatives(answers, options.references)
    summary = (
        f"{options.references} references, {len(EDITS)} edits of each, {options.negatives} negatives of each kind; "
        f"{seconds:.0f} s. Recall {recall:.3f} (goal 0.95); false alarms a pair at most {bound:.1e} (goal 1e-04). "
        "The pairs of one picture are not independent of each other: the bound takes them as if they were."
    )
    parts = ["# Pictures: copies, false alarms, speed", report.machine(), summary, edits, alarms, "## Speed"]
    parts.append(picture_speed.of_hashing(pictures, [answer.seconds for answer in answers]))
    parts.append(picture_speed.of_look_ups(options.hashes))
    report.keep("recognition_pictures", "\n\n".join(parts))


if __name__ == "__main__":
    main()
