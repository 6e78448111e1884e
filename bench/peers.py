"""What pictures are measured beside: Meta's `threatexchange`, its PDQ hash and its index.

It is in no environment: its hasher comes as source and wants a C++ compiler, which setting up never does. The first
run installs what requirements-peers.txt names, hashes and all, into a folder of its own under .bootstrap/.
"""

import importlib
import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_ROOT = Path(__file__).parents[1]
_LOCK = _ROOT / "requirements-peers.txt"


class ThreatExchange:
    """Hashes are its own 64 letters; "" where it finds a picture too plain to hash, as it would for its users."""

    def __init__(self) -> None:
        _brought_in()
        pdq = "threatexchange.signal_type.pdq"
        # One core, as everything here has.
        importlib.import_module("faiss").omp_set_num_threads(1)
        self._signal: Any = importlib.import_module(f"{pdq}.signal").PdqSignal
        self._index: Any = importlib.import_module(f"{pdq}.pdq_index").PDQIndex

    def hash_of(self, body: bytes) -> str:
        return self._signal.hash_from_bytes(body)

    def index(self, hashes: Sequence[str]) -> Any:
        """Of those that have one; entries are their places in the sequence."""
        return self._index([(one, at) for at, one in enumerate(hashes) if one])


def _brought_in() -> None:
    folder = _ROOT / ".bootstrap" / f"peers-{sys.version_info[1]}-{zlib.crc32(_LOCK.read_bytes()):08x}"
    if not folder.is_dir():
        _install(folder)
    if str(folder) not in sys.path:
        # Last: where both have a package, the portal's is used.
        sys.path.append(str(folder))


def _install(folder: Path) -> None:
    uv = shutil.which("uv") or str(next(_ROOT.glob(".bootstrap/uv-*/bin/uv")))
    begun = folder.with_name(f"{folder.name}.{os.getpid()}")
    options = ["--require-hashes", "--python", sys.executable, "--target", str(begun), "-r", str(_LOCK)]
    subprocess.run([uv, "pip", "install", "--quiet", *options], check=True)
    begun.rename(folder)
