"""Each way of writing a mark so that it looks unlike itself, one row for each."""

import pytest

from recognition import Kind, Mark, MarkIndex

PLAIN = [
    ("as registered", "Lumora desk lamp", "Lumora"),
    ("small letters", "desk lamp lumora", "lumora"),
    ("capitals", "LUMORA desk lamp", "LUMORA"),
    ("mixed case", "lUmOrA lamp", "lUmOrA"),
    ("fullwidth letters", "ＬＵＭＯＲＡ lamp", "ＬＵＭＯＲＡ"),
    ("mathematical bold", "𝐋𝐮𝐦𝐨𝐫𝐚 lamp", "𝐋𝐮𝐦𝐨𝐫𝐚"),
    ("mathematical script", "𝓛𝓾𝓶𝓸𝓻𝓪 lamp", "𝓛𝓾𝓶𝓸𝓻𝓪"),
    ("circled letters", "Ⓛⓤⓜⓞⓡⓐ lamp", "Ⓛⓤⓜⓞⓡⓐ"),
    ("negative squared letters", "🅻🆄🅼🅾🆁🅰 lamp", "🅻🆄🅼🅾🆁🅰"),
    ("regional indicators", "🇱🇺🇲🇴🇷🇦 lamp", "🇱🇺🇲🇴🇷🇦"),
    ("accents, composed", "Lúmórà lamp", "Lúmórà"),
    ("accents, apart", "Lu\u0301mora lamp", "Lu\u0301mora"),
    (
        "struck through",
        "L\u0336u\u0336m\u0336o\u0336r\u0336a\u0336 lamp",
        "L\u0336u\u0336m\u0336o\u0336r\u0336a\u0336",
    ),
    ("letters with a stroke", "Łumøra lamp", "Łumøra"),
    ("zero-width space", "Lu\u200bmora lamp", "Lu\u200bmora"),
    ("soft hyphen", "Lu\u00admora lamp", "Lu\u00admora"),
    ("word joiner", "Lu\u2060mora lamp", "Lu\u2060mora"),
    ("right-to-left mark", "Lu\u200fmora lamp", "Lu\u200fmora"),
    ("combining grapheme joiner", "Lu\u034fmora lamp", "Lu\u034fmora"),
    ("variation selector", "Lu\ufe0fmora lamp", "Lu\ufe0fmora"),
    ("Hangul filler", "Lu\u3164mora lamp", "Lu\u3164mora"),
    ("trade mark sign", "Lumora™ lamp", "Lumora"),
    ("registered sign", "LUMORA®lamp", "LUMORA"),
    ("possessive", "Lumora's lamp", "Lumora"),
    ("plural", "two Lumoras", "Lumoras"),
    ("in brackets", "[Lumora]lamp", "Lumora"),
    ("hashtag", "lamp #lumora", "lumora"),
    ("handle", "lamp @lumora", "lumora"),
    ("exclamation", "Lumora! lamp", "Lumora"),
    ("model number behind", "Lumora15 lamp", "Lumora"),
    ("against Han", "Lumora手提包", "Lumora"),
    ("hyphen between words", "KESTREL-AUDIO plug", "KESTREL-AUDIO"),
    ("underscore between words", "kestrel_audio plug", "kestrel_audio"),
    ("words glued", "kestrelaudio plug", "kestrelaudio"),
    ("one word cut in two long ones", "Pine Barrow tent", "Pine Barrow"),
    ("initials with full stops", "L.V bag", "L.V"),
    ("initials with all full stops", "L.V. bag", "L.V"),
]

