"""How sellers hide a mark, one function each: text and random source in, text out, or None where the trick does not fit.

These tables belong to the generator alone and were made without looking at the matcher's: what both sides share
would be measured as found.
"""

import random
import unicodedata

_FULL = {c: chr(ord(c) + 0xFEE0) for c in map(chr, range(0x21, 0x7F))} | {" ": "\u3000"}
_CYR = dict(zip("aceopxyiABCEHKMOPTXys", "асеорхуіАВСЕНКМОРТХуѕ", strict=True))
_GRE = dict(zip("oABEHIKMNOPTXYZvn", "οΑΒΕΗΙΚΜΝΟΡΤΧΥΖνη", strict=True))
_ODD = {
    "a": "ɑ⍺", "b": "Ꮟ", "c": "ⅽᴄ", "d": "ԁⅾ", "e": "ҽ℮", "f": "ẝꬵ", "g": "ɡց", "h": "һհ", "i": "ɩⅰ", "k": "ĸ", "l": "ⅼӏ",
    "m": "ⅿ", "n": "ո", "o": "օဝ๐", "p": "⍴", "q": "ԛ", "r": "ꭇᴦ", "s": "ꜱ", "t": "ᴛ", "u": "ʋս", "v": "ⅴᴠ", "w": "ԝᴡ", "x": "ⅹ᙮",
    "y": "ყɏ", "z": "ᴢ", "A": "ᎪꓮΑ", "B": "Ᏼꓐ", "C": "Ꮯꓚ", "D": "Ꭰꓓ", "E": "Ꭼꓰ", "G": "Ꮐꓖ", "H": "Ꮋꓧ", "J": "Ꭻꓙ", "K": "Ꮶꓗ", "L": "Ꮮꓡ",
    "M": "Ꮇꓟ", "N": "ꓠⲚ", "P": "Ꮲꓑ", "R": "Ꮢꓣ", "S": "Ꮪꓢ", "T": "Ꭲꓔ", "U": "ꓴՍ", "V": "Ꮩꓦ", "W": "Ꮃꓪ", "X": "ꓫⅩ", "Y": "Ꭹꓬ", "Z": "Ꮓꓜ",
}  # fmt: skip
_LEET = {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7", "l": "1|", "b": "8", "g": "9"}
_HIDDEN = "\u200b\u200c\u200d\u2060\u00ad\ufeff\u180e\u200e"
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _places(text: str, table: object) -> list[int]:
    return [at for at, char in enumerate(text) if char in table]  # type: ignore[operator]


def _swap(text: str, at: int, new: str) -> str:
    return text[:at] + new + text[at + 1 :]


def _some(text: str, table: dict[str, str], rng: random.Random, share: float) -> str | None:
    places = _places(text, table)
    if not places:
        return None
    for at in rng.sample(places, max(1, round(len(places) * share))):
        text = _swap(text, at, rng.choice(table[text[at]]))
    return text


def lower(text, rng):
    return text.lower()


def upper(text, rng):
    return text.upper()


def mixed_case(text, rng):
    return "".join(rng.choice((c.lower(), c.upper())) for c in text)


def fullwidth(text, rng):
    return "".join(_FULL.get(c, c) for c in text)


def maths(text, rng):
    lower_a, upper_a = rng.choice(
        ((0x1D41A, 0x1D400), (0x1D4EA, 0x1D4D0), (0x1D5EE, 0x1D5D4), (0x1D68A, 0x1D670))
    )
    styled = {
        **{chr(97 + n): chr(lower_a + n) for n in range(26)},
        **{chr(65 + n): chr(upper_a + n) for n in range(26)},
    }
    return "".join(styled.get(c, c) for c in text)


def circled(text, rng):
    return "".join(chr(0x24D0 + ord(c) - 97) if c in _LETTERS else c for c in text.lower())


def squared(text, rng):
    return "".join(chr(0x1F130 + ord(c) - 65) if "A" <= c <= "Z" else c for c in text.upper())


def accents(text, rng):
    places = [at for at, c in enumerate(text) if c.lower() in "aeioucnsy"]
    for at in sorted(rng.sample(places, min(2, len(places))), reverse=True):
        text = text[: at + 1] + rng.choice("\u0301\u0300\u0308\u0302\u0303") + text[at + 1 :]
    return unicodedata.normalize(rng.choice(("NFC", "NFD")), text)


def struck(text, rng):
    line = rng.choice("\u0336\u0332\u0335\u034f\u0338")
    return "".join(c + line if c.isalnum() else c for c in text)


def hidden(text, rng):
    for _ in range(rng.randint(1, 3)):
        at = rng.randint(1, len(text) - 1)
        text = text[:at] + rng.choice(_HIDDEN) + text[at:]
    return text


def cyrillic_letters(text, rng):
    return _some(text, _CYR, rng, 0.6)


def greek_letters(text, rng):
    return _some(text, _GRE, rng, 0.7)


def odd_letters(text, rng):
    return _some(text, _ODD, rng, 0.5)


def leet(text, rng):
    return _some(text.lower(), _LEET, rng, 0.6)


def look_alikes(text, rng):
    pairs = [p for p in (("m", "rn"), ("w", "vv"), ("l", "I"), ("d", "cl")) if p[0] in text[1:]]
    if "i" in text:
        pairs.append(("i", "l"))
    if not pairs:
        return None
    old, new = rng.choice(pairs)
    return text[0] + text[1:].replace(old, new, 1)


def spaced(text, rng):
    return " ".join(text.replace(" ", ""))


def dotted(text, rng):
    return rng.choice((".", "-", "_", "*", "·", "/", " . ")).join(text.replace(" ", ""))


def cut(text, rng):
    letters = text.replace(" ", "")
    if len(letters) < 6 or not letters.isalpha():
        return None
    at = rng.randint(2, len(letters) - 2)
    return letters[:at] + rng.choice((" ", "-", ".", "*")) + letters[at:]


def doubled(text, rng):
    places = [at for at, c in enumerate(text) if c.isalpha()]
    at = rng.choice(places)
    return text[:at] + text[at] * rng.choice((1, 1, 2)) + text[at:]


def _inner(text: str, shortest: int) -> list[int]:
    return (
        [at for at in range(1, len(text)) if text[at].isalpha()]
        if len(text.replace(" ", "")) >= shortest
        else []
    )


def dropped(text, rng):
    places = _inner(text, 5)
    return _swap(text, rng.choice(places), "") if places else None


def swapped(text, rng):
    places = [
        at for at in _inner(text, 5)[:-1] if text[at + 1 : at + 2].isalpha() and text[at] != text[at + 1]
    ]
    if not places:
        return None
    at = rng.choice(places)
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def changed(text, rng):
    places = _inner(text, 6)
    return _swap(text, rng.choice(places), rng.choice("aeiouklnrst")) if places else None


def added(text, rng):
    places = _inner(text, 6)
    at = rng.choice(places) if places else 0
    return text[:at] + rng.choice("aeiouhlnrst") + text[at:] if places else None


def glued_behind(text, rng):
    return text.replace(" ", "").lower() + rng.choice(
        ("shoes", "bag", "case", "official", "store", "sport", "men", "original")
    )


def glued_before(text, rng):
    return (
        rng.choice(("new", "my", "original", "shop", "the", "real", "cheap")) + text.replace(" ", "").lower()
    )


def hashtag(text, rng):
    return "#" + text.replace(" ", "").lower() + rng.choice(("", "style2024", "outlet", "sale"))


def glued_words(text, rng):
    return text.replace(" ", "") if " " in text else None


def two_tricks(text, rng):
    first = leet(text, rng)
    return first and rng.choice((spaced, hidden, mixed_case, dotted))(first, rng)


LATIN = {
    "as registered": lambda text, rng: text, "small letters": lower, "capitals": upper, "mixed case": mixed_case,
    "fullwidth": fullwidth, "maths letters": maths, "circled": circled, "squared": squared, "accents": accents,
    "struck through": struck, "hidden characters": hidden, "Cyrillic letters": cyrillic_letters, "Greek letters": greek_letters,
    "odd letters": odd_letters, "leet": leet, "look-alikes": look_alikes, "spaced": spaced, "dotted": dotted, "cut": cut,
    "doubled": doubled, "dropped": dropped, "swapped": swapped, "changed": changed, "added": added,
    "glued behind": glued_behind, "glued before": glued_before, "hashtag": hashtag, "words glued": glued_words,
    "two tricks": two_tricks,
}  # fmt: skip
# Tricks of titles in other scripts, on the mark's own writing there.
OTHER = {
    "own script": lambda text, rng: text,
    "own script, spaced": spaced,
    "own script, hidden characters": hidden,
}
