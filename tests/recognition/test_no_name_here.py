"""Names that are none where they stand, even among the mark's own goods: colours, units, months, prints, people, words of trade."""

import pytest

from recognition import Mark, MarkIndex

INDEX = MarkIndex.build(
    [
        Mark(key=name, text=name, variants=variants, nice_classes=frozenset(classes))
        for name, variants, classes in (
            ("Mavi", (), {25}),
            ("Braun", ("ブラウン",), {8, 14}),
            ("Orange", (), {9, 38}),
            ("Mango", ("芒果",), {25}),
            ("Tesla", ("Тесла", "テスラ"), {9, 12}),
            ("Lux", (), {3, 11}),
            ("Mars", (), {30}),
            ("Titan", (), {14}),
            ("Ecco", (), {18, 25}),
            ("Kia", (), {12}),
            ("Bosch", (), {7, 9}),
            ("Chicco", (), {14, 28}),
            ("Puma", ("Пума",), {25, 28}),
            ("Vespa", (), {12, 25}),
            ("Coach", (), {18, 25}),
            ("Hella", (), {12, 25}),
            ("Ahava", (), {3, 14}),
            ("Mikasa", ("ミカサ",), {25, 28}),
            ("Stihl", (), {7, 25}),
            ("Essence", (), {3}),
            ("Avon", ("雅芳",), {3, 16}),
            ("Kinder", (), {28, 30}),
            ("Petit Bateau", (), {25}),
            ("Mobil", (), {4}),
            ("Kao", (), {3}),
            ("Omega", ("オメガ",), {14}),
            ("Champion", ("チャンピオン",), {25, 28}),
            ("Columbia", ("哥伦比亚",), {25}),
            ("Boss", (), {14, 25}),
            ("Fila", ("필라",), {25, 28}),
            ("Hermes", ("ארמס",), {14, 18}),
            ("GoPro", (), {9}),
            ("Sharp", ("シャープ",), {9}),
            ("Jaguar", ("จากัวร์",), {12}),
        )
    ]
)


def marks_in(title: str, nice_class: int | None = None) -> list[str]:
    return sorted({match.mark for match in INDEX.find(title, nice_class=nice_class)})


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ("Kadın açık mavi çiçekli viskon elbise", 25),
        ("Siyah ve mavi çizgili gömlek", 25),
        ("Fossil Herrenuhr Chronograph Lederband braun FS4813", None),
        ("Honor Magic6 Lite 5G 256GB Dual SIM Orange", 9),
        ("芒果色连衣裙 女 夏 法式", 25),
        ("芒果黄 针织衫 女", 25),
        ("レディース ローファー ブラウン 23.5cm", None),
    ],
)
def test_a_colour_beside_colours_or_last_behind_another_maker_is_a_colour(
    title: str, nice_class: int | None
) -> None:
    assert marks_in(title, nice_class) == []


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("Mavi siyah elbise kadın", 25, "Mavi"),
        ("Rasierer Braun Series 7 schwarz", 8, "Braun"),
        ("rasierer braun series 9 ersatzscherkopf", 8, "Braun"),
        ("SIM-Karte Prepaid Orange 20 GB", 38, "Orange"),
        ("Bluse schwarz Mango Größe M", 25, "Mango"),
    ],
)
def test_a_maker_that_is_called_like_a_colour_is_found_beside_one(
    title: str, nice_class: int, mark: str
) -> None:
    assert marks_in(title, nice_class) == [mark]


@pytest.mark.parametrize(
    "title",
    [
        "Магнит неодимовый 1,2 Тесла 50х10 мм",
        "Μαγνήτης νεοδυμίου 1.4 tesla 40x20mm",
        "Digital light meter 200000 lux",
        "катушка Тесла набор юного физика",
        "테슬라 코일 미니 키트",
    ],
)
def test_a_unit_behind_a_number_and_a_coil_are_no_car(title: str) -> None:
    assert marks_in(title) == []


def test_a_number_before_a_car_is_no_measure() -> None:
    assert marks_in("set 4 tesla radkappen", 12) == ["Tesla"]
    assert marks_in("Fußmatten Model 3 Tesla 2021", 12) == ["Tesla"]


