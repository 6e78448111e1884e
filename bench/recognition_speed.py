"""Titles a second on one core, against a bare automaton and against the usual way to do it, in one run."""

import argparse
import gc
import os
import random
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence

import ahocorasick
import ahocorasick_rs
import psutil
import wordfreq

from bench import report
from recognition import Mark, MarkIndex
from recognition.confusables import prototypes
from recognition.index import BATCH
from recognition.segment import Hits, Segment, Words
from recognition.stream import Stream, stream_of

_AUTOMATON = ahocorasick_rs.Implementation.ContiguousNFA
LANGUAGES = ("en", "en", "en", "de", "fr", "es", "ru", "zh", "ja", "ko", "ar", "he", "el", "tr")
_SYLLABLES = [
    c + v
    for c in (
        "b",
        "br",
        "c",
        "d",
        "f",
        "g",
        "gl",
        "h",
        "k",
        "l",
        "m",
        "n",
        "p",
        "r",
        "s",
        "st",
        "t",
        "tr",
        "v",
        "z",
    )
    for v in "aeiou"
]
_OTHER_SCRIPTS = {
    "ru": "абвгдезиклмнопрстуфхэ", "ja": "アイカキクケコサシスタテトナニノマミムラリルレロン", "ko": "가나다라마바사아자차카타파하고노도로모보소오조",
    "zh": "奥蒂尔雅诗兰登迪克斯曼罗莎妮维珀莱卡美格欧伦普", "ar": "ابتجدرزسشفقكلمنوي",
}  # fmt: skip


def _name(rng: random.Random) -> str:
    return "".join(rng.choices(_SYLLABLES, k=rng.randint(2, 4))).title() + rng.choice(("", "", "x", "n", "s"))


def some_marks(count: int, rng: random.Random) -> list[Mark]:
    """Names nobody bears: two in three in Latin letters of one to three words, the others in five scripts."""
    found: dict[str, Mark] = {}
    while len(found) < count:
        text = " ".join(_name(rng) for _ in range(rng.choice((1, 1, 1, 2, 2, 3))))
        if rng.random() < 0.33:
            letters = _OTHER_SCRIPTS[rng.choice(list(_OTHER_SCRIPTS))]
            text = "".join(rng.choices(letters, k=rng.randint(3, 6)))
        found.setdefault(text, Mark(key=text, text=text, nice_classes=frozenset({rng.randint(1, 45)})))
    return list(found.values())


def some_titles(count: int, marks: Sequence[Mark], rng: random.Random) -> list[str]:
    """Shop-like titles of usual words in many languages, half of them not ASCII; one in ten names a mark."""
    words = {language: wordfreq.top_n_list(language, 4_000) for language in set(LANGUAGES)}
    made = []
    for _ in range(count):
        language = rng.choice(LANGUAGES)
        chosen = rng.choices(words[language], k=rng.randint(5, 12))
        if rng.random() < 0.1:
            chosen.insert(rng.randint(0, len(chosen)), rng.choice(marks).text)
        made.append(("" if language in ("zh", "ja") else " ").join(chosen))
    return made


def _rate(work: Callable[[Sequence[str]], object], sets: Sequence[Sequence[str]]) -> float:
    """Titles for a second of this process's time, the best of the sets but the first, which warms: none is seen twice."""
    work(sets[0])
    rates = []
    for titles in sets[1:]:
        gc.collect()
        start = time.process_time()
        work(titles)
        rates.append(len(titles) / (time.process_time() - start))
    return max(rates)


def _memory() -> float:
    gc.collect()
    return psutil.Process(os.getpid()).memory_info().rss / 1e6


def _without_accents(text: str) -> str:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(char for char in folded if not unicodedata.combining(char))


_LOOKALIKES = str.maketrans(prototypes())


def _skeleton(text: str) -> str:
    """As UTS #39 compares what may be confused: without it, no look-alike is found."""
    return unicodedata.normalize("NFD", _without_accents(text).translate(_LOOKALIKES))


def _peer(folded: Callable[[str], str], marks: Sequence[Mark]) -> Callable[[Sequence[str]], object]:
    automaton = ahocorasick.Automaton()
    for mark in marks:
        automaton.add_word(folded(mark.text), mark.key)
    automaton.make_automaton()
    return lambda titles: [list(automaton.iter(folded(title))) for title in titles]


