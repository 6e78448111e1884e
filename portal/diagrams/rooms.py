"""The rooms and who may import whom, drawn from .importlinter: the very file that the build is held to."""

from collections.abc import Sequence
from configparser import ConfigParser
from dataclasses import dataclass
from itertools import pairwise

CONTRACT = "[importlinter:contract:rooms]"
SIDE_BY_SIDE = "|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Rooms that do not know each other, and the comment above them."""

    rooms: tuple[str, ...]
    about: str


def layers_in(contracts: str) -> tuple[Layer, ...]:
    """From the highest to the lowest."""
    _, _, rest = contracts.partition(CONTRACT)
    _, _, rest = rest.partition("layers =\n")
    found, about = [], ""
    for line in rest.splitlines():
        text = line.strip()
        if not text:
            break
        if text.startswith("#"):
            about = f"{about} {text.lstrip('# ')}".strip()
            continue
        found.append(Layer(rooms=tuple(room.strip() for room in text.split(SIDE_BY_SIDE)), about=about))
        about = ""
    return tuple(found)


def forbidden_in(contracts: str) -> frozenset[tuple[str, str]]:
    """(importer, imported): pairs of whole rooms that another contract forbids."""
    parser = ConfigParser()
    parser.read_string(contracts)
    forbidding = [s for s in parser.sections() if parser.get(s, "type", fallback="") == "forbidden"]
    return frozenset(
        (source, forbidden)
        for section in forbidding
        for source in parser.get(section, "source_modules").split()
        for forbidden in parser.get(section, "forbidden_modules").split()
    )


def drawn(layers: Sequence[Layer], forbidden: frozenset[tuple[str, str]] = frozenset()) -> str:
    """As Mermaid: an arrow means "may import", also what lies below the room that it points to."""
    lines = ["flowchart TD"]
    for number, layer in enumerate(layers):
        lines += [f'  subgraph layer{number}[" "]', "    direction LR"]
        lines += [f'    {room}["{room}"]' for room in layer.rooms]
        lines.append("  end")
    for upper, lower in pairwise(layers):
        pairs = [(above, below) for above in upper.rooms for below in lower.rooms]
        lines += [f"  {above} --> {below}" for above, below in pairs if (above, below) not in forbidden]
    return "\n".join(lines)


def listed(layers: Sequence[Layer]) -> str:
    rows = [f"| {', '.join(f'`{room}`' for room in layer.rooms)} | {layer.about} |" for layer in layers]
    return "\n".join(["| rooms | what for |", "|---|---|", *rows])
