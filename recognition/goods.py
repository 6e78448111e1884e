"""Words for goods, and the Nice classes that they speak for where a listing names none.

A word is found as it is and in the plural; "bluz-" at the beginning of a longer word, "-tasche" at the end of one; what is written
without spaces anywhere near.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from recognition.context import Around
from recognition.folding import base_of
from recognition.surfaces import is_hangul, is_unspaced


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NEAR_IN_WORDS = 2
_NEAR_IN_A_RUN = 12
_SHORTEST_STEM = 3

_GOODS: tuple[tuple[tuple[int, ...], str], ...] = (
    (
        (25,),
        """
        shoe sneaker trainer boot sandal clog slipper jean hoodie sweatshirt sweater jacket coat tshirt shirt tee jersey dress skirt pant trousers shorts
        jogger fleece vest crewneck pullover jumper chino puffer parka sweatpant loafer
        legging sock glove scarf cap beanie tracksuit cardigan blouse windbreaker
        schuh- stiefel- sandale- pantoffel- hose hosen kapuzen- pullover- -jacke -jacken -schuhe -stiefel -hose -hosen -hemd -hemden -kleid jacke mantel mutze
        chaussure- basket botte bottes bottine- veste vestes manteau pantalon- chemise- robe robes casquette-
        zapato- zapatilla- bota botas botin- sandalia- chaqueta- sudadera- camiset- vaquero- gorra- abrigo-
        scarpe scarpa stival- felpa felpe magliett- giacca giacche giubbott- camicia tenis sapato- moletom camisa camisas jaqueta- schoen schoenen laarzen broek- trui jas
        buty butow klapki sandaly kurtk- bluza bluzy spodni- koszul- czapk- ayakkab- terlik- ceket- mont tisort- gomlek- sapka-
        кроссовк- ботин- сапог- туфл- кеды тапк- тапочк- сабо шлепанц- сандал- куртк- толстовк- худи свитшот- футболк- джинс- брюк- штаны рубашк- платье кепк- шапк-
        кросівк- черевик- чобот- взутт- светр- сорочк- якет- яке обувк- παπουτσ- μποτ- σανδαλ- παντοφλ- μπουφαν φουτερ μπλουζ- τζιν παντελον- πουκαμισ- φορεμα
        حذاء احذية أحذية جزمة صندل شبشب جاكيت معطف هودي تيشيرت قميص بنطلون جينز فستان קבעה נעל- מגפי סנדלי כפכפי מעיל חולצ- מכנס- גינס שמלה כובע
        जूते जूता शूज़ चप्पल सैंडल जैकेट हुडी शर्ट जींस kengat saappaat takki huppari housut boty bunda mikina tricko kalhoty pantofi geaca hanorac tricou giay sepatu jaket kaos
        スニーカー シューズ ブーツ サンダル クロッグ パーカー ジャケット コート シャツ ジーンズ デニム パンツ トレーナー キャップ スウェット
        운동화 스니커즈 신발 부츠 샌들 클로그 슬리퍼 후드 자켓 재킷 패딩 티셔츠 셔츠 청바지 바지 모자 맨투맨
        男鞋 女鞋 鞋子 运动鞋 靴子 卫衣 衛衣 外套 夹克 夾克 羽绒服 冲锋衣 牛仔裤 衬衫 长裤 短裤 帽子 รองเท้า เสื้อ กางเกง
        """,
    ),
    (
        (18,),
        """
        bag handbag tote purse wallet backpack satchel crossbody luggage suitcase -tasche -taschen rucksack- geldborse- koffer- sac sacs pochette- portefeuille- valise- bolsa- bolso-
        mochila- cartera- monedero borsa borse borset- portafogli- zaino valigia carteira- rugzak- tas handtas torebk- plecak- portfel- walizk- canta cantasi cuzdan- bavul-
        сумк- рюкзак- кошел- клатч- чемодан- портмоне гаманец валіз- чанта чанти раниц- τσαντ- σακιδι- πορτοφολ- βαλιτσ- حقيبة حقائب شنطة محفظة תיק תיקי ארנק- מזווד-
        बैग हैंडबैग पर्स laukku reppu lompakko kabelk- batoh penezenk- geanta rucsac portofel tui balo dompet ransel バッグ リュック 財布 トート ポーチ スーツケース
        가방 백팩 숄더백 핸드백 크로스백 토트백 지갑 캐리어 女包 男包 挎包 手提包 单肩包 双肩包 钱包 錢包 背包 行李箱 กระเป๋า
        """,
    ),
    (
        (9,),
        """
        phone smartphone cellphone mobile smartwatch keyboard earbud laptop notebook computer monitor headphone earphone earbud headset charger smartwatch router handy kopfhor- lautsprecher- ladegerat-
        fernseher- telephone- telefon- ecouteur- casque enceinte ordinateur- chargeur- auricular- movil altavoz portatil cuffie cellulare- celular- telemovel- sluchawk-
        glosnik- laptop- komputer- ladowark- kulakl- hoparlor- bilgisayar- sarj kuulokkeet puhelin sluchatk- телефон- смартфон- наушник- гарнитур- ноутбук- планшет-
        колонк- зарядк- телевизор- навушник- слушалк- τηλεφων- κινητ- ακουστικ- ηχει- φορτιστ- τηλεοραση υπολογιστ- هاتف جوال موبايل سماعة سماعات لابتوب شاحن كمبيوتر گوشی هدفون
        טלפון טלפוני אוזני- מחשב- מטען רמקול फोन स्मार्टफोन मोबाइल हेडफोन लैपटॉप ফোন মোবাইল স্মার্টফোন スマホ スマートフォン 携帯 イヤホン ヘッドホン ヘッドフォン タブレット パソコン 充電器
        스마트폰 휴대폰 핸드폰 이어폰 헤드폰 노트북 태블릿 충전기 手机 手機 耳机 耳機 平板 电脑 電腦 笔记本 充电器 音箱 电视 電視 手环 路由器 โทรศัพท์ มือถือ หูฟัง แท็บเล็ต ponsel
        """,
    ),
    (
        (14,),
        """
        watch wristwatch chronograph smartwatch armbanduhr- -uhr -uhren montre montres reloj- orologi- relogio- horloge- zegar- saati hodinky kello часы часов годинник- часовник- ρολοι ρολογια
        ساعة שעון שעוני घड़ी ঘড়ি ժամացույց საათი 腕時計 時計 손목시계 시계 워치 ウォッチ 手表 手錶 腕表 นาฬิกา
        """,
    ),
    (
        (3,),
        """
        soap shampoo lotion deodorant wash handwash stain laundry mascara lipstick perfume parfum cologne makeup detergent moisturizer conditioner bodywash seife duschgel- waschmittel- lippenstift-
        savon- gel lessive jabon champu detergent- sapone profumo rossetto sabonete mydlo szampon szminka pomadka perfum- zel proszek sabun- sampuan- ruj мыло крем- шампун-
        духи помада тушь парфюм- гель порошок дезодорант- мило парфум- σαπουν- κραγιον αρωμα απορρυπαντικο صابون شامبو عطر كريم مسحوق סבון שמפו בושם אבקת साबुन शैम्पू
        石鹸 ソープ シャンプー 香水 口紅 マスカラ 洗剤 비누 바디워시 샴푸 향수 립스틱 세제 로션 香皂 沐浴露 洗发水 口红 洗衣液 洗衣粉 洗面奶 สบู่ แชมพู น้ำหอม ลิปสติก
        """,
    ),
    (
        (12,),
        """
        bumper rim brake liner steering spares headlight taillight grille hubcap -felge -felgen felge felgen stossstange- scheinwerfer- jante- phare phares llanta- parachoques faro paraurti cerchioni
        zderzak- felga felgi reflektor- jant бампер- фара фары капот- крыло колпак- ζαντ- προφυλακτηρ- جنط صدام חישוקי ホイール バンパー ヘッドライト 범퍼 헤드라이트 轮毂 輪轂 保险杠 大灯
        """,
    ),
    (
        (4,),
        "oil lubricant motorol- motoroel- huile aceite olio oleo olej yagi масло мастило λαδι زيت שמן エンジンオイル 엔진오일 机油 機油 润滑油 น้ำมันเครื่อง",
    ),
    (
        (29, 30),
        """
        chocolate candy cookie biscuit snack wafer schokolad- schokoriegel- keks- chocolat- bonbon- galleta- cioccolat- biscott- czekolad- baton batony cikolata- biskuvi-
        шоколад- печень- конфет- батончик- лакомств- σοκολατ- شوكولا شوكولاتة حلوى שוקולד- עוגיות चॉकलेट チョコ クッキー お菓子 초콜릿 과자 쿠키 巧克力 饼干 零食 糖果 ช็อกโกแลต
        """,
    ),
    (
        (28,),
        """
        toy doll playset puzzle boardgame spielzeug- puppe jouet- poupee- juguete- muneca- giocattol- bambol- brinquedo- zabawk- lalka klocki oyuncak- игрушк- кукл- конструктор-
        іграшк- лялька παιχνιδ- κουκλ- لعبة دمية צעצוע- בובה खिलौना おもちゃ 人形 フィギュア 장난감 인형 피규어 玩具 娃娃 积木 ของเล่น
        """,
    ),
    (
        (7, 8),
        """
        drill vacuum grinder screwdriver shaver razor bohrmaschine- akkuschrauber- staubsauger- rasierer- perceuse- aspirateur- taladro- aspiradora- trapano wiertark-
        wkretark- odkurzacz- matkap supurge- шуруповерт- дрель пылесос- перфоратор- бритва дриль σκουπα δραπαν- مثقاب مكنسة מקדחה שואב 掃除機 ドリル 청소기 드릴 吸尘器 电钻 剃须刀
        """,
    ),
    ((9, 38), "sim prepaid prepago prepagata prepayee starter lte internet"),
)
# Numbers with these units are of phones and computers, of engine oil.
_BY_UNIT = (
    (re.compile(r"\d\s?(?:gb|tb|mah|ghz|гб|тб|جيجا|기가)\b"), 9),
    (re.compile(r"\b\d{1,2}w[- ]?\d\d\b"), 4),
)
# Before a word of the language these leave it one: "the gap", "with apple", "best coach".
_DETERMINERS = _listed("a an the my your our his her their of with in on no best for from to and & x")

_BEFORE_A_NAME = frozenset(("new", "vintage", "used", "authentic", "original", "genuine"))


def _table(kind: str) -> dict[str, frozenset[int]]:
    found: dict[str, frozenset[int]] = {}
    for classes, listed in _GOODS:
        for word in base_of(listed).split():
            its = _kind_of(word)
            if its == kind:
                found[word.strip("-")] = found.get(word.strip("-"), frozenset()) | frozenset(classes)
    return found


def _kind_of(word: str) -> str:
    if is_unspaced(word) or is_hangul(word):
        return "run"
    return "stem" if word.endswith("-") else "tail" if word.startswith("-") else "word"


_WORDS, _STEMS, _TAILS, _IN_RUNS = map(_table, ("word", "stem", "tail", "run"))
_LONGEST_STEM = max(map(len, _STEMS))
_LONGEST_IN_A_RUN = max(map(len, _IN_RUNS))
_NONE: frozenset[int] = frozenset()


@lru_cache(maxsize=20_000)
def classes_of_word(word: str) -> frozenset[int]:
    """The classes that one word, in base form, speaks for."""
    singular = word.removesuffix("s") if len(word) > _SHORTEST_STEM else word
    found = _WORDS.get(word, _NONE) | _WORDS.get(singular, _NONE) | _WORDS.get(word.removesuffix("es"), _NONE)
    for end in range(_SHORTEST_STEM, min(len(word), _LONGEST_STEM) + 1):
        found |= _STEMS.get(word[:end], _NONE)
    for tail, classes in _TAILS.items():
        if word.endswith(tail):
            found |= classes
    return found


def names_goods(glued: str) -> bool:
    """Whether what is glued to a name, in plain writing, is a word for goods, with a number or without."""
    return bool(classes_of_word(glued.rstrip("0123456789")))


def stands_before_a_name(glued: str) -> bool:
    return glued in _BEFORE_A_NAME


def _classes_in_run(run: str) -> Iterator[frozenset[int]]:
    for start in range(len(run)):
        for end in range(start + 1, min(start + _LONGEST_IN_A_RUN, len(run)) + 1):
            if run[start:end] in _IN_RUNS:
                yield _IN_RUNS[run[start:end]]


def goods_beside(place: Around) -> frozenset[int]:
    """The classes of goods that are named right beside a mark, or anywhere behind one that the title begins with."""
    if place.words_before and place.words_before[0] in _DETERMINERS:
        return _NONE
    begins = all(word in _BEFORE_A_NAME or word.isdigit() for word in place.words_before)
    after = place.words_after if begins else place.words_after[:_NEAR_IN_WORDS]
    found = _NONE.union(*map(classes_of_word, (*place.words_before[:_NEAR_IN_WORDS], *after)))
    found = found.union(*_classes_in_run(place.before[-_NEAR_IN_A_RUN:]))
    found = found.union(*_classes_in_run(place.after[:_NEAR_IN_A_RUN]))
    return found | {its for unit, its in _BY_UNIT if unit.search(place.after)}
