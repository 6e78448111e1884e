"""Every page in a language that nobody speaks: whatever is left in English was never marked for translation."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from core.tenancy import SYSTEM, acting_as
from tests.portal.addresses import ROWS, things
from tests.portal.test_walls_of_addresses import ask
from tests.stories import World
from tests.translations.pseudo import LANGUAGE, spoken
from tests.translations.seen import unmarked_in


@pytest.fixture
def language(tmp_path: Path) -> Iterator[str]:
    with spoken(tmp_path) as code:
        yield code


_TEXTS = """
SELECT table_name, column_name FROM information_schema.columns
WHERE table_schema = 'public' AND data_type IN ('text', 'character varying') ORDER BY 1, 2
"""


def data_of_the_stage() -> set[str]:
    """Every text that somebody has entered, as a whole and word by word."""
    found = set()
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_TEXTS)
        for table, column in cursor.fetchall():
            cursor.execute(f'SELECT DISTINCT "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL')
            for (value,) in cursor.fetchall():
                found |= {" ".join(value.split())}
    return found


def test_no_page_has_words_that_are_not_marked(
    world: World, client_for: Callable[[Any], Client], language: str
) -> None:
    stage = things(world)
    data = data_of_the_stage()
    found: dict[str, set[str]] = {}
    for name, row in ROWS.items():
        for person in sorted(row.may):
            client = client_for(world.people.get(person))
            client.cookies["django_language"] = LANGUAGE
            answer = ask(client, name, row, stage)
            if "html" in answer.get("Content-Type", "") and not answer.streaming:
                for text in unmarked_in(answer.content.decode(), data=data):
                    found.setdefault(text, set()).add(name)
            break
    Path("/tmp/found.txt").write_text(
        "\n".join(
            f"{text!r}  {sorted(names)[:4]}"
            for text, names in sorted(found.items(), key=lambda f: sorted(f[1]))
        )
    )
    assert found == {}