def _with(count: int, titles_wanted: int) -> list[tuple[str, ...]]:
    rng = random.Random(count)
    marks = some_marks(count, rng)
    sets = [some_titles(titles_wanted, marks, rng) for _ in range(3)]
    MarkIndex.build(marks[:10]).find_many(
        [(title, None) for title in sets[0][:10]]
    )  # word lists, letter tables

    index, how_it_was_built = _built(marks)
    segment = Segment(marks)
    bare = ahocorasick_rs.AhoCorasick(list(segment.patterns), implementation=_AUTOMATON)
    folded = {titles[0]: "".join(map(chr, stream_of(titles).glued.code.tolist())) for titles in sets}

    bare_rate = _rate(lambda titles: bare.find_matches_as_indexes(folded[titles[0]], overlapping=True), sets)
    exact = _rate(lambda titles: [segment.exact_hits(stream_of(batch)) for batch in _batches(titles)], sets)
    near = _rate(lambda titles: [_hits(segment, stream_of(batch)) for batch in _batches(titles)], sets)
    full = _rate(lambda titles: index.find_many([(title, None) for title in titles]), sets)
    usual = _rate(_peer(_skeleton, marks), sets)
    less = _rate(_peer(_without_accents, marks), sets)
    matches = sum(map(len, index.find_many([(title, None) for title in sets[-1]]))) / titles_wanted
    return [
        _row(count, "bare Aho–Corasick, text folded beforehand", bare_rate, bare_rate, usual),
        _row(count, "fold and look for every mark", exact, bare_rate, usual),
        _row(count, "… and for slips", near, bare_rate, usual),
        _row(
            count,
            f"everything: judged, spans, kinds, sentences ({matches:.2f} matches a title)",
            full,
            bare_rate,
            usual,
        ),
        _row(
            count,
            "peer: NFKC, case, accents and confusables in Python + pyahocorasick",
            usual,
            bare_rate,
            usual,
        ),
        _row(count, "the same without confusables: no look-alike is found", less, bare_rate, usual),
        (f"{count:,}", how_it_was_built, "", "", ""),
    ]


def _built(marks: Sequence[Mark]) -> tuple[MarkIndex, str]:
    """With how long it took, what it takes, and how long one mark more does."""
    before, start = _memory(), time.process_time()
    index = MarkIndex.build(marks)
    built, size = time.process_time() - start, _memory() - before
    start = time.process_time()
    index.updated([Mark(key="new", text="Lumorando")])
    updated = time.process_time() - start
    return index, f"built in {built:.1f} s, {size:,.0f} MB; one mark more in {updated * 1000:.0f} ms"


def _batches(titles: Sequence[str]) -> Iterator[Sequence[str]]:
    return (titles[at : at + BATCH] for at in range(0, len(titles), BATCH))


def _hits(segment: Segment, stream: Stream) -> tuple[Hits, Hits]:
    words = Words(stream, segment.most_words, [segment.parts])
    return segment.exact_hits(stream), segment.near_hits(stream, words)


def _row(count: int, what: str, rate: float, bare: float, peer: float) -> tuple[str, ...]:
    return (f"{count:,}", what, f"{rate:,.0f}", f"{rate / bare:.2f}", f"{rate / peer:.2f}")


def speed(options: argparse.Namespace) -> list[str]:
    rows = [row for count in options.marks for row in _with(count, options.titles)]
    return [
        "## Speed, one core",
        "",
        f"3 × {options.titles:,} titles of 5 to 12 words in {len(set(LANGUAGES))} languages, one in ten with a mark.",
        "",
        report.table(("marks", "what", "titles/CPU-s", "× bare", "× peer"), rows),
        "",
        "Each rate is that of titles not seen before, after as many others. The names are syllables put together:",
        "many are words of some language, or sound like one. The more marks, the more matches a title, each put in words.",
        "",
        "Goals: look for every mark ≥ 10 × the peer at 10,000 marks, ≥ 4 × at 100,000; everything ≥ 2 × at 100,000;",
        "memory ≤ 1 GB; one mark's update < 50 ms.",
    ]
