"""Passwords that are easy to guess, told offline. Each rule is pure and says what to do instead.

Django's own list of 20,000 common passwords is asked twice: for the password as it is (settings), and here for
its heart, without the digits and signs that people put around a common word to make it long enough.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

OUR_NAMES = ("assay", "brand", "portal", "counterfeit", "trademark", "marketplace", "complaint")
# As on the keyboards of the world, and the order of the alphabet and of digits.
ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "qwertzuiop", "yxcvbnm", "azertyuiop", "qsdfghjklm", "wxcvbn")
COLUMNS = ("1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p", "qazwsxedcrfvtgbyhnujmikolp")
ORDERS = ("abcdefghijklmnopqrstuvwxyz", "01234567890")
LONGEST_RUN = 4
FEWEST_KINDS = 5
LEAST_OF_ITS_OWN = 6
LONGEST_PASSWORD = 256
_SIGNS_FOR_LETTERS = str.maketrans("@4301!$57", "aaeoiisst")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    email: str = ""
    name: str = ""


def plain(password: str) -> str:
    """Without capitals, and with letters for the signs that stand for them."""
    return password.casefold().translate(_SIGNS_FOR_LETTERS)


def heart(password: str) -> str:
    """The word inside "!!Password2024!!"."""
    return re.sub(r"^[\W\d_]+|[\W\d_]+$", "", password.casefold()).translate(_SIGNS_FOR_LETTERS)


def is_common_at_heart(password: str, common: Collection[str]) -> bool:
    return heart(password) in common


def words_of(person: Person) -> Iterator[str]:
    for word in re.split(r"[\W_]+", f"{person.email} {person.name}".casefold()):
        if len(word) >= 4:
            yield word


def is_made_of_names(password: str, names: Collection[str]) -> bool:
    """Whether too little is left when what everybody knows about the person and the portal is taken away."""
    left = password.casefold()
    for name in sorted(names, key=len, reverse=True):
        left = left.replace(name, "")
    return left != password.casefold() and len(re.sub(r"[\W\d_]+", "", left)) < LEAST_OF_ITS_OWN


def runs_along_the_keyboard(password: str) -> bool:
    """Whether more than half of it lies in runs such as "qwert", "54321" or "1qaz"."""
    text = password.casefold()
    in_runs = sum(len(run) for run in _runs(text) if len(run) >= LONGEST_RUN)
    return in_runs * 2 > len(text)


def _runs(text: str) -> Iterator[str]:
    """The longest pieces whose neighbours are neighbours in one direction of one row."""
    lines = [line for row in (*ROWS, *COLUMNS, *ORDERS) for line in (row, row[::-1])]
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and any(text[start : end + 1] in line for line in lines):
            end += 1
        yield text[start:end]
        start = end


def repeats_itself(password: str) -> bool:
    """Whether it is one short piece again and again, or of very few different signs."""
    text = password.casefold()
    if len(set(text)) < FEWEST_KINDS:
        return True
    return any(text == (text[:size] * len(text))[: len(text)] for size in range(1, len(text) // 2 + 1))


def is_only_numbers(password: str) -> bool:
    """Dates, telephone and customer numbers."""
    return not re.search(r"[^\W\d_]", password)


TOO_LONG = _("This is longer than %(most)s characters. Put four unrelated words together instead.")
TOO_COMMON = _(
    "This is a well-known password with something around it. Put four unrelated words together instead."
)
NAMES = _("This is made of names that anybody can look up. Leave out your name, your address and ours.")
KEYBOARD = _("This follows the keys of the keyboard. Put four unrelated words together instead.")
REPEATED = _("This repeats one short piece. Put four unrelated words together instead.")
DIGITS = _("Numbers alone are guessed first. Put four unrelated words together instead.")


def objections(password: str, person: Person, common: Collection[str]) -> list[str]:
    """Every reason why this password is refused, each saying what to do."""
    # Some rules take the square of its length: nothing else is asked of a book.
    if len(password) > LONGEST_PASSWORD:
        return [TOO_LONG % {"most": LONGEST_PASSWORD}]
    names = [*words_of(person), *OUR_NAMES]
    rules: Mapping[Promise, bool] = {
        TOO_COMMON: is_common_at_heart(password, common),
        NAMES: is_made_of_names(password, names),
        KEYBOARD: runs_along_the_keyboard(password),
        REPEATED: repeats_itself(password),
        DIGITS: is_only_numbers(password),
    }
    return [str(text) for text, applies in rules.items() if applies]


class HardToGuessValidator:
    """Where Django asks us."""

    def __init__(self) -> None:
        self.common = CommonPasswordValidator().passwords

    def validate(self, password: str, user: Any = None) -> None:
        person = Person(email=getattr(user, "email", "") or "", name=getattr(user, "name", "") or "")
        # The first reason is enough: five at once help nobody.
        for objection in objections(password, person, self.common)[:1]:
            raise ValidationError(objection, code="password_easy_to_guess")

    def get_help_text(self) -> str:
        return gettext("At least twelve characters. Four unrelated words are easy to keep and hard to guess.")