DISGUISED = [
    ("Cyrillic a", "Lumorа lamp", "Lumorа"),
    ("Cyrillic o", "Lumоra lamp", "Lumоra"),
    ("Cyrillic capitals", "LUМОRА lamp", "LUМОRА"),
    ("Greek capital omicron", "LUMΟRA lamp", "LUMΟRA"),
    ("Greek small alpha", "Lumorα lamp", "Lumorα"),
    ("Greek capital nu", "PIΝEBARROW tent", "PIΝEBARROW"),
    ("small capitals", "ʟᴜᴍᴏʀᴀ lamp", "ʟᴜᴍᴏʀᴀ"),
    ("Lisu capitals", "ꓡꓴꓟꓳꓣꓮ lamp", "ꓡꓴꓟꓳꓣꓮ"),
    ("Armenian", "Lսmօra lamp", "Lսmօra"),
    ("0 for o", "Lum0ra lamp", "Lum0ra"),
    ("1 for l", "1umora lamp", "1umora"),
    ("1 for i", "P1nebarrow tent", "P1nebarrow"),
    ("3 for e", "Pin3barrow tent", "Pin3barrow"),
    ("4 for a", "Lumor4 lamp", "Lumor4"),
    ("5 for s", "Ke5trel Audio plug", "Ke5trel Audio"),
    ("$ for s", "Ke$trel Audio plug", "Ke$trel Audio"),
    ("@ for a", "Pineb@rrow tent", "Pineb@rrow"),
    ("@ for the last letter", "Lumor@ lamp", "Lumor@"),
    ("! for i", "P!nebarrow tent", "P!nebarrow"),
    ("| for l", "|umora lamp", "|umora"),
    ("two digits", "LUM0R4 lamp", "LUM0R4"),
    ("capital I for l", "Iumora lamp", "Iumora"),
    ("small l for I", "KESTREL AUDlO plug", "KESTREL AUDlO"),
    ("rn for m", "Lurnora lamp", "Lurnora"),
    ("vv for w", "Pinebarrovv tent", "Pinebarrovv"),
    ("letters spaced", "L U M O R A lamp", "L U M O R A"),
    ("letters dotted", "L.U.M.O.R.A lamp", "L.U.M.O.R.A"),
    ("letters hyphened", "L-U-M-O-R-A lamp", "L-U-M-O-R-A"),
    ("letters between stars", "L*U*M*O*R*A lamp", "L*U*M*O*R*A"),
    ("more letters spaced than a window has words", "P I N E B A R R O W tent", "P I N E B A R R O W"),
    ("two words spaced", "K E S T R E L A U D I O plug", "K E S T R E L A U D I O"),
    ("word cut in pieces", "LUM ORA lamp", "LUM ORA"),
    ("doubled letter", "Lummora lamp", "Lummora"),
    ("much doubled letter", "Luuuuumora lamp", "Luuuuumora"),
    ("double letter written once", "Pinebarow tent", "Pinebarow"),
    ("letter left out", "Lumra lamp", "Lumra"),
    ("letter left out beside a double", "Pinebrrow tent", "Pinebrrow"),
    ("letter added", "Lumovra lamp", "Lumovra"),
    ("letter changed", "Lumira lamp", "Lumira"),
    ("letters swapped", "Lumroa lamp", "Lumroa"),
    ("last letter changed", "Lumore lamp", "Lumore"),
    ("slip in one of two words", "Kestrel Audeo plug", "Kestrel Audeo"),
    ("slip in words glued", "kestrelauido plug", "kestrelauido"),
    ("digit and homoglyph", "Lum0rа lamp", "Lum0rа"),
    ("slip and homoglyph", "Lumrоa lamp", "Lumrоa"),
    ("fullwidth digit", "Lum０ra lamp", "Lum０ra"),
    ("digit and hidden character", "Lu\u200bm0ra lamp", "Lu\u200bm0ra"),
    ("digit and spaces", "L U M 0 R A lamp", "L U M 0 R A"),
]  # fmt: skip


def _only(matches):
    assert len(matches) == 1
    return matches[0]


@pytest.mark.parametrize(("title", "written"), [row[1:] for row in PLAIN], ids=[row[0] for row in PLAIN])
def test_another_way_to_write_the_same_word_is_plain_use(index, title, written):
    match = _only(index.find(title))

    assert (title[match.start : match.end], match.kind) == (written, Kind.USE)


