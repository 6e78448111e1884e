"""What is said of a name further off than beside it, of several names at once, and what only looks as if it were said."""

import pytest

from recognition import Kind, Mark, MarkIndex

MARKS = (
    Mark(key="Lumora", text="Lumora", variants=("ルモラ", "卢莫拉", "루모라", "ลูโมรา", "Люмора", "لومورا", "לומורה", "लुमोरा")),
    Mark(key="Kestrel", text="Kestrel", variants=("케스트렐",)),
    Mark(key="Samsung", text="Samsung", variants=("삼성", "三星"), nice_classes=frozenset({7, 9, 11})),
    Mark(key="Dior", text="Dior", variants=("ديور",), nice_classes=frozenset({3})),
    Mark(key="Nivea", text="Nivea", nice_classes=frozenset({3})),
    Mark(key="Toyota", text="Toyota", variants=("丰田", "टोयोटा"), nice_classes=frozenset({12})),
    Mark(key="Samsonite", text="Samsonite", nice_classes=frozenset({18})),
    Mark(key="Spigen", text="Spigen", nice_classes=frozenset({9})),
)  # fmt: skip
INDEX = MarkIndex.build(MARKS)


def kinds_in(title: str, nice_class: int | None = None) -> list[Kind]:
    return [match.kind for match in INDEX.find(title, nice_class=nice_class)]


@pytest.mark.parametrize(
    "title",
    [
        "Filter for vacuum Lumora",
        "Аккумулятор для шуруповерта Люмора 18В",
        "Φίλτρο για σκούπα Lumora FC8010",
        "Guarnizione compatibili con caffettiera Lumora",
        "แบตเตอรี่ สำหรับกล้องลูโมรา D5600",
        "بطارية لدريل لومورا",
        "סוללה למקדחה לומורה",
        "Szczotka do odkurzacza Lumora",
        "Pin cho máy khoan Lumora",
    ],
)
def test_what_goods_are_for_is_told_over_the_name_of_a_machine(title: str) -> None:
    assert kinds_in(title) == [Kind.COMPATIBLE]


@pytest.mark.parametrize(
    "title",
    [
        "루모라 V11 호환 배터리 대용량",
        "루모라 V10 필터 호환용 2개입",
        "ルモラ プリンター用 互換インク 6色",
        "卢莫拉打印机粉盒 TN2325 适用 国产代用",
        "Lumora tost makinesi için yedek plaka",
        "लुमोरा ग्राइंडर के लिए कार्बन ब्रश",
        "Lumora fúrókalapácshoz való adapter",
        "丰田凯美瑞 专用脚垫 全包围",
        "Cartouche Lumora 545 compatible",
        "Dyson V10 filter Lumora aftermarket",
        "Lumora 18V 6Ah battery аналог",
    ],
)
def test_it_is_told_behind_models_parts_and_machines_as_well(title: str) -> None:
    assert kinds_in(title) == [Kind.COMPATIBLE]


@pytest.mark.parametrize(
    "title",
    [
        "Lumora charger compatible with iPhone",
        "루모라 충전기 아이폰 호환",
        "루모라 충전기 S24 호환",
        "삼성 이어폰 블루투스 호환",
        "三星 智能手表 男女通用",
        "ルモラ 業務用 掃除機",
        "Lumora pan 28 cm induction compatible",
        "Lumora erkek için ayakkabı",
        "Nivea kuru ciltler için krem",
        "लुमोरा पुरुषों के लिए घड़ी",
        "卢莫拉充电器 适配iPhone15",
        "Сумка для ноутбука Samsonite чёрная",
        "Bag for laptop Samsonite",
        "Case iPhone 15 Pro Lumora",
        "루모라 청소기용 정품 필터",
        "Lumora tost makinesi için orijinal plaka",
        "Крем для лица Nivea",
        "Lumora mouse compatible Windows",
    ],
)
def test_it_never_reaches_the_maker_of_the_goods(title: str) -> None:
    assert kinds_in(title)[0] is Kind.USE


