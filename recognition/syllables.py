"""Hangul typed in pieces, put together again: "샤ㄴㅔㄹ" is 샤넬."""

import re

JAMO = re.compile("[ㄱ-ㅣ]")
_LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_TAILS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_FIRST, _TAILED, _VOWELLED = 0xAC00, 28, 588
_MUTE_LEAD, _MUTE = "ㅇ", "ㅡ"


def in_syllables(written: str, *, with_tails: bool) -> str:
    """A consonant without a vowel closes the syllable before it, or is one by itself as foreign consonants are written: ㅅ as 스; a
    vowel without a consonant is written with a mute one."""
    made: list[str] = []
    for at, char in enumerate(written):
        if char in _VOWELS:
            made.append(_syllable(made.pop() if made and made[-1] in _LEADS else _MUTE_LEAD, char))
        elif char not in _LEADS or written[at + 1 : at + 2] in tuple(_VOWELS):
            made.append(char)
        elif with_tails and made and _may_be_closed(made[-1]) and char in _TAILS:
            made.append(chr(ord(made.pop()) + _TAILS.index(char)))
        else:
            made.append(_syllable(char, _MUTE))
    return "".join(made)


def _syllable(lead: str, vowel: str) -> str:
    return chr(_FIRST + _LEADS.index(lead) * _VOWELLED + _VOWELS.index(vowel) * _TAILED)


def _may_be_closed(char: str) -> bool:
    return "가" <= char <= "힣" and (ord(char) - _FIRST) % _TAILED == 0
