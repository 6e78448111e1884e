"""Short forms of trade, "LV", "YSL", "VW": whether two or three letters in a title stand for a name at all."""

import re

_LATIN = re.compile("[A-Za-z]+")
# Levs, behind an amount.
_MONEY = frozenset(("лв",))
_AN_AMOUNT = re.compile(r"\d ?$")
# Next to one of these, and more letters or digits, they are a part of something's number: "LV-N225", "2.HP".
_JOINS_A_NUMBER = frozenset("-._/+#")
# Level, mark, access point, chapter: what is counted. No model of these firms has a bare number behind the name.
_COUNTED = frozenset(("lv", "mk", "ap", "ge"))
_A_NUMBER = re.compile(r"[ .]*(?:\d|[IVX]+\b)")


def may_stand_for_a_name(text: str, start: int, end: int) -> bool:
    written = text[start:end]
    if _joins_a_number(text[start - 1 : start], text[start - 2 : start - 1]) or _joins_a_number(
        text[end : end + 1], text[end + 1 : end + 2]
    ):
        return False
    if written.casefold() in _COUNTED and _A_NUMBER.match(text, end):
        return False
    if written.casefold() in _MONEY and (
        not written.isupper() or _AN_AMOUNT.search(text[max(0, start - 2) : start])
    ):
        return False
    return not _LATIN.fullmatch(written) or written.isupper() or _is_written_like_all(text, start, end)


def _joins_a_number(sign: str, beyond: str) -> bool:
    return sign in _JOINS_A_NUMBER and (beyond.isdigit() if sign == "/" else beyond.isalnum())


def _is_written_like_all(text: str, start: int, end: int) -> bool:
    """Whoever writes no capitals writes none here, either; who does writes these."""
    others = _LATIN.findall(f"{text[:start]} {text[end:]}")
    return not any(word.isupper() or word.istitle() for word in others if len(word) > 1) or (
        text[start:end].istitle() and all(word.istitle() for word in others if len(word) > 1)
    )
