"""JSON as it should be: UTF-8, each key once, no NUL, not endlessly deep, nothing but numbers for numbers."""

import json
from collections.abc import Mapping
from typing import IO, Any

from django.utils.translation import gettext
from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

DEEPEST = 20


class StrictJSONParser(BaseParser):
    media_type = "application/json"

    def parse(
        self, stream: IO[Any], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        return read(stream.read())


def read(body: bytes) -> Any:
    """Raises ParseError, whose words are for whoever sent it."""
    try:
        data = json.loads(
            body.decode("utf-8"), object_pairs_hook=_each_key_once, parse_constant=_no_such_number
        )
    except UnicodeDecodeError as error:
        raise ParseError(gettext("The body is not UTF-8.")) from error
    except RecursionError as error:
        raise ParseError(
            gettext("The body is nested deeper than {deepest} levels.").format(deepest=DEEPEST)
        ) from error
    except ValueError as error:
        raise ParseError(gettext("The body is not JSON: {error}").format(error=error)) from error
    _look_through(data, depth=0)
    return data


def _each_key_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        twice = next(name for name, _ in pairs if sum(name == other for other, _ in pairs) > 1)
        raise ParseError(gettext("The key “{value}” is there twice.").format(value=twice[:60]))
    return found


def _no_such_number(word: str) -> Any:
    raise ParseError(gettext("{word} is no number in JSON.").format(word=word))


def _look_through(value: Any, *, depth: int) -> None:
    if depth > DEEPEST:
        raise ParseError(gettext("The body is nested deeper than {deepest} levels.").format(deepest=DEEPEST))
    if isinstance(value, str):
        _readable(value)
    elif isinstance(value, dict):
        for name, inner in value.items():
            _readable(name)
            _look_through(inner, depth=depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _look_through(inner, depth=depth + 1)


def _readable(text: str) -> None:
    """PostgreSQL keeps neither NUL nor half a surrogate pair."""
    if "\x00" in text:
        raise ParseError(gettext("A text holds a NUL character."))
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise ParseError(gettext("A text holds half a surrogate pair."))
