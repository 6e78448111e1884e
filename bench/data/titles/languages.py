"""What shop titles are made of, by language: goods with their Nice class, frames, and ways to say another use."""

from typing import NamedTuple


class Language(NamedTuple):
    script: str
    column: str
    """Of marks.tsv: which writing of the mark its shops use; empty for the word mark itself."""
    goods: tuple[tuple[str, int], ...]
    uses: tuple[str, ...]
    fits: tuple[str, ...]
    likens: tuple[str, ...]
    denies: tuple[str, ...]
    no_mark: tuple[str, ...]
    """Trade phrases without any mark, {p} for goods or none."""


ENGLISH = Language(
    "Latin",
    "",
    (
        ("running shoes", 25),
        ("leather handbag", 18),
        ("wireless earbuds", 9),
        ("eau de parfum 100ml", 3),
        ("quartz wrist watch", 14),
        ("baseball cap", 25),
        ("pullover hoodie", 25),
        ("laptop backpack", 18),
        ("polarized sunglasses", 9),
        ("matte lipstick", 3),
        ("cordless drill 18V", 7),
        ("phone charger 65W", 9),
        ("crossbody wallet", 18),
        ("graphic tee", 25),
        ("building blocks set", 28),
    ),
    (
        "{m} {p}",
        "New {m} {p} black",
        "2024 {p} {m} original",
        "{p} by {m}",
        "Authentic {m} {p} size 42",
        "{p} - {m} - free shipping",
        "[{m}] {p}",
        "HOT SALE {m} {p} 50% off",
        "Mens {m} {p}, blue",
        "{m}: {p} with box",
        "{p} ({m}) AAA quality",
    ),
    (
        "{p} for {m}",
        "{p} compatible with {m}",
        "Replacement {p} fits {m}",
        "{p} works with {m} models",
        "Strap designed for {m} {p}",
        "Aftermarket part for {m} {p}",
        "{m} compatible {p}",
        "Case to fit {m}",
    ),
    (
        "{m} style {p}",
        "{p} inspired by {m}",
        "{p} similar to {m}",
        "{m}-style {p}",
        "Dupe of {m} {p}",
        "{p}, {m} alternative",
    ),
    (
        "No brand {p} not {m}",
        "{p} unbranded, not genuine {m}",
        "Non-genuine {m} {p}",
        "Generic {p}, not made by {m}",
    ),
    (
        "Vintage {p} for women",
        "Wholesale {p} lot of 10",
        "Custom {p} with your logo",
        "Kids {p} unisex cheap",
        "Premium {p} gift box",
        "{p} 3 pack assorted colours",
        "Waterproof {p} outdoor travel",
        "Handmade {p} boho",
        "Retro 90s {p} streetwear",
        "{p} heavy duty 12 pcs",
    ),
)

GERMAN = Language(
    "Latin",
    "",
    (
        ("Laufschuhe Herren", 25),
        ("Handtasche Leder", 18),
        ("Armbanduhr Damen", 14),
        ("Kopfhörer kabellos", 9),
        ("Sonnenbrille", 9),
        ("Akkuschrauber 18V", 7),
        ("Gesichtscreme 50ml", 3),
    ),
    ("{m} {p} neu", "Original {m} {p}", "{p} von {m}", "{p} {m} schwarz Größe 42", "NEU: {m} {p}"),
    ("{p} für {m}", "{p} kompatibel mit {m}", "Ersatzteil passend für {m} {p}", "Hülle geeignet für {m}"),
    ("{p} ähnlich wie {m}", "{p} im {m} Stil", "{p} im Stil von {m}"),
    ("{p} ohne Marke, kein {m}", "{p} nicht original {m}"),
    (
        "{p} günstig Restposten",
        "Schöne {p} Geschenkidee Mutter",
        "{p} Set 3-teilig",
        "Gebrauchte {p} guter Zustand",
        "{p} aus Baumwolle",
    ),
)

FRENCH = Language(
    "Latin",
    "",
    (
        ("chaussures de course", 25),
        ("sac à main cuir", 18),
        ("montre femme", 14),
        ("écouteurs sans fil", 9),
        ("parfum 50 ml", 3),
        ("casquette homme", 25),
    ),
    (
        "{p} {m} neuf",
        "{m} {p} noir",
        "{p} de marque {m}",
        "Vends {p} {m} authentique",
        "{m} - {p} - livraison gratuite",
    ),
    ("{p} pour {m}", "{p} compatible avec {m}", "Coque pour {m} étui", "Accessoire adaptable {m}"),
    ("{p} style {m}", "{p} façon {m}", "{p} inspiré de {m}"),
    ("{p} sans marque, pas {m}", "{p} non officiel {m}"),
    ("{p} pas cher", "Lot de 5 {p}", "{p} fait main", "Jolie {p} idée cadeau", "{p} vintage années 80"),
)

