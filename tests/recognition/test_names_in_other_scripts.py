"""Names that nobody has registered in a script: as sellers write them there, and as they hide them."""

import pytest

from recognition import Kind, Mark, MarkIndex

SPORT, PHONES, TOOLS, SWEETS, BAGS, CREAMS = 25, 9, 7, 30, 18, 3


def _mark(name, *classes, variants=()):
    return Mark(key=name, text=name, variants=variants, nice_classes=frozenset(classes))


MARKS = [
    _mark("Huawei", PHONES, 14),
    _mark("Lenovo", PHONES),
    _mark("Dyson", TOOLS),
    _mark("GoPro", PHONES),
    _mark("Lego", 28),
    _mark("Oreo", SWEETS),
    _mark("Fila", SPORT),
    _mark("Nike", SPORT),
    _mark("Anta", SPORT),
    _mark("Illy", SWEETS),
    _mark("Levi's", SPORT, BAGS),
    _mark("Mobil", 4),
    _mark("Lavazza", SWEETS),
    _mark("Timberland", SPORT),
    _mark("Stone Island", SPORT),
    _mark("Louis Vuitton", BAGS),
    _mark("Calvin Klein", SPORT),
    _mark("Johnnie Walker", 33),
    _mark("Jack Daniel's", 33),
    _mark("Lock&Lock", 21),
    _mark("Stanley", 21),
    _mark("Carhartt", SPORT),
]
INDEX = MarkIndex.build(MARKS)


def _found(title, nice_class=None, index=INDEX):
    return [match.mark for match in index.find(title, nice_class=nice_class)]


@pytest.mark.parametrize(
    "title",
    [
        "чехол Хуауей чёрный", "θήκη Χουαγουέι", "غطاء هاتف هواوي", "כיסוי טלפון וואווי", "スマホ ファーウェイ", "휴대폰 화웨이 블랙",
        "มือถือ หัวเว่ย สีดำ", "मोबाइल हुवावे काला", "মোবাইল হুয়াওয়ে কালো", "հեռախոս Հուաուեյ",
    ],
)  # fmt: skip
def test_a_name_of_little_but_vowels_is_heard_among_its_goods(title):
    assert _found(title, PHONES) == ["Huawei"]


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("виски Джонни Уокер 0.7", 33, "Johnnie Walker"),
        ("ουίσκι Τζόνι Γουόκερ", 33, "Johnnie Walker"),
        ("위스키 조니 워커", 33, "Johnnie Walker"),
        ("ウイスキー ジャックダニエル", 33, "Jack Daniel's"),
        ("가방 루이비통 여성", BAGS, "Louis Vuitton"),
        ("ტანსაცმელი კელვინ კლაინის მაისური", SPORT, "Calvin Klein"),
        ("เสื้อ คาลวิน ไคลน์", SPORT, "Calvin Klein"),
        ("스톤아일랜드 맨투맨", SPORT, "Stone Island"),
        ("락엔락 텀블러 650ml", 21, "Lock&Lock"),
        ("운동화 휠라 240", SPORT, "Fila"),
        ("스니커 나이키신발", SPORT, "Nike"),
        ("スニーカー ないき 27cm", SPORT, "Nike"),
        ("โอรีโอ คุกกี้", SWEETS, "Oreo"),
        ("אבני בנייה לגו 500", 28, "Lego"),
    ],
)
def test_a_name_is_heard_as_its_own_language_and_the_titles_say_it(title, nice_class, mark):
    assert _found(title, nice_class) == [mark]


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("пылесос Дай сон V8", TOOLS, "Dyson"),
        ("камера Го Про 9", PHONES, "GoPro"),
        ("حذاء تيمبر لاند رجالي", SPORT, "Timberland"),
        ("운동화 나 이 키 남성", SPORT, "Nike"),
        ("ㅎㅟㄹㄹㅏ 운동화", SPORT, "Fila"),
        ("ナ イ キ スニーカー", SPORT, "Nike"),
        ("ナ★イ★キ スニーカー", SPORT, "Nike"),
        ("بن لا فازا حبوب", SWEETS, "Lavazza"),
        ("найккроссовки мужские", SPORT, "Nike"),
        ("кроссовкитимберленд мужские", SPORT, "Timberland"),
    ],
)
def test_a_name_cut_in_two_or_in_pieces_is_found(title, nice_class, mark):
    assert mark in _found(title, nice_class)


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        # A stranger's h, the end of a word, a word of every day, stainless steel, the boot of a cat.
        ("해리 포터 컵", SWEETS),
        ("ของแท้ เสื้อยืด", SPORT),
        ("سام موبائل چارجر", None),
        ("เครื่องปอก สแตนเลส มือหมุน", 21),
        ("サンダル リードキャット", SPORT),
        ("전화 충전기 세트", PHONES),
        ("крем для лица и тела дай мне", CREAMS),
        ("恥ずかしい ないきもち", SPORT),
    ],
)
def test_words_that_only_sound_like_a_name_are_none(title, nice_class):
    assert _found(title, nice_class) == []


def test_what_thai_says_it_is_used_with_is_named_though_the_goods_are_others():
    assert _found("แบตเตอรี่ ใช้กับเลโนโว 18V", TOOLS) == ["Lenovo"]


def test_a_part_of_one_name_is_no_other_name():
    assert _found("حقيبة لويس فيتون كلاسيك", BAGS) == ["Louis Vuitton"]


CHINESE = MarkIndex.build(
    [
        _mark("Rolex", 14, variants=("劳力士",)),
        _mark("Chanel", CREAMS, BAGS, variants=("香奈儿",)),
        _mark("Apple", PHONES, variants=("苹果",)),
        _mark("Adidas", SPORT, variants=("阿迪达斯",)),
        _mark("Xiaomi", PHONES, variants=("小米",)),
    ]
)


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("劳力仕绿水鬼机械表", 14, "Rolex"),
        ("香奈er 面霜 50ml", CREAMS, "Chanel"),
        ("平guo原装数据线 手机", PHONES, "Apple"),
        ("阿d达斯 三叶草 短袖", SPORT, "Adidas"),
        ("阿迪达丝 运动鞋", SPORT, "Adidas"),
    ],
)
def test_chinese_names_in_characters_that_say_the_same_or_in_pinyin_are_disguises(title, nice_class, mark):
    (match,) = CHINESE.find(title, nice_class=nice_class)

    assert (match.mark, match.kind) == (mark, Kind.DISGUISED)


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("蘋果 手機 128G", PHONES, "Apple"),
        ("香奈兒 面霜", CREAMS, "Chanel"),
        ("xiang nai er 面霜", CREAMS, "Chanel"),
    ],
)
def test_traditional_characters_and_pinyin_in_syllables_are_the_name_itself(title, nice_class, mark):
    (match,) = CHINESE.find(title, nice_class=nice_class)

    assert (match.mark, match.kind) == (mark, Kind.USE)


@pytest.mark.parametrize(
    "title", ["T恤 小M号 短袖", "果平 瓶子 手机", "香奈 手机", "劳力 市场 手表", "小蜜蜂 手机"]
)
def test_other_words_of_the_same_syllables_are_no_names(title):
    assert _found(title, PHONES, CHINESE) == []
