"""Characters that look like others: the tables behind the visual key.

Kept modest and by hand: the shapes people really type into titles, not all of Unicode's confusables. Case is
part of the shape, so it is kept: Greek capital Nu looks like n, small nu like v.
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
}  # fmt: skip

# Whole letters of their own alphabets that shoppers type without the stroke: the same word, no disguise.
STROKES: dict[int, str] = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ŧ": "t", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"}
)

SYMBOLS = "$@!|€"

# One class for each shape: 1, i, l, | and ! are one stroke, and the key must not depend on which was typed.
LEET: dict[int, str] = str.maketrans(
    {
        "0": "o", "1": "l", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b",
        "$": "s", "@": "a", "!": "l", "|": "l", "€": "e", "i": "l",
    }
)  # fmt: skip
