"""The pages of docs/ that are drawn and not written. `script/diagrams` writes them, a test finds them stale."""

from pathlib import Path

from portal.diagrams import rooms, states

ROOT = Path(__file__).resolve().parents[2]
_DRAWN = "<!-- Drawn by script/diagrams. Change what it is drawn from, and run it again. -->"


def pages() -> dict[Path, str]:
    """What stands in each of them."""
    docs = ROOT / "docs"
    return {docs / "rooms.md": _rooms(), docs / "states.md": _states()}


def write() -> list[Path]:
    """Those that have changed."""
    changed = []
    for path, text in pages().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed


def _rooms() -> str:
    contracts = (ROOT / ".importlinter").read_text(encoding="utf-8")
    layers = rooms.layers_in(contracts)
    return "\n".join(
        [
            "# Rooms",
            "",
            _DRAWN,
            "",
            "Each room imports only from rooms below it; rooms side by side do not know each other. The build fails",
            "otherwise (`.importlinter`). What each does is told in [architecture.md](architecture.md).",
            "",
            _mermaid(rooms.drawn(layers, rooms.forbidden_in(contracts))),
            "",
            rooms.listed(layers),
            "",
        ]
    )


def _states() -> str:
    parts = ["# States", "", _DRAWN, ""]
    parts += ["The tables below are the code's own, and the database refuses every other move.", ""]
    for machine in states.MACHINES:
        parts += [f"## {machine.name}", "", f"{machine.about} (`{machine.source}`)", ""]
        parts += [_mermaid(states.drawn(machine.table)), ""]
    return "\n".join(parts)


def _mermaid(drawing: str) -> str:
    return f"```mermaid\n{drawing}\n```"
