"""Looks for the pictures of one folder in those of another: the body of `script/manage match_images`."""

import json
import multiprocessing
import os
import pickle
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from recognition.command import write_lines
from recognition.pictures.bank import PictureBank
from recognition.pictures.decoding import MOST_BYTES, Unreadable
from recognition.pictures.matches import PictureMatch
from recognition.pictures.prepared import Kind, Reference, prepare

_ENDINGS = frozenset({".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif", ".bmp", ".mpo"})
_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"BM", b"RIFF")
# Below this, starting other processes takes longer than the work.
_WORTH_A_PROCESS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What was looked at; `skipped` names references that could not be read, with the reason."""

    references: int
    listings: int
    unreadable: int
    skipped: tuple[str, ...]


class NoPictures(ValueError):
    """The folder is not there, or has no picture in it."""


def match_images(references: Path, listings: Path, out: Path) -> Done:
    """Writes one JSON line for each listing's picture, by name, whatever the machine and its number of cores.

    A reference is a logo if its name or folder says so ("logo-red.png", "logos/a.png"). A picture that cannot be
    read has no matches and an "error". Raises NoPictures or OSError, and then leaves `out` untouched.
    """
    looked_for, looked_at = _pictures_in(references), _pictures_in(listings)
    with _workers(len(looked_for), _prepared) as each:
        prepared = list(each([(references, name) for name in looked_for]))
    bank = PictureBank(one for one in prepared if isinstance(one, Reference))
    if not bank.references:
        raise NoPictures(f"none of the pictures in {references} can be read")
    counts = {"listings": 0, "unreadable": 0}
    with _workers(len(looked_at), _looked, bank) as each:
        lines = _counted(each([(listings, name) for name in looked_at]), counts)
        write_lines(out, (json.dumps(line, ensure_ascii=False) for line in lines))
    return Done(
        references=len(bank.references),
        skipped=tuple(one for one in prepared if isinstance(one, str)),
        **counts,
    )


def _counted(lines: Iterable[dict[str, Any]], counts: dict[str, int]) -> Iterator[dict[str, Any]]:
    for line in lines:
        counts["listings"] += 1
        counts["unreadable"] += "error" in line
        yield line


def _pictures_in(folder: Path) -> list[str]:
    """By name: those that end like a picture, or begin like one, whatever they are called."""
    if not folder.is_dir():
        raise NoPictures(f"{folder} is not a folder")
    found = [
        path.relative_to(folder).as_posix()
        for root, folders, names in os.walk(folder)
        for path in (Path(root, name) for name in names)
        if not path.name.startswith(".") and path.is_file() and _looks_like_one(path)
    ]
    if not found:
        raise NoPictures(f"{folder} has no pictures in it")
    return sorted(found)


def _looks_like_one(path: Path) -> bool:
    if path.suffix.casefold() in _ENDINGS:
        return True
    try:
        with path.open("rb") as file:
            return file.read(4).startswith(_SIGNATURES)
    except OSError:
        return False


def _body(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"cannot be opened ({error.strerror})") from error


def _shown(name: str) -> str:
    """A name that is not UTF-8 is shown with marks where it is not."""
    return os.fsencode(name).decode("utf-8", "replace")


_WORD = re.compile(r"[^\W_]+")


def kind_of(name: str) -> Kind:
    """By what the caller calls it: a logo looks like any other drawing."""
    *folders, file = name.casefold().split("/")
    words = {*folders, *_WORD.findall(Path(file).stem)}
    return Kind.LOGO if words & {"logo", "logos"} else Kind.COPY


# --- in each process -----------------------------------------------------------------------------------------


def _prepared(_: None, of: tuple[Path, str]) -> Reference | str:
    folder, name = of
    try:
        return prepare(_body(folder / name), key=_shown(name), kind=kind_of(name))
    except Unreadable as error:
        return f"{_shown(name)}: {error}"


def _looked(bank: PictureBank, of: tuple[Path, str]) -> dict[str, Any]:
    folder, name = of
    try:
        matches = bank.match(_body(folder / name))
    except Unreadable as error:
        return {"image": _shown(name), "matches": [], "error": str(error)}
    return {"image": _shown(name), "matches": [_json(match) for match in matches]}


def _json(match: PictureMatch) -> dict[str, Any]:
    return {"reference": match.key, "kind": str(match.kind), "score": match.score, "why": match.why}


_shared: Any = None


def _open(path: str) -> None:
    global _shared
    with open(path, "rb") as file:
        _shared = pickle.load(file)  # noqa: S301 - our own file, of a moment ago


def _with_shared(run: Callable[[Any, Any], Any], of: Any) -> Any:
    return run(_shared, of)


type _Each = Callable[[Sequence[Any]], Iterable[Any]]


@contextmanager
def _workers(count: int, run: Callable[[Any, Any], Any], shared: Any = None) -> Iterator[_Each]:
    """As many processes as there are cores for us, started anew: OpenCV and a fork do not go together."""
    processes = min(os.cpu_count() or 1, -(-count // _WORTH_A_PROCESS))
    if processes < 2:
        yield lambda all: (run(shared, one) for one in all)
        return
    # One core each; by default the multiplications of every process would spread over all of them.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "shared")
        path.write_bytes(pickle.dumps(shared))
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(processes, context, _open, (str(path),)) as pool:
            yield lambda all: pool.map(partial(_with_shared, run), all, chunksize=4)
