"""Titles that come close to a mark and do not name it."""

import pytest

from recognition import Mark, MarkIndex


@pytest.mark.parametrize(
    "title",
    [
        "",
        " ",
        "Red desk lamp with dimmer",
        "Luminora lamp",
        "Lumorous lamp",
        "Luminous aurora lamp",
        "Umora lamp",
        "Bumora lamp",
        "Kestrel bird feeder",
        "Audio cable for kestrel box",
        "Kestrel, Audio plug",
        "Kestrel — hi-fi — Audio plug",
        "Audio Kestrel",
        "pine wheel barrow",
        "Lum. Oranges, fresh",
        "V-neck, size L V neck shirt",
        "Size S M L XL XXL",
        "Lvl 5",
        "大卢 莫拉",
        "卢莫",
        "ルモ ラップ",
        "lumo1337ra",
        "1v 2v",
        "l-u-m-o-r lamp",
    ],
)
def test_a_title_that_only_comes_close_names_no_mark(index, title):
    assert index.find(title) == ()


def test_a_short_mark_is_not_found_in_another_class(index):
    assert index.find("LV lamp", nice_class=11) == ()
    assert len(index.find("LV bag", nice_class=18)) == 1


def test_three_han_characters_are_no_short_mark(index):
    assert len(index.find("卢莫拉灯", nice_class=11)) == 1


@pytest.mark.parametrize(
    ("mark", "title"),
    [
        ("Mali", "shopping mall map"),
        ("Bumin", "burning candle"),
        ("Avem", "vvem board"),
        ("Ranom", "Wranom pen"),
        ("Gup", "G0p tool"),
        ("Sol", "501 jeans"),
        ("Boso Nova", "B050 N0v4"),
        ("Landrix", "fandrix"),
        ("Linvex", "Invex of names"),
        ("Tirelli", "tixel screen"),
        ("Marena", "marine boots"),
        ("Goodlake", "a good lake for boats"),
        ("Kinvel", "kin vel"),
        ("Sopo", "S090 module"),
        ("Copo", "соро набор"),
        ("Car Pet", "wool carpet"),
        ("Pel Kan", "Pel Kon"),
        ("Lumora 5", "Lumora S"),
        ("Studia", "studio lamp"),
        ("三井星", "第三 井星空"),
    ],
)
def test_another_word_is_not_taken_for_a_mark(mark, title):
    assert MarkIndex.build([Mark(key="m", text=mark)]).find(title) == ()


def test_a_known_mark_is_no_misspelling_of_another():
    index = MarkIndex.build([Mark(key="a", text="Lumora"), Mark(key="e", text="Lumera")])

    assert [match.mark for match in index.find("Lumera lamp")] == ["Lumera"]


@pytest.mark.parametrize("text", ["", " ", "!!!", "™", "\u200b", "\ud800"])
def test_a_mark_without_letters_is_never_found(text):
    assert MarkIndex.build([Mark(key="x", text=text)]).find(f"lamp {text} lamp") == ()