SPANISH = Language(
    "Latin",
    "",
    (
        ("zapatillas hombre", 25),
        ("bolso de piel", 18),
        ("reloj mujer", 14),
        ("auriculares inalámbricos", 9),
        ("perfume 100 ml", 3),
        ("gorra negra", 25),
    ),
    ("{p} {m} nuevas", "{m} {p} original", "{p} marca {m}", "Oferta {p} {m} talla M", "{m} | {p}"),
    ("{p} para {m}", "Funda compatible con {m}", "Repuesto para {m} {p}", "Correa compatible {m}"),
    ("{p} tipo {m}", "{p} estilo {m}", "{p} inspirado en {m}"),
    ("{p} sin marca, no es {m}", "{p} no original {m}"),
    (
        "{p} baratas al por mayor",
        "{p} de algodón lavable",
        "Conjunto {p} verano",
        "{p} artesanal hecho a mano",
        "{p} regalo cumpleaños",
    ),
)

RUSSIAN = Language(
    "Cyrillic",
    "ru",
    (
        ("кроссовки мужские", 25),
        ("сумка женская кожаная", 18),
        ("часы наручные", 14),
        ("наушники беспроводные", 9),
        ("туалетная вода 100 мл", 3),
        ("дрель аккумуляторная", 7),
        ("толстовка с капюшоном", 25),
    ),
    (
        "{p} {m}",
        "{m} {p} новые",
        "{p} {m} оригинал",
        "Продам {p} {m} 42 размер",
        "{p} от {m}",
        "{p} ({m}) черный",
    ),
    ("Чехол для {m}", "{p} для {m}", "{p} совместимые с {m}", "Запчасть подходит для {m}"),
    ("{p} в стиле {m}", "{p} типа {m}", "{p} аналог {m}"),
    ("{p} без бренда, не {m}", "{p} не оригинал {m}"),
    (
        "{p} оптом дёшево",
        "Детские {p} новые",
        "{p} ручной работы",
        "Комплект {p} подарок маме",
        "{p} хлопок летние",
        "Набор для кухни нержавейка",
        "Пакет подарочный новогодний",
        "Панама летняя хлопок",
        "Макинтош плащ женский",
        "Никелированный карниз для штор",
        "Адресник для собак",
        "Пуховик зимний",
        "Бошки для дрели набор",
        "Касса детская игровая",
        "Легинсы спортивные",
        "Прадедушкин подарок часы",
        "Ролики детские раздвижные",
        "Каска строительная",
    ),
)

CHINESE = Language(
    "Han",
    "zh",
    (
        ("运动鞋男", 25),
        ("真皮女包", 18),
        ("石英手表", 14),
        ("蓝牙耳机", 9),
        ("香水100ml", 3),
        ("棒球帽", 25),
        ("电钻", 7),
        ("洗面奶", 3),
    ),
    (
        "{m}{p}",
        "正品{m}{p}包邮",
        "2024新款{m}{p}",
        "{m} {p} 官方旗舰",
        "【{m}】{p}",
        "专柜{m}{p}黑色",
        "{p}{m}原单",
    ),
    ("适用{m}{p}", "适用于{m}手机壳", "{m}适用表带", "兼容{m}充电器", "{p}通用{m}"),
    ("{m}同款{p}", "{m}风格{p}", "类似{m}{p}", "仿{m}{p}"),
    ("无品牌{p}非{m}", "{p}非正品{m}"),
    (
        "{p}批发价",
        "儿童{p}夏季",
        "手工{p}定制",
        "学生{p}百搭",
        "情侣{p}一对",
        "韩版{p}潮流",
        "三星级酒店床上用品",
        "第三星空投影灯",
        "新鲜苹果10斤",
        "苹果醋饮料",
        "青苹果香味蜡烛",
        "小米粥五谷杂粮",
        "黄小米5斤装",
        "北面阳台遮阳网",
        "朝北面窗帘",
        "松下村茶叶",
        "鳄鱼皮纹钱包",
        "大鳄鱼毛绒玩具",
        "博世界地图挂画",
        "快乐高中生书包",
        "音乐高音喇叭",
        "佳能量饮料瓶",
        "吉列车模型",
        "中华为龙文化衫",
        "完美的礼物盒",
        "彪马年生肖摆件",
    ),
)

