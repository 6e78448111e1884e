"""A case, a film or a mat beside a maker's name and a model: the maker's goods are what it fits, unless it is said to be the maker's own."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from recognition.folding import base_of
from recognition.known import is_written_for_another
from recognition.listed import listed, words_of

_NEAR = 3
# What is put on faces or eaten has neither cases nor covers: "matte" and "case" mean something else there.
_HAVE_ACCESSORIES = frozenset((7, 8, 9, 10, 11, 12, 14, 15, 16, 20, 21, 28))
_PHONES_AND_WATCHES = frozenset((9, 14))
_WORDS = re.compile(
    '[+]|w/o|\\d+(?:[.,]\\d+)*["″”]|\\d+(?:[.,]\\d+)+[^\\W_]*|(?:[^\\W_]|[\u0900-\u109f\u0e00-\u0eff\u1780-\u17ff])+(?:-[^\\W\\d_]+)*'
)
_UNIT = (
    '(?:[mck]?[lgm]|mm|oz|fl|lbs?|inch|in|zoll|pouces?|pulgadas?|cali|tum|["″”]|[kmg]?(?:w|v|hz)|k?wh|mah|ah|gb|tb|x|pcs?|pieces?|pack|stk|stuck|szt|ks|pz|uds?|db|adet'
    "|мл|л|г|кг|мм|см|м|шт|вт|в|ач|τεμ\\w*|مل|جم|قطعه|قطع|ימל|מל|יח|मिली|ग्राम|पीस|มล|ชิ้น"
    "|本|個|枚|袋|缶|入|入り|セット|件|只|片|支|瓶|毫升|克|개|매|입|병|팩|미리|장|호)"
)
_MEASURE = re.compile(f"[\\d.,]+{_UNIT}")
_NUMBER = re.compile("\\d+(?:[.,]\\d+)*")
_IS_A_UNIT = re.compile(_UNIT)
_PROTECTS_FROM_THE_SUN = re.compile("(?:uv|spf|upf)\\d+")


@cache
def words_for(kind: str) -> frozenset[str]:
    """The words of data/accessories.txt under that head; those of scripts without spaces ("in runs") may stand anywhere in a run."""
    return listed(base_of(words_of("accessories.txt", kind)))


def is_fitted_by_an_accessory(before: str, after: str, mark: str, classes: frozenset[int]) -> bool:
    """Of a name with what stands around it: whether a model follows, or a car is meant, and an accessory is sold."""
    if classes and classes.isdisjoint(_HAVE_ACCESSORIES):
        return False
    words_after = _WORDS.findall(after)
    models = map(_is_a_model, words_after[:_NEAR], (*words_after[1:], ""))
    first = next((at for at, is_model in enumerate(models) if is_model), None)
    words = [*_WORDS.findall(before), "", *words_after]
    seen = f"{before}\0{after}"
    if is_any_told("own", words, seen):
        return False
    if first is None:
        return is_a_carmaker(mark) and is_any_told("car accessories", words, seen)
    # "Spigen iPhone 15 case": the model is another's.
    if any(is_written_for_another(word, mark) for word in words_after[:first]):
        return False
    return _sells_an_accessory(words, seen, classes)


def is_any_told(kind: str, words: Sequence[str], seen: str) -> bool:
    apart, in_runs = words_for(kind), words_for(f"{kind} in runs")
    return not apart.isdisjoint(words) or any(word in seen for word in in_runs)


def is_a_carmaker(mark: str) -> bool:
    """Mats and covers of seats are told for a car without a number as well: "Lada Granta". A "BMW phone case" is another matter."""
    return base_of(mark) in words_for("carmakers")


def _is_a_model(word: str, behind: str) -> bool:
    """ "A54", "15"; but neither "75 ml" nor "500ml"."""
    if not any(map(str.isdigit, word)) or _MEASURE.fullmatch(word) or _PROTECTS_FROM_THE_SUN.fullmatch(word):
        return False
    return not (_NUMBER.fullmatch(word) and _IS_A_UNIT.fullmatch(behind))


def _sells_an_accessory(words: Sequence[str], seen: str, classes: frozenset[int]) -> bool:
    """ "With a cover", "+ case" and "no strap" sell something else."""
    sold = words_for("accessories")
    if not classes or not classes.isdisjoint(_PHONES_AND_WATCHES):
        sold |= words_for("accessories of phones and watches")
    return any(word in sold and not _comes_with_it(words, at) for at, word in enumerate(words)) or any(
        _sold_in_runs(seen)
    )


def _comes_with_it(words: Sequence[str], at: int) -> bool:
    """Of the accessory told there; or it is a part of the name of a machine: "smart band"."""
    before = words[at - 1] if at else ""
    behind = words_for("comes with behind").intersection(words[at + 1 : at + 3])
    is_with = not words_for("comes with").isdisjoint(words[max(0, at - 2) : at])
    return before in ("+", "w/o") or is_with or bool(behind)


def _sold_in_runs(seen: str) -> Iterator[bool]:
    before_it = ("+", *words_for("comes with in runs"))
    behind_it = tuple(words_for("comes with behind"))
    for word in words_for("accessories in runs"):
        at = seen.find(word)
        if at >= 0:
            before, behind = seen[:at].rstrip(), seen[at + len(word) :].lstrip()
            yield not (before.endswith(before_it) or behind.startswith(behind_it))
