"""What stands in for a letter inside a word of another script: by its shape ("Диоp", "Б0ш") and by its sound ("Леgo", "롤렉x")."""

from typing import NamedTuple

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_SIGNS = "013456@$€¥!|"


def _table(keys: str, written: str) -> dict[str, str]:
    """Of a key that stands for nothing a dash is written, of one that stands for two letters these with a bow."""
    found = zip(keys, written.split(), strict=True)
    return {key: letters.strip("-").replace("_", "") for key, letters in found}


class StandIns(NamedTuple):
    letters: str
    """Of the script, as a class of a pattern."""
    seen: dict[str, str]
    """By its shape, where it has one here."""
    heard: dict[str, str]


_CYRILLIC = StandIns(
    "\u0400-\u052f",
    {**_table("aeopcxykmtbhunrv", "а е о р с х у к м т в н и п г в"), **_table(_SIGNS, "о і з ч с б а с е у и л")},
    {**_table(_LATIN, "а б ц д е ф г х и дж к л м н о п к р с т у в в кс и з"), **_table(_SIGNS, "о и е а с б а с е и и л")},
)  # fmt: skip
_GREEK = StandIns(
    "\u0370-\u03ff",
    {**_table("aovpktinuxywe", "α ο ν ρ κ τ ι η υ χ γ ω ε"), **_table(_SIGNS, "ο ι ε α σ σ α σ ε υ ι ι")},
    {**_table(_LATIN, "α μπ κ ντ ε φ γκ χ ι τζ κ λ μ ν ο π κ ρ σ τ ου β ου ξ ι ζ"), **_table(_SIGNS, "ο ι ε α σ σ α σ ε ι ι λ")},
)  # fmt: skip
_HEBREW = StandIns(
    "\u05d0-\u05ea\u05b0-\u05bc",
    {"0": "ס", "1": "ו"},
    {**_table(_LATIN, "א ב ק ד - פ ג ה י ג' ק ל מ נ ו פ ק ר ס ט ו ו ו קס י ז"), **_table(_SIGNS, "ו י - א ס ס א ס - י י ל")},
)  # fmt: skip
_ARABIC = StandIns(
    "\u0620-\u0652\u066e-\u06d3\u06fa-\u06fc",
    {"0": "ه", "1": "ا"},
    {**_table(_LATIN, "ا ب ك د ي ف ج ه ي ج ك ل م ن و ب ق ر س ت و ف و كس ي ز"), **_table(_SIGNS, "و ي ع ا س خ ا س ي ي ي ل")},
)  # fmt: skip
_ARMENIAN = StandIns(
    "\u0531-\u0587", {"u": "ս", "o": "օ", "n": "ո", "h": "հ", "g": "ց"}, _table("0@$€ao", "օ ա ս ե ա օ")
)
_GEORGIAN = StandIns("\u10a0-\u10ff", {"o": "ი"}, _table("0@$€ao", "ო ა ს ე ა ო"))  # fmt: skip
_HANGUL = StandIns(
    "\uac00-\ud7a3\u3131-\u3163",
    {**_table("rlot7", "ㅏ ㅣ ㅇ ㅜ ㄱ"), "0": "ㅇ", "1": "ㅣ", "|": "ㅣ"},
    {**_table(_LATIN, "ㅏ ㅂ ㅋ ㄷ ㅔ ㅍ ㄱ ㅎ ㅣ ㅈ ㅋ ㄹ ㅁ ㄴ ㅗ ㅍ ㅋ ㄹ ㅅ ㅌ ㅜ ㅂ ㅜ ㅅ ㅣ ㅈ"), **_table("0@$€", "ㅗ ㅏ ㅅ ㅔ")},
)  # fmt: skip
# Their readers take no Latin letter for one of theirs.
_OF_INDIA = StandIns("\u0900-\u0963\u0970-\u0dff", {}, {})
_THAI = StandIns("\u0e01-\u0e4e", {}, {})

ALPHABETS = (_CYRILLIC, _GREEK, _HEBREW, _ARABIC, _ARMENIAN, _GEORGIAN, _OF_INDIA, _THAI)
HANGUL = _HANGUL

VOWEL_SIGNS = (
    "".join(
        f"{chr(block)}-{chr(block + 3)}{chr(block + 0x3C)}-{chr(block + 0x3C)}{chr(block + 0x3E)}-{chr(block + 0x4D)}"
        for block in range(0x900, 0xD80, 0x80)
    )
    + "ะ-ฺเ-ๅ็-๎"
)
"""Of the scripts of India and of Thai, as a class of a pattern; what stands before its letter in Thai, too."""