JAPANESE = Language(
    "Kana",
    "ja",
    (
        ("スニーカー メンズ", 25),
        ("レザーバッグ", 18),
        ("腕時計", 14),
        ("ワイヤレスイヤホン", 9),
        ("香水 50ml", 3),
        ("キャップ 帽子", 25),
        ("電動ドリル", 7),
    ),
    ("{m} {p}", "{m}の{p} 新品", "【正規品】{m} {p}", "{p} {m} 黒", "{m}{p}", "美品 {m} {p} レディース"),
    ("{m}対応ケース", "{m}用{p}", "{p} {m} 互換", "{m} 専用 バンド"),
    ("{m}風{p}", "{m}っぽい{p}", "{m}タイプ {p}"),
    ("ノーブランド {p} {m}ではありません", "非正規 {m} {p}"),
    (
        "{p} 激安",
        "手作り{p}",
        "子供用 {p} 夏",
        "{p} 3点セット",
        "レトロ {p} 韓国",
        "アップルパイ 冷凍 6個",
        "カシオペア座 プリント Tシャツ",
        "プラダンボール 収納箱",
        "レゴール 木製玩具",
        "グッチャグチャ スライム",
        "ボッシュート ゲーム",
        "プーマンゴー ジュース",
        "ロレックスト インク",
        "マキタチ 工具箱",
        "ダイソンチョウ 文庫",
    ),
)

KOREAN = Language(
    "Hangul",
    "ko",
    (
        ("운동화 남성", 25),
        ("가죽 가방", 18),
        ("손목시계", 14),
        ("무선 이어폰", 9),
        ("향수 50ml", 3),
        ("야구 모자", 25),
        ("전동 드릴", 7),
    ),
    ("{m} {p}", "{m} {p} 신상", "정품 {m} {p}", "{p} {m} 블랙", "{m}의 {p}", "[{m}] {p}"),
    ("{m} 호환 케이스", "{m}용 {p}", "{p} {m} 전용", "{m} 호환 {p}"),
    ("{m} 스타일 {p}", "{m}풍 {p}"),
    ("노브랜드 {p} {m} 아님", "비정품 {m} {p}"),
    (
        "{p} 도매",
        "수제 {p} 선물",
        "아동 {p} 여름",
        "{p} 3종 세트",
        "빈티지 {p}",
        "푸마늘 장아찌",
        "삼성산 등산 지도",
        "레고들 고등어",
        "보쉬운 요리책",
        "카시오페아 별자리 무드등",
    ),
)

ARABIC = Language(
    "Arabic",
    "ar",
    (
        ("حذاء رياضي رجالي", 25),
        ("حقيبة جلد نسائية", 18),
        ("ساعة يد", 14),
        ("سماعات لاسلكية", 9),
        ("عطر 100 مل", 3),
        ("قبعة سوداء", 25),
    ),
    ("{p} {m}", "{m} {p} اصلي", "{p} {m} جديد", "{p} من {m}", "{p} ماركة {m}"),
    ("غطاء متوافق مع {m}", "{p} متوافق مع {m}", "قطع غيار ل {m}"),
    ("{p} ستايل {m}", "{p} يشبه {m}"),
    ("{p} بدون ماركة ليس {m}", "{p} غير اصلي {m}"),
    (
        "{p} بالجملة",
        "{p} صناعة يدوية",
        "{p} هدية للام",
        "مجموعة {p} صيفية",
        "{p} رخيص",
        "بومة ديكور خشب",
        "بوشار ذرة",
        "عسل طبيعي جبلي",
        "براد شاي نحاس",
        "شنطة سفر كبيرة",
    ),
)

HEBREW = Language(
    "Hebrew",
    "he",
    (
        ("נעלי ריצה לגברים", 25),
        ("תיק עור לנשים", 18),
        ("שעון יד", 14),
        ("אוזניות אלחוטיות", 9),
        ("בושם 100 מל", 3),
        ("כובע שחור", 25),
    ),
    ("{p} {m}", "{m} {p} חדש", "{p} של {m}", "{p} {m} מקורי", "{p} מותג {m}"),
    ("כיסוי תואם ל {m}", "{p} תואם {m}", "חלק חילוף עבור {m}"),
    ("{p} בסגנון {m}", "{p} דומה ל {m}"),
    ("{p} ללא מותג לא {m}", "{p} לא מקורי {m}"),
    (
        "{p} בזול",
        "{p} עבודת יד",
        "{p} מתנה לאמא",
        "סט {p} קיץ",
        "{p} לילדים",
        "בושם לרכב ריח וניל",
        "קנקן תה זכוכית",
        "פומפיה נירוסטה",
        "לוגו רקום אישי",
        "ברברת סיר",
    ),
)