@pytest.mark.parametrize(
    ("title", "written"), [row[1:] for row in DISGUISED], ids=[row[0] for row in DISGUISED]
)
def test_a_word_that_only_looks_like_the_mark_is_a_disguise(index, title, written):
    match = _only(index.find(title))

    assert (title[match.start : match.end], match.kind) == (written, Kind.DISGUISED)
    assert 0.5 < match.score < 1


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("新款ルモラバッグ", "ルモラ"),
        ("新款ﾙﾓﾗバッグ", "ﾙﾓﾗ"),
        ("女士卢莫拉手提包", "卢莫拉"),
        ("กระเป๋าลูโมราแท้", "ลูโมรา"),
        ("Сумка люмора новая", "люмора"),
        ("СУМКА ЛЮМОРА", "ЛЮМОРА"),
        ("가방 루모라 신상", "루모라"),
        ("가방 \u1105\u116e\u1106\u1169\u1105\u1161 신상", "\u1105\u116e\u1106\u1169\u1105\u1161"),
        ("حقيبة لومورا جديدة", "لومورا"),
        ("حقيبة لُومُورا جديدة", "لُومُورا"),
    ],
    ids=["kana", "halfwidth kana", "Han", "Thai", "Cyrillic", "Cyrillic capitals", "Hangul", "Hangul apart", "Arabic",
         "Arabic with vowels"],
)  # fmt: skip
def test_a_registered_variant_is_found_in_its_own_script(index, title, written):
    match = _only(index.find(title))

    assert (title[match.start : match.end], match.mark, match.kind) == (written, "Lumora", Kind.USE)


@pytest.mark.parametrize("title", ["卢 莫 拉 手提包", "手提包 卢.莫.拉", "鞋 ル モ ラ"])
def test_a_variant_spaced_apart_is_a_disguise(index, title):
    assert _only(index.find(title)).kind is Kind.DISGUISED


def test_a_kana_name_may_be_dotted_or_cut_by_a_space():
    index = MarkIndex.build([Mark(key="k", text="Kestrel Audio", variants=("ケストレルオーディオ",))])

    assert [
        len(index.find(title)) for title in ("ケストレル・オーディオの靴", "ケストレル オーディオ 靴")
    ] == [1, 1]


def test_katakana_with_a_han_lookalike_is_a_disguise():
    index = MarkIndex.build([Mark(key="k", text="Nirola", variants=("ニロラ",))])

    assert _only(index.find("新品 二ロラ 靴")).kind is Kind.DISGUISED


def test_a_greek_variant_is_found_in_either_case():
    index = MarkIndex.build([Mark(key="n", text="Lumora", variants=("Νουμόρα",))])

    assert [len(index.find(title)) for title in ("τσάντα νουμορα", "ΤΣΑΝΤΑ ΝΟΥΜΟΡΑ")] == [1, 1]


def test_a_mark_with_a_symbol_is_found_with_and_without_it():
    index = MarkIndex.build([Mark(key="k", text="Ke$trin"), Mark(key="y", text="Wahoora!")])

    assert [match.kind for match in index.find("Ke$trin Wahoora! Wahoora")] == [Kind.USE] * 3


def test_two_letters_of_a_four_letter_mark_may_be_swapped_and_no_other_slip_is_one():
    index = MarkIndex.build([Mark(key="z", text="Zano")])

    assert [len(index.find(title)) for title in ("Zanno cap", "Zan0 cap", "Zaon cap", "Zeno cap")] == [
        1,
        1,
        1,
        0,
    ]


def test_a_number_in_a_mark_may_stand_apart():
    index = MarkIndex.build([Mark(key="s", text="Kestrel54")])

    assert _only(index.find("Kestrel 54 jacket")).kind is Kind.USE


@pytest.mark.parametrize(
    ("mark", "title", "written"),
    [
        ("Lumora", "lumorabag red", "lumora"),
        ("Lumora", "mylumora lamp", "lumora"),
        ("Lumora", "#lumorastyle2024", "lumora"),
        ("Lumora", "LumoraLamp", "Lumora"),
        ("Kestrel Audio", "kestrelaudiospeaker", "kestrelaudio"),
        ("Levi's", "mylevi's jeans", "levi's"),
        ("루모라", "루모라가방", "루모라"),
    ],
)
def test_a_mark_glued_to_a_word_is_found(mark, title, written):
    match = _only(MarkIndex.build([Mark(key="m", text=mark)]).find(title))

    assert title[match.start : match.end] == written


@pytest.mark.parametrize(
    ("mark", "title"),
    [
        ("Acer", "acerola powder"),
        ("Acer", "racer jacket"),
        ("Asus", "pegasus toy"),
        ("Puma", "pumapard"),
        ("Lumo", "lumorous"),
        ("푸마", "푸마늘 장아찌"),
    ],
)
def test_letters_inside_another_word_are_no_mark(mark, title):
    assert MarkIndex.build([Mark(key="m", text=mark)]).find(title) == ()


