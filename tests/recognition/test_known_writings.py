"""Famous marks whose writings no register gives and no sound tells: 奔驰, "LV", 뉴발; and what only looks like them."""

import time

import pytest

from recognition import Kind, Mark, MarkIndex, Match
from recognition.known import known_writings


def a_mark(text: str, *classes: int, variants: tuple[str, ...] = ()) -> Mark:
    return Mark(key=text, text=text, variants=variants, nice_classes=frozenset(classes))


INDEX = MarkIndex.build(
    [
        a_mark("Mercedes-Benz", 12),
        a_mark("DJI", 9, 12),
        a_mark("L'ORÉAL PARIS", 3),
        a_mark("Dyson", 7, 11),
        a_mark("Apple", 9, 14),
        a_mark("NIKE", 18, 25, 28),
        a_mark("adidas", 18, 25, 28),
        a_mark("The North Face", 18, 25),
        a_mark("Louis Vuitton", 14, 18, 25),
        a_mark("Calvin Klein", 3, 18, 25),
        a_mark("Michael Kors", 14, 18, 25),
        a_mark("Volkswagen", 12),
        a_mark("New Balance", 25),
        a_mark("Rolex", 14),
        a_mark("Kia", 12),
        a_mark("Fila", 25, 28),
        a_mark("Casio", 9, 14),
        a_mark("Hewlett-Packard", 9),
        a_mark("BMW", 12),
        a_mark("Poljot", 14),
        a_mark("Starbucks", 30),
        a_mark("Seiko", 14),
        a_mark("Hot Wheels", 28),
        a_mark("Crocs", 25),
    ]
)


def found_in(title: str, nice_class: int | None = None, index: MarkIndex = INDEX) -> list[str]:
    return [match.mark for match in index.find(title, nice_class=nice_class)]


def the_match(title: str, nice_class: int | None = None) -> Match:
    (match,) = INDEX.find(title, nice_class=nice_class)
    return match


@pytest.mark.parametrize(
    ("title", "nice_class", "mark"),
    [
        ("奔驰C260L 后备箱垫 专车专用", 12, "Mercedes-Benz"),
        ("賓士 W204 鑰匙皮套", 12, "Mercedes-Benz"),
        ("大疆 Mini 4 无人机 螺旋桨", 9, "DJI"),
        ("欧莱雅 复颜 面霜 50ml", 3, "L'ORÉAL PARIS"),
        ("适用戴森吹风机收纳架壁挂免打孔", 20, "Dyson"),
        ("耐克空军一号 男鞋", 25, "NIKE"),
        ("阿迪三条杠运动裤男", 25, "adidas"),
        ("乐斯菲斯 冲锋衣", 25, "The North Face"),
        ("TNF Nuptse puffer down jacket black", 25, "The North Face"),
        ("LV 手提包 老花", 18, "Louis Vuitton"),
        ("Vuitton wallet brown", 18, "Louis Vuitton"),
        ("сумка ЛВ женская", 18, "Louis Vuitton"),
        ("뉴발 327 운동화 240", 25, "New Balance"),
        ("노페 눕시 패딩", 25, "The North Face"),
        ("Мерс W211 решётка радиатора", 12, "Mercedes-Benz"),
        ("Chrome emblem for Beemer E46", 12, "BMW"),
        ("스벅 텀블러 커피 원두", 30, "Starbucks"),
    ],
)
def test_a_famous_mark_is_known_by_what_the_world_writes(
    title: str, nice_class: int | None, mark: str
) -> None:
    assert found_in(title, nice_class) == [mark]


@pytest.mark.parametrize("title", ["kadi laolishi 手表 机械", "古 劳 力 士 手表", "劳*士 黑盘 手表"])
def test_what_is_known_is_known_in_pinyin_too_and_spaced_or_starred_out(title: str) -> None:
    assert found_in(title, 14) == ["Rolex"]


def test_it_is_told_that_nobody_has_registered_it_and_counts_for_less() -> None:
    match = the_match("耐克 跑步鞋", 25)
    assert match.kind is Kind.USE
    assert match.why == 'The title says "耐克", a known writing of NIKE that is not registered.'
    registered = MarkIndex.build([a_mark("NIKE", 25, variants=("耐克",))])
    (sure,) = registered.find("耐克 跑步鞋", nice_class=25)
    assert match.score < sure.score


def test_what_is_hidden_of_it_is_told() -> None:
    match = the_match("劳*士 黑盘 手表", 14)
    assert match.kind is Kind.DISGUISED
    assert match.why == '"劳*士" reads as "劳力士", a known writing of Rolex: letters are starred out.'


