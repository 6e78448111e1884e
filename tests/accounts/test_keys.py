"""The shape of a key, which anybody can check offline."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.keys import Key, keys_in


@pytest.mark.parametrize("mode", ["live", "test"])
def test_a_key_is_read_back_as_it_was_written(mode: str) -> None:
    key = Key.new(mode)

    assert Key.parse(str(key)) == key
    assert str(key).startswith(f"jf_{mode}_")


@given(at=st.integers(min_value=8), letter=st.sampled_from("0aZ9qX"))
def test_one_wrong_character_makes_it_no_key(at: int, letter: str) -> None:
    text = str(Key(mode="live", prefix="0123456789ab", secret="k" * 32))
    at = 8 + at % (len(text) - 8)
    broken = text[:at] + letter + text[at + 1 :]

    assert (Key.parse(broken) is None) == (broken != text)


@pytest.mark.parametrize("text", ["", "jf_live_", "jf_prod_0123456789ab_" + "k" * 38, "Bearer x", "\x00"])
def test_what_has_another_shape_is_no_key(text: str) -> None:
    assert Key.parse(text) is None


def test_a_scanner_finds_leaked_keys_and_nothing_that_only_looks_like_one() -> None:
    key, fake = str(Key.new("live")), "jf_live_0123456789ab_" + "k" * 38

    assert keys_in(f"KEY={key}\nOTHER={fake}\n") == [key]


def test_a_key_does_not_show_its_secret_when_it_is_printed() -> None:
    key = Key.new("live")

    assert key.secret not in repr(key)
    assert key.digest != key.secret