@pytest.mark.parametrize("title", ["Brake pads fit Lumora 2016", "Jelly charms fit Lumora"])
def test_fit_is_a_verb_behind_what_is_many(title: str) -> None:
    assert kinds_in(title) == [Kind.COMPATIBLE]


@pytest.mark.parametrize("title", ["Mens fit Lumora shirt", "Cross fit Lumora", "Boots fit Lumora"])
def test_fit_is_a_cut_of_clothes_elsewhere(title: str) -> None:
    assert kinds_in(title) == [Kind.USE]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Pads for Lumora Yaris & Kestrel Ibiza", Kind.COMPATIBLE),
        ("Cable works with Lumora 15, Kestrel XPS", Kind.COMPATIBLE),
        ("Battery adapter for Lumora 18V to Kestrel 20V", Kind.COMPATIBLE),
        ("케스트렐/루모라 호환 리모컨", Kind.COMPATIBLE),
        ("Bag similar to Lumora & Kestrel", Kind.COMPARATIVE),
        ("Bolso inspirado en Lumora y Kestrel, sin marca", Kind.COMPARATIVE),
        ("Zaino non Lumora né Kestrel", Kind.DENIED),
    ],
)
def test_a_list_carries_on_with_models_between(title: str, kind: Kind) -> None:
    assert kinds_in(title) == [kind, kind]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("適用 Xyz 15 Pro / 卢莫拉 14", Kind.COMPATIBLE),
        ("Case for Xyz 15 Pro, Lumora S24", Kind.COMPATIBLE),
        ("Bag similar to Xyz & Lumora", Kind.COMPARATIVE),
        ("Not Xyz or Lumora", Kind.DENIED),
        ("New bag with chain, Lumora", Kind.USE),
        ("Case for kids, Lumora", Kind.USE),
        ("Bag like Xyz, Lumora shoes", Kind.USE),
    ],
)
def test_a_list_may_begin_with_a_name_that_nobody_looks_for(title: str, kind: Kind) -> None:
    assert kinds_in(title) == [kind]


@pytest.mark.parametrize(
    "title",
    [
        "루모라st 숄더백",
        "Сумка «как у Люмора»",
        "شنطة بستايل لومورا",
        "Lumora-liknande kapslar",
        "Colonia equivalente a Lumora",
        "Comfy clogs, like Lumora but half the price",
        "Tasche ähnlich Lumora",
        "น้ำหอมกลิ่นเทียบลูโมรา",
        "عطر بديل ديور سوفاج",
        "Άρωμα Dior Sauvage άρωμα τύπου χύμα",
        "Dior Sauvage аналог 50 мл",
        "ルモラ ソヴァージュ風 メンズ",
        "卢莫拉吹风机 hd15 同款",
        "Perfume inspirado no Dior",
    ],
)
def test_likeness_is_told_in_all_languages(title: str) -> None:
    assert kinds_in(title) == [Kind.COMPARATIVE]


@pytest.mark.parametrize(
    "title",
    [
        "ルモラ 風ではなく本物 26.5",
        "ルモラ シーマスター 風防新品",
        "I like Lumora hoodie",
        "Lumora St. Moritz bag",
        "Lumora clogs, new",
        "Dior inspired by nature",
    ],
)
def test_what_only_sounds_like_it_is_no_likeness(title: str) -> None:
    assert kinds_in(title) == [Kind.USE]


@pytest.mark.parametrize(
    "title",
    ["Lumora? nein - Holzclogs", "نعل لومورا؟ لا، شبشب طبي", "Kapslar, ej Lumora", "루모라 제품 아님 자체제작", "卢莫拉? 没有牌子的"],
)  # fmt: skip
def test_a_question_answered_with_no_denies(title: str) -> None:
    assert kinds_in(title) == [Kind.DENIED]


def test_a_question_answered_otherwise_denies_nothing() -> None:
    assert kinds_in("Lumora? 100% original") == [Kind.USE]


