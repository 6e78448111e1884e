"""Characters that look like others, where Unicode's own table (`confusables.py`) says nothing or otherwise.

The shapes that people really type into titles. Case is part of the shape: Greek capital Nu looks like n, small nu like v.
"""

_SHAPES = {
    "a": "аАαΑΛᎪꓮᴀɑɐ",
    "b": "вВЬьЪъβΒᏴꓐʙƄ",
    "c": "сСϲϹᏟꓚᴄ",
    "d": "ԁᎠꓓᴅɖɗ",
    "e": "еЕҽєЄεΕΣΞᎬꓰᴇǝɛ",
    "f": "ҒғϜꓝꜰƒ",
    "g": "ɡԌցᏀꓖɢ",
    "h": "нНһҺΗᎻꓧʜհ",
    "i": "іІιΙꓲɪ",
    "j": "јЈյᎫꓙᴊϳ",
    "k": "кКκΚᏦꓗᴋқҚ",
    "l": "ӏӀᏞꓡʟԼǀ",
    "m": "мМΜᎷꓟᴍ",
    "n": "пПИΝηΠոꓠɴռ",
    "o": "оОοΟσθΘօՕꓳᴏ",
    "p": "рРρΡᏢꓑᴘ",
    "q": "ԛԚզ",
    "r": "гГяЯᏒꓣʀɹ",
    "s": "ѕЅᏚꓢꜱՏ",
    "t": "тТτΤᎢꓔᴛ",
    "u": "υμսꓴᴜՍ",
    "v": "ѵѴνᏙꓦᴠ",
    "w": "шШщЩωԝԜѡᏔꓪᴡ",
    "x": "хХχΧꓫ",
    "y": "уУүҮγΥꓬʏ",
    "z": "ΖᏃꓜᴢ",
    "3": "зЗɜ",
}

LOOKALIKES: dict[str, str] = {shape: letter for letter, shapes in _SHAPES.items() for shape in shapes}

# Han characters that stand in for kana. Hiragana, because katakana is folded onto it.
HAN_LIKE_KANA: dict[str, str] = {
    "二": "に", "八": "は", "口": "ろ", "工": "え", "力": "か", "夕": "た", "卜": "と", "一": "ー", "三": "み",
    "才": "お", "千": "ち", "乃": "の", "又": "ぬ", "厶": "む", "乂": "め", "彐": "よ", "廿": "さ", "儿": "る", "久": "く", "介": "け", "匕": "ひ", "毛": "も", "己": "こ", "了": "あ",
}  # fmt: skip

# Whole letters of their own alphabets that shoppers type without the stroke: the same word, no disguise.
STROKES: dict[int, str] = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)

# The same letter in another form of it.
FORMS: dict[int, int] = str.maketrans("ىیېةھہکګؤئךםןףץ", "يييهههككويכמנפצ")

# Inside a name they divide nothing: Levi's is one word.
APOSTROPHES = frozenset("'’‘`´ʼ＇′")

# Between letters, or before one, these are read as letters, too.
OPENING_SYMBOLS = "$@€£¥¢§"
INNER_SYMBOLS = "!|(+<*#"
SYMBOLS = OPENING_SYMBOLS + INNER_SYMBOLS

ANY_LETTER = "\u02c0"

# One class for each shape: 1, i, l, | and ! are one stroke, and the key must not depend on which was typed.
LEET: dict[int, str] = str.maketrans(
    {
        "0": "o", "1": "l", "2": "z", "3": "e", "4": "a", "5": "s", "6": "g", "7": "t", "8": "b", "9": "g",
        "$": "s", "@": "a", "!": "l", "|": "l", "€": "e", "£": "l", "¥": "y", "¢": "c", "§": "s", "(": "c", "<": "c", "+": "t",
        "i": "l",
        # Whatever a star hides: a letter of its own, so that it is one slip.
        "*": ANY_LETTER,
    }
)  # fmt: skip
