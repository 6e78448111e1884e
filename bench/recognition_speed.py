"""Titles a second on one core, against a bare automaton and against the usual way to do it, in one run."""

import argparse
import gc
import os
import random
import time
import unicodedata
from collections.abc import Callable, Sequence

import ahocorasick
import ahocorasick_rs
import psutil
import wordfreq

from bench import report
from recognition import Mark, MarkIndex
from recognition.segment import Segment, Words
from recognition.stream import stream_of

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


def _rate(work: Callable[[], object], count: int) -> float:
    """Titles for a second of this process's time, the better of two."""
    rates = []
    for _ in range(2):
        gc.collect()
        start = time.process_time()
        work()
        rates.append(count / (time.process_time() - start))
    return max(rates)


def _memory() -> float:
    gc.collect()
    return psutil.Process(os.getpid()).memory_info().rss / 1e6


def _usual_folding(text: str) -> str:
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    return "".join(char for char in folded if not unicodedata.combining(char))


def _peer(marks: Sequence[Mark]) -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for mark in marks:
        automaton.add_word(_usual_folding(mark.text), mark.key)
    automaton.make_automaton()
    return automaton


def _with(count: int, titles_wanted: int) -> list[tuple[str, ...]]:
    rng = random.Random(count)
    marks = some_marks(count, rng)
    titles = some_titles(titles_wanted, marks, rng)
    asked = [(title, None) for title in titles]
    MarkIndex.build(marks[:10]).find_many(asked[:10])  # warm: word lists and letter tables

    before, start = _memory(), time.process_time()
    index = MarkIndex.build(marks)
    built, size = time.process_time() - start, _memory() - before
    start = time.process_time()
    index.updated([Mark(key="new", text="Lumorando")])
    updated = time.process_time() - start

    segment = Segment(marks)
    stream = stream_of(titles)
    folded = "".join(map(chr, stream.glued.code.tolist()))
    bare = ahocorasick_rs.AhoCorasick(list(segment.patterns))
    peer = _peer(marks)

    bare_rate = _rate(lambda: bare.find_matches_as_indexes(folded, overlapping=True), len(titles))
    exact = _rate(lambda: list(segment.exact_hits(stream_of(titles))), len(titles))
    near = _rate(
        lambda: list(segment.hits(s := stream_of(titles), Words(s, segment.most_words))), len(titles)
    )
    full = _rate(lambda: index.find_many(asked), len(titles))
    usual = _rate(lambda: [list(peer.iter(_usual_folding(title))) for title in titles], len(titles))
    return [
        _row(count, "bare Aho–Corasick, text folded beforehand", bare_rate, bare_rate, usual),
        _row(count, "fold and look for every mark", exact, bare_rate, usual),
        _row(count, "… and for slips", near, bare_rate, usual),
        _row(count, "everything: judged, spans, kinds, sentences", full, bare_rate, usual),
        _row(count, "peer: usual folding in Python + pyahocorasick", usual, bare_rate, usual),
        (
            f"{count:,}",
            f"built in {built:.1f} s, {size:,.0f} MB; one mark more in {updated * 1000:.0f} ms",
            "",
            "",
            "",
        ),
    ]


def _row(count: int, what: str, rate: float, bare: float, peer: float) -> tuple[str, ...]:
    return (f"{count:,}", what, f"{rate:,.0f}", f"{rate / bare:.2f}", f"{rate / peer:.2f}")


def speed(options: argparse.Namespace) -> list[str]:
    rows = [row for count in options.marks for row in _with(count, options.titles)]
    return [
        "## Speed, one core",
        "",
        f"{options.titles:,} titles of 5 to 12 words in {len(set(LANGUAGES))} languages, one in ten with a mark.",
        "",
        report.table(("marks", "what", "titles/CPU-s", "× bare", "× peer"), rows),
        "",
        "Goals: everything ≥ 2 × the peer at 100,000 marks; memory ≤ 1 GB; one mark's update < 50 ms.",
    ]