GREEK = Language(
    "Greek",
    "el",
    (
        ("αθλητικά παπούτσια", 25),
        ("δερμάτινη τσάντα", 18),
        ("ρολόι χειρός", 14),
        ("ασύρματα ακουστικά", 9),
        ("άρωμα 100 ml", 3),
        ("καπέλο μαύρο", 25),
    ),
    ("{p} {m}", "{m} {p} νέο", "Αυθεντικά {p} {m}", "{p} της {m}", "{p} μάρκας {m}"),
    ("Θήκη για {m}", "{p} συμβατό με {m}", "Ανταλλακτικό για {m}"),
    ("{p} τύπου {m}", "{p} σαν {m}", "{p} στυλ {m}"),
    ("{p} χωρίς μάρκα, όχι {m}", "{p} μη γνήσιο {m}"),
    (
        "{p} φθηνά",
        "{p} χειροποίητα",
        "Σετ {p} δώρο",
        "{p} για παιδιά",
        "Καλοκαιρινά {p}",
        "Κανόνας μέτρησης ξύλινος",
        "Λεκάνη πλαστική",
        "Πουκάμισο λευκό",
        "Πράσινη γλάστρα",
    ),
)

THAI = Language(
    "Thai",
    "th",
    (
        ("รองเท้าวิ่งผู้ชาย", 25),
        ("กระเป๋าหนัง", 18),
        ("นาฬิกาข้อมือ", 14),
        ("หูฟังไร้สาย", 9),
        ("น้ำหอม 100 มล", 3),
        ("หมวกแก๊ป", 25),
    ),
    ("{p}{m}", "{m} {p} ของแท้", "{p} {m} ใหม่", "พร้อมส่ง {m} {p}", "{p}ยี่ห้อ{m}"),
    ("เคสสำหรับ{m}", "{p}ใช้กับ{m}", "อะไหล่สำหรับ {m}"),
    ("{p}สไตล์{m}", "{p}แบบ{m}", "{p}คล้าย{m}"),
    ("{p}ไม่มียี่ห้อ ไม่ใช่{m}", "{p} ไม่ใช่ของแท้ {m}"),
    ("{p}ราคาถูก", "{p}แฮนด์เมด", "{p}เด็ก", "เซ็ต{p}ของขวัญ", "{p}ขายส่ง", "เสื้อยืดแขนสั้น", "ผ้าปูที่นอน", "โคมไฟตั้งโต๊ะ"),
)

HINDI = Language(
    "Devanagari",
    "hi",
    (("पुरुषों के जूते", 25), ("चमड़े का बैग", 18), ("कलाई घड़ी", 14), ("वायरलेस इयरफ़ोन", 9), ("परफ्यूम 100 मिली", 3)),
    ("{m} {p}", "{p} {m} नया", "असली {m} {p}", "{m} के {p}", "{m} का {p}"),
    ("{m} के लिए कवर", "{p} {m} के साथ संगत"),
    ("{m} जैसा {p}", "{m} स्टाइल {p}"),
    ("बिना ब्रांड {p} {m} नहीं",),
    ("सस्ते {p}", "हाथ से बने {p}", "बच्चों के {p}", "{p} सेट उपहार", "{p} थोक", "सूती साड़ी", "लकड़ी का खिलौना"),
)

TURKISH = Language(
    "Latin",
    "",
    (
        ("spor ayakkabı erkek", 25),
        ("deri çanta", 18),
        ("kol saati", 14),
        ("kablosuz kulaklık", 9),
        ("parfüm 100 ml", 3),
    ),
    ("{m} {p}", "{m} {p} orijinal", "{p} {m} yeni sezon", "{m} marka {p}"),
    ("{m} için kılıf", "{m} uyumlu {p}", "{p} {m} ile uyumlu"),
    ("{m} tarzı {p}", "{m} benzeri {p}"),
    ("Markasız {p}, {m} değil",),
    ("{p} toptan", "El yapımı {p}", "{p} hediye seti", "Çocuk {p}", "İndirimli {p}"),
)

LANGUAGES = {
    "en": ENGLISH, "de": GERMAN, "fr": FRENCH, "es": SPANISH, "tr": TURKISH, "ru": RUSSIAN, "zh": CHINESE, "ja": JAPANESE,
    "ko": KOREAN, "ar": ARABIC, "he": HEBREW, "el": GREEK, "th": THAI, "hi": HINDI,
}  # fmt: skip
