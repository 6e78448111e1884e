"""Names heard in the scripts of India, in Thai, Georgian and Armenian, and the ordinary words of these that are none."""

import pytest

from recognition import Mark, MarkIndex
from recognition.india import ways_to_say_in_india
from recognition.thai import stretches, ways_to_say_in_thai

INDEX = MarkIndex.build(
    [
        Mark(key=name, text=name, nice_classes=frozenset(classes))
        for name, classes in (
            ("Adidas", {25}),
            ("Canon", {9}),
            ("Fanta", {32}),
            ("Nike", {25}),
            ("Rolex", {14}),
            ("Samsung", {9}),
            ("Tissot", {14}),
            ("Versace", {25}),
        )
    ]
)


def marks_in(title: str, nice_class: int | None = None) -> list[str]:
    return [match.mark for match in INDEX.find(title, nice_class=nice_class)]


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("रोलेक्स घड़ी", "Rolex"),
        ("एडिडास जूते", "Adidas"),
        ("सैमसंग मोबाइल", "Samsung"),
        ("कैनन कैमरा", "Canon"),
        ("স্যামসাং মোবাইল ফোন", "Samsung"),
        ("નાઇકી શૂઝ", "Nike"),
        ("அடிடாஸ் காலணி", "Adidas"),
        ("రోలెక్స్ వాచ్", "Rolex"),
        ("ಸ್ಯಾಮ್‌ಸಂಗ್ ಫೋನ್", "Samsung"),
        ("സാംസങ് ഫോൺ", "Samsung"),
        ("ადიდას ფეხსაცმელი", "Adidas"),
        ("Ադիդաս կոշիկ", "Adidas"),
        ("Սամսունգ հեռախոս", "Samsung"),
    ],
)
def test_a_mark_is_heard_in_the_scripts_of_india_and_the_caucasus(title: str, mark: str) -> None:
    assert marks_in(title) == [mark]


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("มือถือซัมซุงจอใหญ่", "Samsung"),
        ("รองเท้าอาดิดาสสามแถบ", "Adidas"),
        ("รองเท้าวิ่งไนกี้ผู้หญิง", "Nike"),
        ("นาฬิกาโรเล็กซ์", "Rolex"),
        ("เวอร์ซาเช่", "Versace"),
    ],
)
def test_a_mark_is_heard_inside_a_run_of_thai(title: str, mark: str) -> None:
    assert marks_in(title) == [mark]


def test_what_is_heard_in_thai_is_shown_without_its_neighbours() -> None:
    title = "มือถือซัมซุงจอใหญ่"
    (match,) = INDEX.find(title)

    assert title[match.start : match.end] == "ซัมซุง"


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("სამსუნგის ტელეფონი", "Samsung"),
        ("როლექსი საათი", "Rolex"),
        ("Սամսունգի հեռախոս", "Samsung"),
        ("নাইকির জুতা", "Nike"),
        ("чехол от Адидаса", "Adidas"),
    ],
)
def test_a_declined_name_is_heard_without_its_ending(title: str, mark: str) -> None:
    assert marks_in(title) == [mark]


@pytest.mark.parametrize(
    "title",
    ["สินค้าที่สุด", "ราคาพิเศษ", "กระเป๋าเป้กันน้ำ", "बंटा सोडा", "फिर बँधे", "პანდა სათამაშო", "बच्चों की पहेली"],
)
def test_what_these_scripts_tell_apart_is_not_taken_for_one(title: str) -> None:
    """p is no v, t no d, b no f, r no l."""
    assert marks_in(title) == []


def test_any_word_of_a_language_that_nobody_counted_is_no_name_among_others_goods() -> None:
    assert marks_in("ადიდას ფეხსაცმელი", 32) == []
    assert marks_in("ადიდას ფეხსაცმელი", 25) == ["Adidas"]


SHORT = MarkIndex.build(
    [
        Mark(key=name, text=name, nice_classes=frozenset({9, 25}))
        for name in ("Puma", "Gucci", "Dyson", "Burberry", "Maybelline", "Coca-Cola", "Toyota", "Xiaomi")
    ]
)


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("რუსთავი პუმა", "Puma"),
        ("รองเท้าพูม่าของแท้", "Puma"),
        ("Գուչի պայուսակ", "Gucci"),
        ("დაისონი ახალი", "Dyson"),
    ],
)
def test_a_short_name_and_one_that_is_nearly_said_count_among_their_goods(title: str, mark: str) -> None:
    assert [match.mark for match in SHORT.find(title, nice_class=9)] == [mark]
    assert SHORT.find(title, nice_class=31) == ()


def test_in_thai_it_has_to_be_written_as_thai_writes_foreign_words() -> None:
    """Without a space to go by, too much is nearly a name. The last vowel of Dyson is none: Thai writes it as an a."""
    assert [match.mark for match in SHORT.find("ไดสันพูม่าของแท้", nice_class=9)] == ["Dyson", "Puma"]
    assert SHORT.find("พูมาของแท้", nice_class=9) == ()


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("ბერბერი ქურთუკი", "Burberry"),
        ("เบอร์เบอรี่", "Burberry"),
        ("मेबेलिन काजल", "Maybelline"),
        ("โคคาโคล่า", "Coca-Cola"),
        ("สินค้าโตโยต้าแท้", "Toyota"),
        ("শাওমি ফোন", "Xiaomi"),
    ],
)
def test_a_vowel_is_said_as_english_says_it(title: str, mark: str) -> None:
    assert [match.mark for match in SHORT.find(title, nice_class=9)] == [mark]


@pytest.mark.parametrize("word", ["โคล่า", "เทลล่า", "เพลง", "เปล่า"])
def test_a_vowel_in_front_is_said_behind_the_consonants_that_have_no_other(word: str) -> None:
    said = {"โคล่า": "kola", "เทลล่า": "tella", "เพลง": "pleng", "เปล่า": "plao"}

    assert said[word] in ways_to_say_in_thai(word)


def test_a_russian_word_that_only_nearly_sounds_so_needs_the_same_voices() -> None:
    index = MarkIndex.build([Mark(key="b", text="Bershka"), Mark(key="d", text="Durango")])

    assert index.find("футболка Пашка") == ()
    assert [match.mark for match in index.find("юбка Бершка")] == ["Bershka"]


def test_the_short_a_is_said_where_a_consonant_could_not_be_without_it() -> None:
    assert "samsang" in ways_to_say_in_india("सैमसंग")
    assert "kanan" in ways_to_say_in_india("कैनन")


def test_what_a_sign_silences_in_thai_may_be_said_and_may_not() -> None:
    assert {"roleks", "rolek"} <= ways_to_say_in_thai("โรเล็กซ์")


def test_a_stretch_of_thai_begins_and_ends_with_its_syllables() -> None:
    run = "หูฟังซัมซุงจอใหญ่"

    assert [run[start:end] for start, end in stretches(run, {"SMSN"}, {"S", "SM", "SMS", "SMSN"})] == ["ซัมซุง"]
