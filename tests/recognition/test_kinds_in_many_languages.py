"""What the words around a mark say of its use, in more of the languages of shops."""

import pytest

from recognition import Kind, Mark, MarkIndex

INDEX = MarkIndex.build([Mark(key="a", text="Lumora", variants=("卢莫拉", "ルモラ", "루모라"))])


def kinds_in(title: str) -> list[Kind]:
    return [match.kind for match in INDEX.find(title)]


@pytest.mark.parametrize(
    "title",
    [
        "Tapete p/ Lumora",
        "Kính dành cho Lumora",
        "Baterai untuk laptop Lumora",
        "Toner compatibil Lumora",
        "Kryt na Lumora",
        "Чехол на Lumora",
        "Filtro compatible con aspiradora Lumora",
        "محافظ مناسب برای Lumora",
        "火花塞 适配卢莫拉",
        "Кубики сумісні з Lumora",
        "副廠 卢莫拉 電池",
    ],
)
def test_goods_that_fit_are_told_in_many_languages(title: str) -> None:
    assert kinds_in(title) == [Kind.COMPATIBLE]


@pytest.mark.parametrize(
    "title",
    [
        "Clogs typu Lumora",
        "Okulary jak Lumora",
        "Kubek w stylu Lumora",
        "Sepatu mirip Lumora",
        "عطر شبیه Lumora",
        "Духи по мотивам Lumora",
        "Cookies à la Lumora",
        "Vacuum better than Lumora",
        "Alternativa a Lumora: galleta",
        "卢莫拉平替 吹风机",
        "Parfum générique type Lumora",
        "Parfum équivalence Lumora",
        "عطر مثل Lumora",
        "Lumora'nın aynısı ayakkabı",
        "Lumora র মতো ব্যাগ",
        "ルモラ調 ベルト",
    ],
)
def test_goods_that_are_only_alike_are_told_in_many_languages(title: str) -> None:
    assert kinds_in(title) == [Kind.COMPARATIVE]


@pytest.mark.parametrize(
    "title",
    [
        "Sneakers, non sono Lumora",
        "Bolsa preta, não é Lumora",
        "Lumora değildir",
        "卫衣 不是卢莫拉",
        "To nie Lumora",
    ],
)
def test_goods_that_are_not_the_brands_are_told_in_many_languages(title: str) -> None:
    assert kinds_in(title) == [Kind.DENIED]


def test_what_stands_beside_a_mark_is_said_of_it_before_what_is_said_of_all() -> None:
    assert kinds_in("Low tops similar to Lumora but unbranded") == [Kind.COMPARATIVE]
    assert kinds_in("Lumora low tops, unbranded") == [Kind.DENIED]


@pytest.mark.parametrize("title", ["ルモラ調整ベルト", "Lumora laptop", "Lumora na prodej"])
def test_words_that_only_look_like_these_leave_plain_use(title: str) -> None:
    assert kinds_in(title) == [Kind.USE]


def test_a_hebrew_letter_with_a_stroke_is_no_for() -> None:
    assert kinds_in("ג'ל Lumora 100 גרם") == [Kind.USE]
