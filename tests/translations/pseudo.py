"""A language that nobody speaks: English with accents, in brackets, two fifths longer. What is not in brackets on a page
was never marked for translation, or is data. It is made when it is needed and never kept."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo, write_mo
from django.apps import apps
from django.conf import settings
from django.test import override_settings
from django.utils import formats
from django.utils.translation import trans_real

from tests.translations.catalogue import sentences

# Any that Django has a name for and no words or formats.
LANGUAGE = "io"
OPEN, CLOSE = "⟦", "⟧"
LONGER = 0.4
_ACCENTS = str.maketrans("AEIOUYaeiouycnsz", "ÀÉÎÖÛÝàéîöûýçñšž")
# What a translator, too, would leave as it is.
_KEPT = re.compile(r"(%\(\w+\)[sd]|%[sd%]|\{\w*\}|</?[a-z][^>]*>|\S*://\S*|&\w+;|\n)")


def pseudo(text: str) -> str:
    said = "".join(
        part if number % 2 else part.translate(_ACCENTS) for number, part in enumerate(_KEPT.split(text))
    )
    letters = len(_KEPT.sub("", text))
    # In words, as long words do not become longer ones, but sentences do.
    more = " ".join(["lorém"] * max(1, round(letters * LONGER / 6)))
    head, middle, tail = re.fullmatch(r"(\s*)(.*?)(\s*)", said, re.DOTALL).groups()  # type: ignore[union-attr]
    return f"{head}{OPEN}{middle} {more}{CLOSE}{tail}"


def catalogue_of_all() -> Catalog:
    """Every sentence of the product, and of the libraries whose words people read."""
    made = Catalog(locale="en", charset="utf-8")
    for source in (*_libraries(), sentences()):
        for message in source:
            if message.id:
                ids = (message.id,) if isinstance(message.id, str) else tuple(message.id)
                said = tuple(pseudo(one) for one in ids)
                made.add(
                    ids if len(ids) > 1 else ids[0],
                    said if len(ids) > 1 else said[0],
                    context=message.context,
                )
    return made


def _libraries() -> Iterator[Catalog]:
    """In whichever language: only what is asked for is looked at."""
    roots = [Path(trans_real.__file__).parents[2] / "conf", *(Path(a.path) for a in apps.get_app_configs())]
    for root in roots:
        for mo in sorted(root.glob("locale/zh_Hans/LC_MESSAGES/django.mo")):
            with mo.open("rb") as file:
                yield read_mo(file)


def write(folder: Path, language: str = LANGUAGE) -> None:
    """The language's compiled catalogue, as one of LOCALE_PATHS has it."""
    mo = folder / language / "LC_MESSAGES" / "django.mo"
    mo.parent.mkdir(parents=True, exist_ok=True)
    with mo.open("wb") as file:
        write_mo(file, catalogue_of_all())


@contextmanager
def spoken(folder: Path, language: str = LANGUAGE) -> Iterator[str]:
    """While it lasts the portal speaks this language, too."""
    write(folder, language)
    languages = [*settings.LANGUAGES, (language, "Pseudo")]
    with override_settings(LOCALE_PATHS=[folder, *settings.LOCALE_PATHS], LANGUAGES=languages):
        _forget()
        yield language
    _forget()


def _forget() -> None:
    """What Django reads once."""
    formats.reset_format_cache()
    trans_real.get_languages.cache_clear()
    trans_real._get_supported_language_variant.cache_clear()