@pytest.mark.parametrize(
    "title",
    [
        "Samsung S23 128GB with case",
        "Samsung S23 + case",
        "Samsung S23 no case",
        "Samsung S24 フィルム付き",
        "삼성 S24 케이스 포함",
        "三星 S24 送保护壳",
        "Телефон Samsung A54 чехол в подарок",
        "Samsung Smart Band 8",
        "Samsung oven 500ml glass cover",
        "Spigen iPhone 15 case",
    ],
)
def test_what_comes_with_the_goods_and_what_is_anothers_model_is_no_accessory(title: str) -> None:
    assert kinds_in(title)[0] is Kind.USE


@pytest.mark.parametrize("title", ["Коврик в багажник Toyota Camry", "Samsung S24 glass"])
def test_a_cars_mats_and_a_phones_glass_are_accessories(title: str) -> None:
    assert kinds_in(title) == [Kind.COMPATIBLE]


def test_goods_for_cars_name_the_carmaker_and_others_are_their_makers() -> None:
    assert kinds_in("Чехлы для авто Toyota", 12) == [Kind.COMPATIBLE]
    assert kinds_in("พรมสำหรับรถ Toyota Vios", 12) == [Kind.COMPATIBLE]
    assert kinds_in("Tyre for your car Lumora", 12) == [Kind.USE]


def test_a_maker_and_its_own_line_are_both_what_goods_fit() -> None:
    assert kinds_in("Samsung Galaxy A54 uyumlu kılıf") == [Kind.COMPATIBLE]


def test_a_car_is_named_without_a_number_but_not_on_a_phone_case() -> None:
    assert kinds_in("टोयोटा इनोवा सीट कवर सेट", 12) == [Kind.COMPATIBLE]
    assert kinds_in("टोयोटा इनोवा क्रिस्टा के लिए सीट कवर", 12) == [Kind.COMPATIBLE]
    assert kinds_in("Toyota seat cover genuine", 12) == [Kind.USE]
    assert kinds_in("Toyota phone case", 12) == [Kind.USE]


def test_what_is_put_on_skin_has_no_cases() -> None:
    assert kinds_in("Nivea Q10 matte case", 3) == [Kind.USE]
    assert kinds_in("Nivea 75 ml case", 3) == [Kind.USE]


def test_what_fits_a_brand_without_one_of_its_own_fits_it_before_it_is_unbranded() -> None:
    assert kinds_in("Unbranded case for Lumora") == [Kind.COMPATIBLE]
    assert kinds_in("Unbranded case Lumora") == [Kind.DENIED]


def test_the_reviewer_reads_the_word_as_its_language_writes_it() -> None:
    said = INDEX.find("Φίλτρο συμβατός με Lumora")[0].why
    assert said == 'The title says "Lumora". "συμβατός" beside it says what the goods fit.'
    near = INDEX.find("루모라 V11 호환 배터리")[0].why
    assert near.endswith('"호환" near it says what the goods fit.')
    assert INDEX.find("Bag similar to Xyz & Lumora")[0].why.endswith(
        "It continues the list of what the goods are likened to."
    )


def test_a_comma_joins_no_maker_to_what_its_goods_fit_whatever_else_the_title_names() -> None:
    assert kinds_in("Spigen, Samsung compatible charger, Kestrel") == [Kind.USE, Kind.COMPATIBLE, Kind.USE]
    assert kinds_in("Lumora, Kestrel 호환 배터리 Kestrel") == [Kind.USE, Kind.COMPATIBLE, Kind.USE]


@pytest.mark.parametrize(
    "title", ["Samsung oven 1.5 l glass cover", "Samsung 1,5l cover", "Samsung fridge 2.5 kg film"]
)
def test_a_decimal_measure_is_no_model(title: str) -> None:
    assert kinds_in(title) == [Kind.USE]


def test_what_goes_on_behind_a_hyphen_is_no_answer() -> None:
    assert kinds_in("New Lumora? non-slip clogs") == [Kind.USE]
