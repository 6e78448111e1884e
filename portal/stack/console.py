"""What the scripts say to a person: short lines, and one line when something is missing."""

import sys
from contextlib import suppress


class StackError(Exception):
    """Something that a person must put right. Its text is the one line that they read."""


def say(line: str) -> None:
    # A closed pipe (script/server | head) must not take the portal down.
    with suppress(BrokenPipeError):
        print(line, flush=True)


def note(line: str) -> None:
    """Beside the output, which may be on its way into a file."""
    with suppress(BrokenPipeError):
        print(line, file=sys.stderr, flush=True)
