"""Figures of a set of sellers."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from takedown.redress.misuse.facts import SellerFigures
from takedown.redress.misuse.parties import CounterNotifier
from takedown.redress.misuse.policy import Rules


def figures_of_sellers(
    sellers: Collection[CounterNotifier], rules: Rules, *, now: datetime
) -> dict[CounterNotifier, SellerFigures]:
    return {who: SellerFigures() for who in sellers}


def who_answered_since(earliest: UUID) -> set[UUID]:
    return set()


def rows_behind_seller(code, party, rules, *, now):
    return []
