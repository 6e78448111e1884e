"""Lists of names: what is said of one of them holds for those that it is told together with."""

import re
from functools import lru_cache

from recognition.context import LOOKED_AT, PLACES_REMEMBERED, Around, Use, use_of
from recognition.folding import base_of
from recognition.goods import classes_of_word
from recognition.known import is_famous
from recognition.marks import Kind
from recognition.uses import words_that

_LISTS_ON = re.compile(r"\s*(?:[,،/&+、・|#]|[✔✅☑✓⭐]\ufe0f?|and|or|und|et|y|и|または|和|或)?\s*#?")
_WORDS_BETWEEN = (
    r"(?<!\w)(?:and|or|und|oder|et|ou|y|o|e|и|или|та|і|або|και|och|og|eller|ja|tai|oraz|lub|nebo|és|es|vagy|si|sau|ve|veya|dan|atau|va|hoac"
    r"|nor|ni|ne|né|noch|ani|ни|и|و|یا|او|اور|ו|או|और|या|এবং|및|또는)(?!\w)|(?<!\w)[ווو](?=$)"
)
_SIGNS_BETWEEN = r"[/&+・|、]"
_AND_SO_ON = re.compile(f"{_SIGNS_BETWEEN}|{_WORDS_BETWEEN}|或者|以及|和|或|または|および|と(?=$)")
_COMMA = re.compile(f"[,，،;]|{_AND_SO_ON.pattern}")
_CONVERTS = re.compile("adapt|convert|переходник|アダプタ|转换|轉換|어댑터|محول|מתאם")
_TO = re.compile(r"(?<!\w)(?:to|auf|a|naar|na|til|till|zu|in|vers|на)(?!\w)")
_ITEM = re.compile(
    "[A-Za-z0-9][A-Za-z0-9.-]*|(?:[^\\W_A-Za-z0-9]|[\u0900-\u109f\u0e00-\u0eff\u1780-\u17ff])+"
)
_MOST_WORDS, _LONGEST_ITEM, _LONGEST_WORD_WITHOUT_CASE = 4, 28, 6
_FEWEST_BY_COMMAS = 3
_LISTED_WITH = {
    Kind.COMPATIBLE: "It continues the list of what the goods fit.",
    Kind.COMPARATIVE: "It continues the list of what the goods are likened to.",
    Kind.DENIED: "It continues the list of what the goods are not.",
}


def lists_on(between: str) -> bool:
    """Whether the text between two marks only continues a list: "for Lumora, Kestrel and Pinebarrow"."""
    return len(between) <= 8 and _LISTS_ON.fullmatch(base_of(between)) is not None


def as_the_one_before(use: Use, between: str, title: str) -> Use | None:
    """What is said of a name holds for the next one, if only its models and a comma stand between: "for Lumora V8 & Kestrel"."""
    said = _LISTED_WITH.get(use.kind)
    if said is None or not (_joins(between, use.kind) or _converts(between, title)):
        return None
    return Use(use.kind, said)


def as_the_one_behind(use: Use, between: str, *, in_all: int, is_its_own: bool) -> Use | None:
    """The same for the names before one of which it is said behind: "Lumora/Kestrel 호환". A comma alone joins three and more
    marks that are told in a row, a space a maker and its own: "Apple iPhone 13 uyumlu"."""
    if use.kind is not Kind.COMPATIBLE or not lists_on(between):
        return None
    is_joined = is_its_own if not between.strip() else in_all >= _FEWEST_BY_COMMAS or "," not in between
    return Use(use.kind, _LISTED_WITH[use.kind]) if is_joined else None


def as_an_unknown_one_before(before: str) -> Use | None:
    """The same where the list begins with a name that nobody has asked for: "for Xyz 15 / Lumora"."""
    gap = before[-LOOKED_AT:]
    parts = _COMMA.split(gap)
    if len(parts) < 2 or parts[-1].strip() or not all(map(_is_a_model, parts[1:-1])):
        return None
    words = list(_ITEM.finditer(parts[0]))
    for taken in range(1, min(len(words), _MOST_WORDS + 1) + 1):
        first = words[-taken]
        if not _names_a_model(first.group()):
            return None
        use = _said_of_what_follows(parts[0][: first.start()])
        if use.kind is Kind.COMPATIBLE or (use.kind in _LISTED_WITH and _AND_SO_ON.search(gap)):
            return Use(use.kind, _LISTED_WITH[use.kind])
    return None


@lru_cache(maxsize=PLACES_REMEMBERED)
def _said_of_what_follows(before: str) -> Use:
    base = base_of(before)
    return use_of(Around(base, "", tuple(_ITEM.findall(base)[::-1]), ()), "")


def _joins(between: str, kind: Kind) -> bool:
    if kind is Kind.COMPATIBLE and lists_on(between):
        return True
    if len(between) > LOOKED_AT:
        return False
    # "Like Lumora, Kestrel shoes": what is not for it may be the maker's after a comma.
    parts = (_COMMA if kind is Kind.COMPATIBLE else _AND_SO_ON).split(between)
    return len(parts) > 1 and not parts[-1].strip() and all(map(_is_a_model, parts[:-1]))


def _converts(between: str, title: str) -> bool:
    """ "Adapter for Lumora 18V to Kestrel 20V"."""
    parts = _TO.split(between)
    return len(parts) == 2 and not parts[1].strip() and _is_a_model(parts[0]) and _sells_an_adapter(title)


@lru_cache(maxsize=8)
def _sells_an_adapter(title: str) -> bool:
    return _CONVERTS.search(base_of(title)) is not None


def _is_a_model(item: str) -> bool:
    """Nothing, or what a name goes on with: numbers and words that are written as names."""
    words = _ITEM.findall(item)
    return len(item) <= _LONGEST_ITEM and len(words) <= _MOST_WORDS and all(map(_names_a_model, words))


def _names_a_model(word: str) -> bool:
    if any(map(str.isdigit, word)) or word[:1].isupper():
        return True
    base = base_of(word)
    if base in words_that("fillers") or is_famous(base):
        return True
    has_no_case = word.lower() == word.upper()
    return has_no_case and len(word) <= _LONGEST_WORD_WITHOUT_CASE and not classes_of_word(base)
