"""Names in Latin letters, written as they sound in another language."""

import pytest

from recognition import Kind, Mark, MarkIndex
from recognition.aloud import says_the_name

INDEX = MarkIndex.build(
    [
        Mark(key=text, text=text, nice_classes=frozenset(classes))
        for text, classes in (
            ("Nike", (25,)),
            ("Gucci", (18, 25)),
            ("Chanel", (18, 25)),
            ("Louis Vuitton", (18,)),
            ("Ray-Ban", (9,)),
            ("Bosch", (7,)),
            ("Rolex", (14,)),
            ("Reebok", (25,)),
            ("Xiaomi", (9, 12)),
            ("Dyson", (7, 11)),
        )
    ]
)


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("Nayk erkek ayakkabı", 25, "Nike"),
        ("buty najk męskie", 25, "Nike"),
        ("Pasek Guczi damski", 25, "Gucci"),
        ("Bayan çanta Şanel siyah", 18, "Chanel"),
        ("Bolso Xanel negro", 18, "Chanel"),
        ("Torba Lui Witon czarna", 18, "Louis Vuitton"),
        ("Portefeuille Loui Vitton toile", 18, "Louis Vuitton"),
        ("Okulary Rejban złote", 9, "Ray-Ban"),
        ("Wkrętarka Bosz niebieska", 7, "Bosch"),
        ("Roleks saat erkek", 14, "Rolex"),
        ("Spor ayakkabı ribok", 25, "Reebok"),
        ("Monopattino Sciaomi Pro", 12, "Xiaomi"),
        ("Aspirateur Daïzone V11", 7, "Dyson"),
    ],
)
def test_a_name_read_aloud_in_the_writers_language_is_a_disguise(title, nice_class, mark):
    (match,) = INDEX.find(title, nice_class=nice_class)

    assert (match.mark, match.kind) == (mark, Kind.DISGUISED)


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [("Okulary Rejban złote", 28), ("Nayk kitabı", 16), ("Roleks lamba", None)],
)
def test_what_only_sounds_like_a_name_counts_among_the_marks_own_goods(title, nice_class):
    assert INDEX.find(title, nice_class=nice_class) == ()


@pytest.mark.parametrize(
    ("written", "name"), [("Chanelle", "Chanel"), ("Gucce", "Gucci"), ("Naki", "Nike"), ("Rolax", "Rolex")]
)
def test_a_last_e_a_doubled_letter_or_another_vowel_is_no_other_way_to_write_a_name(written, name):
    assert not says_the_name(written, name)


def test_the_reviewer_reads_that_it_is_written_as_it_sounds():
    (match,) = INDEX.find("Pasek Guczi damski", nice_class=25)

    assert match.why == '"Guczi" reads as Gucci: it is written as it sounds.'