@pytest.mark.parametrize(
    ("mark", "titles"),
    [
        ("H&M", ["H&M dress", "H & M dress", "h&m dress", "Ｈ＆Ｍ dress", "H and M dress"]),
        ("C&A", ["C&A jeans", "C & A jeans"]),
        ("7-Eleven", ["7-Eleven coffee", "7 eleven cup", "7Eleven cup", "7‑ELEVEN"]),
        ("Levi's", ["Levi's jeans", "Levi’s jeans", "LEVIS jeans", "levi´s jeans"]),
        ("L'Oréal", ["L'Oréal cream", "Loreal cream", "L’OREAL cream", "L'Oreal cream"]),
        ("3M", ["3M tape", "3M™ tape"]),
        ("Dolce & Gabbana", ["Dolce & Gabbana", "Dolce and Gabbana", "DOLCE GABBANA", "dolce&gabbana"]),
        ("Forever 21", ["Forever 21 top", "Forever21 top", "FOREVER 21"]),
        ("Häagen-Dazs", ["Haagen Dazs", "Häagen-Dazs", "haagendazs"]),
        ("Dr. Martens", ["Dr. Martens boots", "Dr Martens boots", "DR.MARTENS"]),
    ],
)
def test_a_mark_with_signs_or_digits_is_found_as_people_write_it(mark, titles):
    index = MarkIndex.build([Mark(key="m", text=mark)])

    assert [len(index.find(title)) for title in titles] == [1] * len(titles)


@pytest.mark.parametrize(
    ("mark", "title"),
    [
        ("H&M", "H M monogram necklace"),
        ("C&A", "vitamin C A capsules"),
        ("3M", "USB cable 3m braided"),
        ("3M", "LED strip 3M length"),
        ("7-Eleven", "set of 7 eleven inch plates"),
        ("Philips", "Philips head screwdriver"),
        ("Off-White", "off white lace dress"),
    ],
)
def test_the_same_letters_in_another_sense_are_no_mark(mark, title):
    assert MarkIndex.build([Mark(key="m", text=mark)]).find(title) == ()


@pytest.mark.parametrize(
    ("mark", "title"),
    [
        ("三星", "三星级酒店床品"),
        ("美的", "完美的礼物"),
        ("グッチ", "グッチャグチャ スライム"),
        ("レゴ", "レゴール 玩具"),
        ("ロレックス", "ロレックスン"),
    ],
)
def test_characters_of_another_word_are_no_mark(mark, title):
    index = MarkIndex.build(
        [Mark(key="m", text="Velmont", variants=(mark,), nice_classes=frozenset({24, 28}))]
    )

    assert index.find(title, nice_class=24) == ()


@pytest.mark.parametrize(
    ("mark", "title", "written"),
    [
        ("Louis Vuitton", "Luis Vuitton bag", "Luis Vuitton"),
        ("Ray-Ban", "Ry-Ban glasses", "Ry-Ban"),
        ("Michael Kors", "Micheal Kors tote", "Micheal Kors"),
        ("Under Armour", "Under Armor tee", "Under Armor"),
        ("Nike", "N*ke dunk", "N*ke"),
        ("Nike", "ɴɪᴋᴇ shoes", "ɴɪᴋᴇ"),
        ("Tommy Hilfiger", "T o m m y H i l f i g e r", "T o m m y H i l f i g e r"),
        ("L'Oréal", "L Oreal shampoo", "L Oreal"),
        ("Lumora", "LUM0R@$", "LUM0R@"),
    ],
)
def test_what_sellers_do_to_well_known_names(mark, title, written):
    match = _only(MarkIndex.build([Mark(key="m", text=mark)]).find(title))

    assert title[match.start : match.end].startswith(written)


def test_of_two_words_that_share_a_character_the_more_usual_one_is_meant():
    index = MarkIndex.build([Mark(key="b", text="BMW", variants=("宝马",))])

    assert len(index.find("宝马车模")) == 1


def test_a_word_that_only_begins_like_a_name_of_four_letters_is_another_word():
    assert MarkIndex.build([Mark(key="d", text="Dior")]).find("diorama kit") == ()


def test_a_dot_inside_a_chinese_name_parts_it_from_the_words_around():
    index = MarkIndex.build([Mark(key="Lego", text="Lego", variants=("乐高",), nice_classes=frozenset({28}))])

    assert [match.mark for match in index.find("乐·高城市系列消防局", nice_class=28)] == ["Lego"]
