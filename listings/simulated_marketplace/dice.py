"""Chance that can be repeated: the same seed always gives the same goods, pictures and faults."""

import random


def dice(seed: str | int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - for a simulation, no secret comes from here