@pytest.mark.parametrize(
    ("title", "nice_class"),
    [
        # An ordinary word as well.
        ("红富士苹果 10斤 脆甜", 31),
        ("苹果 图案 T恤", 25),
        ("часы настенные полёт шмеля", 14),
        ("哪吒风火轮 儿童玩具", 28),
        # Letters that stand for other things.
        ("LV-N225 battery pack", 18),
        ("T-shirt LV 30 gamer birthday", 25),
        ("Golf Mk II T-shirt MK 2", 25),
        ("чанта 25 лв", 18),
        ("Sokken lv. 12 met ck letters", 25),
        ("LV halogen lamp", 11),
        ("डीजल इंजन पंप सेट 5 एचपी", None),
        # Parts of other words.
        ("필라테스 링 소도구", 28),
        ("카시오페이아 별자리 은목걸이", 14),
        ("カシオペア座 プリント Tシャツ", None),
        ("フランスタバコ 缶", 30),
        ("สายเกียร์จักรยาน", 12),
        ("মেক্সিকো টি শার্ট", 14),
        # Slips of what nobody has registered, and what goods are called.
        ("кроссы мужские", 25),
        ("洞洞鞋 拖鞋 夏季", 25),
    ],
)
def test_what_only_looks_like_it_is_innocent(title: str, nice_class: int | None) -> None:
    assert found_in(title, nice_class) == []


def test_whoever_has_registered_a_writing_has_it_to_the_exclusion_of_whom_the_world_calls_so() -> None:
    jeans = Mark(key="jeans", text="苹果", nice_classes=frozenset((25,)))
    letters = a_mark("LV", 14)
    index = MarkIndex.build([*(a_mark(m, 9, 14, 25) for m in ("Apple", "Louis Vuitton")), jeans, letters])
    assert found_in("苹果 牛仔裤 男", 25, index) == ["苹果"]
    assert found_in("montre femme LV authentique", 14, index) == ["LV"]
    assert found_in("苹果 手机 128G", 9, index) == ["Apple"]
    later = MarkIndex.build([a_mark("Louis Vuitton", 14)]).updated([letters])
    assert found_in("montre femme LV authentique", 14, later) == ["LV"]


def test_the_longer_of_two_known_names_is_meant() -> None:
    index = MarkIndex.build([a_mark("Calvin Klein", 18), a_mark("Charles & Keith", 18)])
    assert found_in("小CK 单肩包 链条", 18, index) == ["Charles & Keith"]


@pytest.mark.parametrize("text", ["Mercedes-Benz", "MERCEDES BENZ", "mercedes"])
def test_a_mark_is_recognised_however_it_is_registered(text: str) -> None:
    assert found_in("奔驰 脚垫", 12, MarkIndex.build([a_mark(text, 12)])) == [text]


def test_who_is_registered_in_one_script_only_is_known_in_the_others() -> None:
    assert found_in("Mercedes-Benz key cover", 12, MarkIndex.build([a_mark("奔驰", 12)])) == ["奔驰"]


def test_of_marks_of_one_name_each_is_called_as_for_its_goods() -> None:
    soap, chocolate = a_mark("Dove", 3), a_mark("DOVE", 30)
    assert "多芬" in {known.shown for known in known_writings(soap)}
    assert "德芙" not in {known.shown for known in known_writings(soap)}
    assert "德芙" in {known.shown for known in known_writings(chocolate)}


def test_another_mark_of_no_fame_has_none() -> None:
    assert known_writings(a_mark("Lumora", 9)) == ()


def test_a_usual_word_is_no_name_in_a_script_in_which_the_world_writes_it_otherwise() -> None:
    index = MarkIndex.build([a_mark("Levi's", 18, 25), a_mark("Canon", 9)])
    assert found_in("حقيبة لويس كلاسيك", 18, index) == []
    assert found_in("حقيبة ليفايز", 18, index) == ["Levi's"]


def test_the_version_tells_what_was_known_of_a_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    before = MarkIndex.build([a_mark("DJI", 9)]).version
    monkeypatch.setattr("recognition.index.known_writings", lambda mark: ())
    assert MarkIndex.build([a_mark("DJI", 9)]).version != before


def test_short_forms_by_the_hundred_are_judged_in_bounded_time() -> None:
    index = MarkIndex.build([a_mark("Louis Vuitton", 18), a_mark("Calvin Klein", 18)])
    index.find("LV")
    begin = time.process_time()
    index.find("LV CK " * 1_600, nice_class=18)
    assert time.process_time() - begin < 1
