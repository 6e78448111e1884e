"""A command that has the terminal, and what is done beside it."""

from pathlib import Path

from portal.stack import foreground
from portal.stack.stopping import StopSignals


def test_something_is_done_while_a_command_runs(tmp_path: Path) -> None:
    done = tmp_path / "done"
    until_it_is_there = ("/bin/sh", "-c", f"until [ -e {done} ]; do :; done")

    code = foreground.run(until_it_is_there, environment={}, signals=StopSignals(), meanwhile=done.touch)

    assert code == 0
