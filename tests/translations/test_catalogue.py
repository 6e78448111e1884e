"""The catalogue of what sellers read is complete, up to the code, and compiled; and its Chinese is short."""

import re

import pytest

from tests.translations import catalogue as built
from tests.translations.catalogue import MO, compiled, sentences, translated, untranslated

PLACE = re.compile(r"%\(\w+\)s|\{\w+\}")
LONGEST = 40


def test_everything_that_sellers_read_stands_in_the_catalogue_and_nothing_else() -> None:
    gathered, kept = ({m.id for m in catalogue if m.id} for catalogue in (sentences(), translated()))

    assert kept == gathered, "run script/catalogue"


def test_everything_in_it_is_translated() -> None:
    assert untranslated(translated()) == []
    assert not [m.id for m in translated() if m.id and m.fuzzy]


def test_what_is_compiled_is_what_is_written() -> None:
    assert MO.read_bytes() == compiled(translated()), "run script/catalogue"


def test_every_name_and_date_keeps_its_place() -> None:
    for message in translated():
        if message.id:
            assert set(PLACE.findall(str(message.string))) == set(PLACE.findall(str(message.id))), message.id


def test_chinese_sentences_are_short() -> None:
    for message in translated():
        for sentence in re.split(r"[。！？]", PLACE.sub("某某", str(message.string)) if message.id else ""):
            assert len(sentence) <= LONGEST, sentence


def test_a_sentence_that_is_new_in_the_code_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(built, "MODULES", (*built.MODULES, "complaints/timeline.py"))

    assert {m.id for m in sentences() if m.id} - {m.id for m in translated() if m.id}
