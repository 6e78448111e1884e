"""What the words around a mark say of its use."""

import pytest

from recognition import Kind


@pytest.mark.parametrize(
    "title",
    [
        "Case for Lumora",
        "Case for your new Lumora",
        "Strap fits Lumora",
        "Charger compatible with Lumora",
        "Charger compatible with the Lumora lamp",
        "Lumora compatible charger",
        "Lumora-compatible charger",
        "Cushions to fit Lumora",
        "Replacement for Lumora",
        "Hülle für Lumora",
        "Kabel kompatibel mit Lumora",
        "Coque pour Lumora",
        "Câble compatible avec Lumora",
        "Funda para Lumora",
        "Custodia per Lumora",
        "Чехол для Lumora",
        "Чехол для Люмора",
        "Etui do Lumora",
        "适用Lumora手机壳",
        "适用于卢莫拉手机壳",
        "ルモラ対応ケース",
        "Lumora 対応 ケース",
        "Lumora用ケース",
        "เคสสำหรับลูโมรา",
        "Lumora 호환 케이스",
    ],
)
def test_goods_that_fit_the_brand_do_not_use_it_as_a_mark(index, title):
    assert [match.kind for match in index.find(title)] == [Kind.COMPATIBLE]


def test_a_list_of_what_the_goods_fit_carries_on(index):
    matches = index.find("Case for Lumora, Kestrel Audio & Pinebarrow")

    assert [match.kind for match in matches] == [Kind.COMPATIBLE] * 3


@pytest.mark.parametrize(
    "title",
    [
        "Lumora style bag",
        "Lumora-style bag",
        "Lumora like bag",
        "Lumora type bag",
        "Lumora inspired bag",
        "bag similar to Lumora",
        "bag inspired by Lumora",
        "Tasche ähnlich wie Lumora",
        "bolso tipo Lumora",
        "сумка в стиле Люмора",
        "حقيبة ستايل لومورا",
        "ルモラ風バッグ",
        "卢莫拉同款包",
        "卢莫拉家同款包",
        "루모라 스타일 가방",
    ],
)
def test_goods_that_are_only_like_the_brands_are_compared(index, title):
    assert [match.kind for match in index.find(title)] == [Kind.COMPARATIVE]


@pytest.mark.parametrize(
    "title",
    [
        "No brand bag Lumora",
        "Unbranded Lumora lamp",
        "Lumora lamp, not genuine",
        "Lumora lamp non original",
        "Not Lumora",
        "ノーブランド ルモラ",
        "非卢莫拉包",
        "сумка без бренда, не Люмора",
        "가방 루모라 아님",
        "กระเป๋า ไม่ใช่ลูโมรา",
    ],
)
def test_a_seller_who_says_it_is_not_the_brand_denies_it(index, title):
    assert [match.kind for match in index.find(title)] == [Kind.DENIED]


def test_several_marks_in_a_row_are_listed(index):
    matches = index.find("Lumora Kestrel Audio, Pinebarrow lamp")

    assert [match.kind for match in matches] == [Kind.LISTED] * 3


def test_two_marks_side_by_side_may_both_be_meant(index):
    assert [match.kind for match in index.find("Lumora Pinebarrow lamp")] == [Kind.USE] * 2


@pytest.mark.parametrize(
    "title",
    [
        "Lumora shirt for men",
        "For men Lumora shirt",
        "Slim fit Lumora jeans",
        "Lumora lamp, like new",
        "Lumora like new",
        "Lumora Type C cable",
        "Gift for her: Lumora lamp",
        "Lumora, style 14",
        "Lumora风衣",
        "Lumora用品",
        "Therefor Lumora",
        "luxury handbag Lumora 2024",
    ],
)
def test_words_that_speak_of_something_else_leave_plain_use(index, title):
    assert [match.kind for match in index.find(title)] == [Kind.USE]


@pytest.mark.parametrize("title", ["Case for Lum0ra", "Lum0ra style bag", "No brand Lum0ra"])
def test_a_disguise_stays_a_disguise_whatever_stands_beside_it(index, title):
    assert [match.kind for match in index.find(title)] == [Kind.DISGUISED]


@pytest.mark.parametrize(
    ("title", "why"),
    [
        ("LUMORA lamp", 'The title says "LUMORA".'),
        (
            "Lúmora lamp",
            'The title says "Lúmora": Lumora, but for accents, letter forms or hidden characters.',
        ),
        ("Kestrel-Audio", 'The title says "Kestrel-Audio": Kestrel Audio, but for spaces or punctuation.'),
        ("ルモラ", 'The title says "ルモラ", a registered variant of Lumora.'),
        ("Lum0ra", '"Lum0ra" reads as Lumora: digits stand in for letters.'),
        ("Lumira", '"Lumira" reads as Lumora: one letter is off.'),
        ("for Lumora", 'The title says "Lumora". "for" beside it says what the goods fit.'),
    ],
)
def test_the_reviewer_reads_a_plain_sentence(index, title, why):
    assert index.find(title)[0].why == why