def test_sweets_of_the_month_of_march_are_no_bar() -> None:
    assert marks_in("حلوى شهر مارس تشكيلة", 30) == []
    assert marks_in("مارس شوكولاتة 51 جرام", 30) == ["Mars"]


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ("チタン リング メンズ 6mm", 14),
        ("Сумка женская кросс-боди, эко-кожа", 18),
        ("หัวเกียร์รถยนต์ ออโต้ หนังแท้", 12),
        ("صاروخ قطعية 9 بوصة 2200 وات", 7),
        ("Ρολόι Σέικο ανοξείδωτο", 14),
        ("شبشب ستايل كروكس خفيف مقاس 42", 25),
        ("เอสเซนส์ไฮยาลูรอน 30ml เกาหลี", 3),
    ],
)
def test_words_of_trade_and_writings_of_other_marks_are_not_heard(title: str, nice_class: int) -> None:
    assert marks_in(title, nice_class) == []


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("Экко ботинки мужские", 25, "Ecco"),
        ("Киа Рио коврики в салон", 12, "Kia"),
        ("بوش مثقاب كهربائي 650 وات", 7, "Bosch"),
    ],
)
def test_the_name_itself_is_still_heard(title: str, nice_class: int, mark: str) -> None:
    assert marks_in(title, nice_class) == [mark]


@pytest.mark.parametrize(
    "title",
    [
        "Áo thun nam in hình báo puma rừng Nam Mỹ",
        "Футболка мужская с принтом пума хлопок",
        "Costume carnevale ape e vespa bimba",
        "כובע בייסבול עם כיתוב COACH מאמן אישי",
        "I'm Hella Tired funny slogan tee unisex black",
        "Road champion costume shoulder armor cosplay adult",
        "Attack on Titan Mikasa figure 15 cm PVC anime",
        "進撃の巨人 ミカサ フィギュア 約20cm",
        "Манга Микаса фигурка 18 см",
    ],
)
def test_what_goods_show_or_say_is_not_who_makes_them(title: str) -> None:
    assert marks_in(title, 25) == []


@pytest.mark.parametrize(
    ("title", "mark"),
    [
        ("Футболка Пума с принтом черная", "Puma"),
        ("T-Shirt Puma mit Print Logo", "Puma"),
        ("Coach belt men with text logo", "Coach"),
        ("Mikasa volleyball MVA200 official", "Mikasa"),
        ("ミカサ バレーボール 5号", "Mikasa"),
    ],
)
def test_prints_of_a_maker_are_the_makers(title: str, mark: str) -> None:
    assert marks_in(title, 25) == [mark]


def test_a_word_of_a_language_is_translated_in_quotation_marks() -> None:
    assert marks_in('Hebrew Ahava "love" pendant silver', 14) == []
    assert marks_in('Ahava "original" hand cream', 3) == ["Ahava"]


def test_a_given_name_behind_a_family_name_is_a_persons() -> None:
    assert marks_in("李雅芳签名诗集 初版") == []
    assert marks_in("雅芳 走珠 香水", 3) == ["Avon"]


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ("Kekse für Kinder zum Ausstechen Dinkel", 30),
        ("Plätzchen Ausstecher für Kinder Set 12 Stück", 30),
        ("Petit bateau en bois jouet de bain", 28),
        ("Oli mesin mobil bensin 10W-40 1 liter merk lokal Evalube", None),
        ("Kaos polos katun lengan pendek pria", None),
    ],
)
def test_a_word_of_the_titles_language_is_a_word(title: str, nice_class: int | None) -> None:
    assert marks_in(title, nice_class) == []


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("Kinder Schokolade 10 Riegel", 30, "Kinder"),
        ("Geschenkbox für Kinder Schokolade", 30, "Kinder"),
        ("Petit bateau pyjama en coton 4 ans", 25, "Petit Bateau"),
        ("oli mobil 1 5w-30 full synthetic", 4, "Mobil"),
    ],
)
def test_the_maker_is_found_in_the_same_language(title: str, nice_class: int, mark: str) -> None:
    assert marks_in(title, nice_class) == [mark]


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        ("Кольцо с омегой и альфой, серебро", 14),
        ("チャンピオンベルト プロレス 子供用", 28),
        ("世界チャンピオン 記念 Tシャツ ボクシング", 25),
        ("哥伦比亚国家队球衣10号", 25),
        ("電波時計 メンズ 黒", 14),
        ("필라테스 링 요가링 소도구", 28),
        ("צמיד כסף 925 עם צ'ארמס", 14),
        ("适用华为Mate60Pro手机壳", 9),
        ("シャープな 音 アンプ 自作", 9),
        ("เสื้อยืดลายเสือจากัวร์", 25),
    ],
)
def test_a_part_or_another_sense_of_a_word_is_no_mark(title: str, nice_class: int) -> None:
    assert marks_in(title, nice_class) == []


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("オメガ スピードマスター 文字盤 黒", 14, "Omega"),
        ("チャンピオン スウェット ベルト付き", 25, "Champion"),
        ("哥伦比亚 冲锋衣 男", 25, "Columbia"),
        ("필라 운동화 남성", 25, "Fila"),
        ("シャープ 電卓", 9, "Sharp"),
    ],
)
def test_beside_its_own_goods_it_is_the_mark(title: str, nice_class: int, mark: str) -> None:
    assert marks_in(title, nice_class) == [mark]
