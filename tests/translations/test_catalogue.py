"""The catalogue holds what people read: complete, up to the code, compiled, and nothing lost between the languages."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from tests.translations import catalogue as built
from tests.translations.catalogue import MO, ROOT, compiled, sentences, translated, untranslated

PLACE = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w+(?::[^}]*)?\}")
TAG = re.compile(r"</?[a-z]+[^>]*>")
CODE = re.compile(r"`[^`]*`")
LONGEST = 40
# What is the same in both languages: names, formats, addresses.
SAME = frozenset({"API", "ISO 4217.", "{one} / {other}"})
# What sellers read, in a hurry and with fear.
OF_SELLERS = (
    "complaints/reasons.py", "takedown/redress/causes.py", "takedown/redress/clocks/", "takedown/redress/codes/asking.py",
    "takedown/redress/counter/", "takedown/redress/letters/", "takedown/redress/notice_words.py",
    "takedown/redress/fixes/link_page.py", "takedown/redress/licences/link_page.py", "takedown/redress/statements/",
    "templates/misuse/policy.html", "templates/misuse/seller_note.html", "templates/takedown/answer/",
    "templates/takedown/by_link.html", "templates/takedown/code", "templates/takedown/countdown.html",
    "templates/takedown/link/", "templates/takedown/mail/", "templates/takedown/notice", "templates/takedown/statements.html",
    "templates/appeals/seller.html", "templates/appeals/told.html", "templates/appeals/mail/seller.txt",
    "templates/redress/promise.html", "templates/strikes/ladder.html",
)  # fmt: skip


def messages() -> Iterator[tuple[Message, str, list[str]]]:
    """Each with its English and its Chinese; what has a plural has one form in Chinese."""
    for message in translated():
        if message.id:
            english = message.id if isinstance(message.id, str) else message.id[-1]
            said = message.string
            yield message, english, [said] if isinstance(said, str) else list(said)


def test_everything_that_people_read_stands_in_the_catalogue_and_nothing_else() -> None:
    gathered, kept = (
        {(m.id, m.context) for m in catalogue if m.id} for catalogue in (sentences(), translated())
    )

    assert kept == gathered, "run script/catalogue"


def test_everything_in_it_is_translated() -> None:
    assert untranslated(translated()) == []
    assert not [m.id for m in translated() if m.id and m.fuzzy]


def test_what_is_compiled_is_what_is_written() -> None:
    assert MO.read_bytes() == compiled(translated()), "run script/catalogue"


@pytest.mark.parametrize("kept", [PLACE, TAG, CODE, re.compile("\n")], ids=["place", "tag", "code", "line"])
def test_nothing_gets_lost_between_the_languages(kept: re.Pattern[str]) -> None:
    lost = [
        (english, chinese)
        for message, english, forms in messages()
        for chinese in forms
        if Counter(kept.findall(chinese)) != Counter(kept.findall(english))
        and not (kept is PLACE and set(kept.findall(chinese)) == set(kept.findall(english)))
        # One of a plural's forms may name its number, and the other not.
        and not (isinstance(message.id, tuple) and kept.findall(chinese) == kept.findall(message.id[0]))
    ]

    assert lost == []


def test_nothing_is_left_in_english() -> None:
    left = [english for _message, english, forms in messages() for said in forms if said == english]

    assert sorted(set(left) - SAME) == []


def test_marks_between_chinese_words_are_chinese() -> None:
    between = re.compile(r"[\u4e00-\u9fff][,;:?!()]|[,;:?!(][\u4e00-\u9fff]|[\u4e00-\u9fff]\.(?:\s|$)|\"")
    said = {CODE.sub("x", TAG.sub("", text)) for _message, _english, forms in messages() for text in forms}

    assert sorted(text for text in said if between.search(text)) == []


def test_what_sellers_read_is_said_in_short_sentences() -> None:
    for message, _english, forms in messages():
        if any(place.startswith(OF_SELLERS) for place, _line in message.locations):
            for sentence in re.split(r"[。！？\n]", PLACE.sub("某某", TAG.sub("", "\n".join(forms)))):
                assert len(sentence) <= LONGEST, sentence


def _glossary() -> list[tuple[str, str, list[str]]]:
    """English, Chinese, and what is not to be said instead."""
    rows = re.findall(
        r"^\| ([^|]+) \| ([^|]+) \| ([^|]*)\|$", (ROOT / "docs/glossary-zh.md").read_text(), re.M
    )
    return [
        (english.strip(), chinese.strip(), [word.strip() for word in others.split("、") if word.strip()])
        for english, chinese, others in rows[2:]
    ]


def test_the_words_of_the_glossary_are_kept_to() -> None:
    rows, said = _glossary(), "\n".join(text for _m, _english, forms in messages() for text in forms)

    assert len(rows) > 30
    assert [(english, word) for english, _chinese, others in rows for word in others if word in said] == []
    assert [
        english for english, chinese, _others in rows if not any(w in said for w in chinese.split("、"))
    ] == []


def test_a_sentence_that_is_new_in_the_code_is_missed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "new.py").write_text('_("Nobody has translated this yet.")')
    monkeypatch.setattr(built, "_files", lambda patterns: [ROOT / tmp_path / "new.py"])
    monkeypatch.setattr(built, "ROOT", tmp_path)
    monkeypatch.setattr(built, "_of_data", list)

    assert {m.id for m in built.sentences() if m.id} - {m.id for m in translated()}
