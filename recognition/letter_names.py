"""How the letters of a short name are called: "ДжБЛ", "जे बी एल", "ال جي", "엘지", "ジェービーエル", "เจบีแอล" spell JBL and LG.

Each script has the names of a to z in order, several of a letter with strokes between. Telugu's serve for Kannada and those of
Devanagari for Gujarati and Gurmukhi, whose letters stand in the same order in their own blocks of Unicode.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from recognition.folding import base_of

_NAMES = (
    # Cyrillic: by name, or each letter by its like.
    (
        "эй|а би|бэ|бе|б си|цэ|с|ц ди|дэ|д и|е|э эф|ф джи|гэ|г эйч|аш|ха|х ай|и джей|джи|дж|ж кей|кэй|ка|к эль|эл|л эм|м эн|н оу|о пи|пэ|п кью|ку ар|эр|р эс|с ти|тэ|т ю|у"
        " ви|вэ|в даблю|даблъю|даблью|дабл|вэ|в икс|экс|кс уай|игрек зет|зед|зэт|з"
    ),
    "ει μπι|μπε σι|σε ντι|ντε ι εφ τζι|γκε ειτς|ετς αι τζει κει ελ εμ εν ο πι|πε κιου αρ ες|εσ τι|τε γιου βι|βε νταμπλγιου|νταμπλ|βε εξ|ιξ γουαι ζετ|ζι",
    "էյ բի սի դի ի էֆ ջի էյչ այ ջեյ քեյ|կեյ էլ էմ էն օ փի|պի քյու ար էս տի|թի յու վի դաբլյու իքս|էքս ուայ զեթ|զի",
    "ეი ბი სი დი ი ეფ|ეფი ჯი ეიჩ|ეჩ|ეიჩი აი ჯეი ქეი|კეი ელ|ელი ემ|ემი ენ|ენი ო პი|ფი ქიუ არ|არი ეს|ესი ტი|თი იუ ვი დაბლიუ|დაბლ იქს|იქსი უაი ზეტ|ზედ|ზეტი",
    "איי|אי בי סי די אי אף ג׳י|גי אייץ׳|איץ׳|אייצ׳|אץ׳|אייץ איי|אי ג׳יי|ג׳י|גיי קיי|קי אל אם אן או פי קיו אר אס טי יו וי דאבליו|דבליו|וו אקס וואי זי|זד",
    (
        "اي|ايه|ای|اے بي|بی|بيه سي|سی دي|دی|ڈی اي|ای اف|ايف|ایف جي|جی اتش|ايتش|اچ|ایچ اي|ای|ائی جيه|جي|جی|جے|جيي كيه|كي|کی|کے ال|ايل|ایل ام|ايم|ایم ان|اين|این او بي|پي|پی"
        " كيو|کیو ار|آر اس|ايس|ایس تي|تی|ٹی يو|یو في|وي|وی|ڤي دبليو|دابليو|دبلیو|ڈبلیو|و اكس|ايكس|ایکس|اکس واي|وای|وائی زد|زي|زی|زيد"
    ),
    "ए बी सी डी ई एफ जी एच|ऐच आई जे के एल एम एन ओ पी क्यू आर एस टी यू वी डब्ल्यू|डबल्यू|डब्लू|डब्ल्यु एक्स वाई जेड|ज़ेड",
    "এ বি সি ডি ই এফ জি এইচ আই জে কে এল এম এন ও পি কিউ আর এস টি ইউ ভি ডব্লিউ|ডাব্লিউ এক্স ওয়াই জেড",
    "ఎ|ఏ బి|బీ సి|సీ డి|డీ ఇ|ఈ ఎఫ్ జి|జీ హెచ్|ఎచ్ ఐ జె|జే కె|కే ఎల్ ఎం|ఎమ్ ఎన్ ఓ పి|పీ క్యూ ఆర్ ఎస్ టి|టీ యు|యూ వి|వీ డబ్ల్యూ|డబ్ల్యు ఎక్స్ వై జెడ్",
    "എ ബി സി ഡി ഇ എഫ് ജി എച്ച് ഐ ജെ|ജേ കെ|കേ എൽ എം|എമ് എൻ ഒ പി ക്യു|ക്യൂ ആർ എസ് ടി യു വി ഡബ്ല്യു|ഡബ്ല്യൂ എക്സ് വൈ സെഡ്",
    "ஏ பி|பீ சி|சீ டி|டீ இ|ஈ எஃப் ஜி|ஜீ எச்|ஹெச் ஐ ஜே கே எல் எம் என் ஓ பி|பீ க்யூ|கியூ ஆர் எஸ் டி|டீ யு|யூ வி டபிள்யூ|டபிள்யு எக்ஸ் ஒய் ஜெட்|இசட்",
    "เอ บี ซี ดี อี เอฟ จี เอช|เฮช ไอ เจ เค แอล เอ็ม เอ็น โอ พี คิว อาร์ เอส ที ยู วี ดับเบิลยู|ดับบลิว|ดับเบิ้ลยู เอ็กซ์ วาย แซด",
    (
        "エー|エイ ビー シー|スィー ディー|デー イー エフ ジー エイチ|エッチ アイ ジェイ|ジェー ケー|ケイ エル エム エヌ|エン オー ピー キュー アール エス ティー|テー ユー ブイ|ヴイ|ヴィ ダブリュー|ダブリュ|ダブル"
        " エックス ワイ ゼット|ズィー"
    ),
    "에이 비 씨|시 디 이 에프 지 에이치|에치 아이 제이 케이 엘 엠 엔 오 피 큐 알|아르 에스 티 유 브이|비 더블유|더블류|다블유 엑스 와이 제트|젯",
)
_FROM_DEVANAGARI, _FROM_TELUGU = (0x0A80 - 0x0900, 0x0A00 - 0x0900), (0x0C80 - 0x0C00,)
_DEVANAGARI, _TELUGU, _THAI = 6, 8, 11
_ONE_FOR_ALL = str.maketrans("أإآى", "اااي")
_LONGEST = 40
_MOST_LETTERS = 4
# Nobody could say these otherwise: JBL, LG; IBM.
_SPELT_OUT = re.compile("[^aeiouy]{2,4}|[aeiou][^aeiouy]{2}")


def is_spelt_out(name: str) -> bool:
    """Whether a name, in plain letters, is said letter by letter."""
    return name.isascii() and name.isalpha() and _SPELT_OUT.fullmatch(name) is not None


def _plain(word: str) -> str:
    return base_of(word).translate(_ONE_FOR_ALL)


@cache
def _letters() -> Mapping[str, str]:
    """By name, the letters that it may be the name of."""
    listed = list(_NAMES)
    listed += [_moved(_NAMES[_DEVANAGARI], by) for by in _FROM_DEVANAGARI]
    listed += [_moved(_NAMES[_TELUGU], by) for by in _FROM_TELUGU]
    found: dict[str, str] = {}
    for names in listed:
        for letter, each in zip("abcdefghijklmnopqrstuvwxyz", names.split(), strict=True):
            for name in map(_plain, each.split("|")):
                found[name] = found.get(name, "") + letter * (letter not in found.get(name, ""))
    return found


def _moved(names: str, by: int) -> str:
    return "".join(chr(ord(char) + by) if char not in " |" else char for char in names)


@cache
def _of_names() -> re.Pattern[str]:
    names = sorted(_letters(), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, names))})+")


@lru_cache(maxsize=50_000)
def letters_spelt(word: str) -> frozenset[str]:
    """What the word spells, if it is made of nothing but names of letters."""
    plain = _plain(word)
    return _read(plain) if len(plain) <= _LONGEST and _of_names().fullmatch(plain) else frozenset()


def _read(plain: str) -> frozenset[str]:
    letters = _letters()
    longest = max(map(len, letters))
    read: list[set[str]] = [{""}, *(set() for _ in plain)]
    for end in range(1, len(plain) + 1):
        for start in range(max(0, end - longest), end):
            for letter in letters.get(plain[start:end], "") if read[start] else "":
                read[end] |= {before + letter for before in read[start] if len(before) < _MOST_LETTERS}
    return frozenset(read[-1])


@cache
def _in_thai() -> tuple[re.Pattern[str], re.Pattern[str]]:
    names = "|".join(sorted(_NAMES[_THAI].replace("|", " ").split(), key=len, reverse=True))
    return re.compile(f"(?:{names}){{2,}}(?![\u0e30-\u0e3a\u0e45\u0e47-\u0e4e])"), re.compile(names)


def spelt_in_thai(run: str) -> Iterator[tuple[int, int]]:
    """Where letters are spelt in a run of Thai, which has no spaces between words."""
    whole, name = _in_thai()
    for found in whole.finditer(run):
        starts = [each.start() for each in name.finditer(found.group())]
        ends = [*starts[1:], len(found.group())]
        for first, start in enumerate(starts):
            for end in ends[first + 1 : first + _MOST_LETTERS]:
                yield found.start() + start, found.start() + end
