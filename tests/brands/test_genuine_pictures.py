"""Beside a listing stand the brand's own pictures of that article first."""

from brands.genuine import likeliest_first, words_in_common
from core.models import StoredFile

HANDBAG, WATCH, NEWEST = (
    StoredFile(name=name) for name in ("Lumora Selene handbag.jpg", "Lumora Halo watch.jpg", "IMG_2041.jpg")
)


def test_the_handbag_is_shown_beside_a_handbag() -> None:
    assert likeliest_first([NEWEST, WATCH, HANDBAG], "LUMORA handbag, new") == [HANDBAG, WATCH, NEWEST]


def test_where_no_name_says_anything_the_order_stays() -> None:
    assert likeliest_first([NEWEST, WATCH, HANDBAG], "Armbanduhr") == [NEWEST, WATCH, HANDBAG]


def test_a_word_counts_once_however_often_it_stands_there() -> None:
    assert words_in_common("watch_watch.jpg", "Watch, watch strap") == 1
