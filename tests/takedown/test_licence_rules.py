"""When a seller's claim holds up programs, and when saying the same again does not."""

from dataclasses import replace

import pytest

from takedown.redress.licences.rules import MOST_DENIED, Facts, holds_up_removals

FIRST = Facts(giver="Northern Goods", files=frozenset({"a"}))
AGAIN = replace(
    FIRST, denied_before=1, givers_before=frozenset({"Northern Goods"}), files_before=frozenset({"a"})
)


def test_the_first_claim_holds_up_removals() -> None:
    assert holds_up_removals(FIRST)


@pytest.mark.parametrize("giver", ["Northern Goods", " northern   GOODS "])
def test_the_same_once_more_after_a_denial_does_not(giver: str) -> None:
    assert not holds_up_removals(replace(AGAIN, giver=giver))


@pytest.mark.parametrize("changes", [{"files": frozenset({"a", "b"})}, {"giver": "Southern Goods"}])
def test_a_new_paper_or_another_giver_does(changes: dict[str, object]) -> None:
    assert holds_up_removals(replace(AGAIN, **changes))  # type: ignore[arg-type]


def test_after_so_many_denials_nothing_does() -> None:
    often = replace(AGAIN, files=frozenset({"new"}))

    assert holds_up_removals(replace(often, denied_before=MOST_DENIED))
    assert not holds_up_removals(replace(often, denied_before=MOST_DENIED + 1))
