"""Passwords that are easy to guess are refused offline, and the refusal says what to do instead."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from accounts.passwords import (
    Person,
    heart,
    is_common_at_heart,
    is_made_of_names,
    is_only_numbers,
    objections,
    repeats_itself,
    runs_along_the_keyboard,
    words_of,
)

ANNA = Person(email="anna.bellweather@northwind.example", name="Anna Bellweather")


@pytest.mark.parametrize(
    ("password", "word"),
    [("!!Password2024!!", "password"), ("p@$$w0rd", "password"), ("2024-2024", ""), ("dragon", "dragon")],
)
def test_the_heart_is_the_word_without_its_trimmings(password: str, word: str) -> None:
    assert heart(password) == word


@pytest.mark.parametrize("password", ["Password2024!!", "!!!!!dragon!!!!!", "P@ssw0rd12345", "Sunshine_1998"])
def test_a_common_word_with_trimmings_stays_common(password: str) -> None:
    assert is_common_at_heart(password, {"password", "dragon", "sunshine"})


def test_the_words_of_a_person_are_those_of_address_and_name() -> None:
    assert set(words_of(ANNA)) == {"anna", "bellweather", "northwind", "example"}


@pytest.mark.parametrize(
    "password", ["northwind2024!", "AnnaBellweather1", "assay-portal-99", "anna@northwind"]
)
def test_names_that_anybody_can_look_up_are_no_password(password: str) -> None:
    assert is_made_of_names(password, [*words_of(ANNA), "assay", "portal"])


def test_a_name_among_enough_other_words_is_fine() -> None:
    assert not is_made_of_names("northwind heron reeds stands", list(words_of(ANNA)))


@pytest.mark.parametrize(
    "password", ["qwertyuiop12", "1qaz2wsx3edc", "asdfghjkl;;;", "abcdefghijkl", "poiuytrewq77"]
)
def test_runs_along_the_keyboard_are_seen(password: str) -> None:
    assert runs_along_the_keyboard(password)


@pytest.mark.parametrize(
    "password", ["aaaaaaaaaaaa", "abcabcabcabc", "heronheronheron", "abababababab", "121212121212"]
)
def test_repetition_is_seen(password: str) -> None:
    assert repeats_itself(password)


@pytest.mark.parametrize("password", ["198412251999", "0049 30 1234567"])
def test_numbers_alone_are_seen(password: str) -> None:
    assert is_only_numbers(password)


@pytest.mark.parametrize(
    "password",
    [
        "a heron stands in the reeds",
        "correct horse battery staple",
        "tr7-Lm2q-Vx9k-Pd4s",
        "我喜欢在河边看苍鹭飞",
        "Frühling im Garten hinterm Haus",
    ],
)
def test_good_passwords_pass(password: str) -> None:
    assert objections(password, ANNA, {"password"}) == []


@given(st.text(min_size=12, max_size=60))
def test_any_text_can_be_judged(password: str) -> None:
    assert isinstance(objections(password, ANNA, {"password"}), list)


def test_of_a_book_nothing_is_asked_but_its_length() -> None:
    [objection] = objections("qwertyuiop" * 100_000, ANNA, {"password"})

    assert "longer than 256 characters" in objection


@pytest.mark.parametrize(
    "password",
    ["Password2024!!", "northwind2024!", "qwertyuiop12", "heronheronheron", "198412251999", "a heron, " * 40],
)
def test_each_refusal_says_what_to_do(password: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_password(password, User(email=ANNA.email, name=ANNA.name))

    [*_, advice] = refused.value.messages
    assert "instead" in advice or "Leave out" in advice
