"""Latin names with a sign or a letter of another alphabet in them, with an edge starred out, and upside down."""

import time

import pytest

from recognition import Kind, Mark, MarkIndex

INDEX = MarkIndex.build(
    [
        Mark(key="Kanvora", text="Kanvora"),
        Mark(key="Orvida", text="Orvida", nice_classes=frozenset({14})),
        Mark(key="Dovici", text="Dovici", nice_classes=frozenset({18})),
        Mark(key="Live", text="Live", nice_classes=frozenset({25})),
        Mark(key="Veko Tarna", text="Veko Tarna"),
    ]
)


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("Kaнvora bag", None, "Kanvora"),
        ("Ωrvida watch", 14, "Orvida"),
        ("Orviдa watch", 14, "Orvida"),
        ("Dovi©i bag", 18, "Dovici"),
        ("D¤v¡ci bag", 18, "Dovici"),
        ("Dov×ci bag", 18, "Dovici"),
        ("Dov♥ci bag", 18, "Dovici"),
        ("Dov♥ci screws", 6, None),
        ("*ovici bag", 18, "Dovici"),
        ("Dovic* bag", 18, "Dovici"),
        ("*ovici screws", 6, None),
        ("ɐɹoʌuɐʞ bag", None, "Kanvora"),
        ("bag ɐuɹɐʇ oʞǝʌ", None, "Veko Tarna"),
    ],
)
def test_a_latin_name_with_an_odd_sign_or_on_its_head_is_a_disguise(title, nice_class, mark):
    found = [(match.mark, match.kind) for match in INDEX.find(title, nice_class=nice_class)]
    assert found == ([(mark, Kind.DISGUISED)] if mark else [])


@pytest.mark.parametrize("title", ["Orvida® watch", "Orvida*", "*Orvida* watch", "Orvida© 2024"])
def test_a_sign_beside_a_name_hides_nothing(title):
    assert [match.kind for match in INDEX.find(title, nice_class=14)] == [Kind.USE]


@pytest.mark.parametrize(
    "title",
    [
        "I l♥ve my mum T-shirt",
        "*love* band tee 10×15 cm S×M",
        "*new* offer* 5★ rated",
        "20 µm Δt 3 kΩ ±5°C M×N",
        "DVDшка для ПК, USBкабель",
        "IPA ˈæŋɡə ʃɔp ʌndə",
    ],
)
def test_words_with_hearts_measures_and_transcriptions_are_none(title):
    assert INDEX.find(title, nice_class=25) == ()


def test_a_long_text_of_odd_signs_is_read_in_bounded_time():
    begun = time.process_time()
    INDEX.find("Dov♥ci *ovici Dov×c* " * 480, nice_class=18)
    assert time.process_time() - begun < 1.5


CUT = MarkIndex.build(
    [
        Mark(key="Guvvi", text="Guvvi", nice_classes=frozenset({18})),
        Mark(key="Evvo", text="Evvo", nice_classes=frozenset({18})),
        Mark(key="Canon", text="Canon", nice_classes=frozenset({18})),
        Mark(key="Lego", text="Lego", nice_classes=frozenset({18})),
    ]
)


@pytest.mark.parametrize(
    ("title", "nice_class", "marks"),
    [
        ("Gu vvi bag", 18, ["Guvvi"]),
        ("Gu vvi bag", None, ["Guvvi"]),
        ("EV V O bag", 18, ["Evvo"]),
        ("Gu vvi screws", 6, []),
        ("Gu Vvi bag", 18, []),
        ("gu, vvi bag", 18, []),
        ("ev v o bag", 18, []),
        ("you can on a bag", 18, []),
        ("le go bag", 18, []),
    ],
)
def test_a_short_name_is_told_by_pieces_that_are_no_words_among_its_own_goods(title, nice_class, marks):
    assert [match.mark for match in CUT.find(title, nice_class=nice_class)] == marks
