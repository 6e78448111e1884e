"""A case, a film or a mat beside a maker's name and a model: the maker's goods are what it fits, unless it is said to be the maker's own."""

from collections.abc import Sequence

from recognition.folding import base_of


def _listed(words: str) -> tuple[str, ...]:
    return tuple(base_of(words).split())


_WORDS = frozenset(
    _listed(
        """
        case cases cover covers protector film skin strap straps band toner cartridge mats floormats bags sleeve holster hulle schutzhulle handyhulle panzerglas schutzfolie displayschutz fussmatten fussmatte sitzbezuge armband
        staubsaugerbeutel druckerpatrone coque coques verre tapis cartouche cartouches funda fundas carcasa mica alfombrillas correa cartucho cartuchos capa capinha pelicula tapetes pulseira custodia pellicola tappetini
        cinturino cartuccia cartucce hoesje hoesjes screenprotector automatten bandje fodral skal skarmskydd deksel skjermbeskytter panssarilasi suojakuori etui futeral pokrowiec pokrowce szklo szkielko dywaniki pasek worki
        tusz kryt obal pouzdro sklo koberce reminek tok telefontok uvegfolia uleshuzat szonyeg husa folie covorase presuri kilif kilifi kiliflari paspas kordon kartus casing softcase tempered karpet
        чехол чехла чехлы чехол-книжка бампер стекло пленка плёнка коврики ковры ремешок картридж скло плівка килимки ремінець θηκη τζαμι τζαμακι πατακια λουρακι μελανι σακουλες جراب كفر غطاء سكرين دعاسات دواسات سير حبر
        قاب گارد محافظ بند کاور کیس کور גלאס כיסוי כיסויים מגן שטיחים רצועה רצועת דיו טונר कवर केस ग्लास प्रोटेक्टर मैट स्ट्रैप टोनर কভার কেস গ্লাস প্রোটেক্টর கவர் கேஸ் కవర్ కేస్ કવર
        ქეისი მინა დამცავი ხალიჩები պատյան ապակի գորգ
        """
    )
)
_IN_RUNS = _listed(
    """
    เคส ฟิล์ม พรม ยางปู สายนาฬิกา หมึก ケース カバー フィルム フロアマット バンド インク トナー 케이스 커버 필름 강화유리 매트 스트랩 잉크 토너 手机壳 手機殼 保护壳 保护套 保護殼 保護套 钢化膜 贴膜 脚垫 腳墊 座套 表带 錶帶 墨盒 硒鼓 车衣
    """
)
_THE_MAKERS_OWN = frozenset(
    _listed(
        "original originale originales originali genuine official oem authentic oryginalne oryginalny originalni оригинал оригинальный оригинальная оригинальные γνησιο γνησιος γνησια اصلي أصلي اصلی מקורי מקורית असली ওরিজিনাল"
    )
)
_OWN_IN_RUNS = _listed("純正 正品 原装 原裝 官方 정품 순정 ของแท้ แท้")
_NEAR = 3


def is_fitted_by_an_accessory(
    before: str, after: str, words_before: Sequence[str], words_after: Sequence[str]
) -> bool:
    """Of a name with what stands around it: whether a model follows, and an accessory is sold."""
    if not any(any(map(str.isdigit, word)) and not word.endswith("mm") for word in words_after[:_NEAR]):
        return False
    words = {*words_before, *words_after}
    seen = f"{before}\0{after}"
    is_accessory = not _WORDS.isdisjoint(words) or any(word in seen for word in _IN_RUNS)
    is_own = not _THE_MAKERS_OWN.isdisjoint(words) or any(word in seen for word in _OWN_IN_RUNS)
    return is_accessory and not is_own
