"""What people read, gathered from the code into locale/, and the catalogue compiled. `script/catalogue` runs it.

The compiled file is committed, so that nothing has to be compiled where the portal runs.
"""

import io
import tomllib
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from brands import team_rules
from brands.countries import NAMES
from portal.api.documentation import GROUPS, operations_of
from portal.api.pages import description

ROOT = Path(__file__).parents[2]
LOCALE = "zh_Hans"
PO = ROOT / "locale" / LOCALE / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
KEYWORDS = dict.fromkeys(["_", "gettext", "gettext_lazy", "gettext_noop", "sentence"]) | {
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
}
# A fixed day, so that the same sentences are the same file.
_WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)

ROOMS = (
    "accounts", "brands", "complaints", "core", "detection", "listings", "portal", "recognition", "simulation", "takedown",
)  # fmt: skip
TEMPLATES = ("templates/**/*.html", "templates/**/*.txt")
MODULES = tuple(f"{room}/**/*.py" for room in ROOMS)
MAPPING = "takedown/redress/statements/mapping.toml"
API = "portal/api/"
COUNTRIES = "brands/countries.py"
TEAM = "brands/team_rules.py"
MISUSE = "takedown/redress/misuse/rules.toml"
JURISDICTIONS = "takedown/redress/clocks/jurisdictions/*.toml"


def sentences() -> Catalog:
    """Everything that anybody may read, in English."""
    found = Catalog(project="Assay", creation_date=_WRITTEN, locale=LOCALE, charset="utf-8")
    for path in _files(TEMPLATES):
        source = templatize(path.read_text(encoding="utf-8"), origin=str(path))
        # What is left of the markup is indented as no program is.
        _add(found, path, "\n".join(line.lstrip() for line in source.splitlines()))
    for path in _files(MODULES):
        _add(found, path, path.read_text(encoding="utf-8"))
    for text, path in _of_data():
        found.add(text, locations=[(path, 1)])
    return found


def translated() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale=LOCALE)


def compiled(catalogue: Catalog) -> bytes:
    body = io.BytesIO()
    write_mo(body, catalogue)
    return body.getvalue()


def renew() -> list[str]:
    """Bring the catalogue up to the code, keep what is translated, and return what is not."""
    catalogue = translated() if PO.exists() else Catalog(locale=LOCALE, creation_date=_WRITTEN)
    catalogue.update(sentences(), no_fuzzy_matching=True)
    catalogue.obsolete.clear()
    catalogue.creation_date = catalogue.revision_date = _WRITTEN
    catalogue.header_comment = (
        "# What people read, in simplified Chinese. script/catalogue gathers and compiles it."
    )
    catalogue.project, catalogue.version, catalogue.fuzzy = "Assay", "", False
    catalogue.last_translator = catalogue.language_team = "Assay"
    catalogue.msgid_bugs_address = ""
    with PO.open("wb") as file:
        write_po(file, catalogue, width=110, sort_output=True, include_lineno=False, ignore_obsolete=True)
    MO.write_bytes(compiled(translated()))
    return untranslated(catalogue)


def untranslated(catalogue: Catalog) -> list[str]:
    return [str(message.id) for message in catalogue if message.id and not all(_strings(message.string))]


def _strings(said: str | tuple[str, ...]) -> tuple[str, ...]:
    return said if isinstance(said, tuple) else (said,)


def _files(patterns: Iterable[str]) -> list[Path]:
    return sorted({path for pattern in patterns for path in ROOT.glob(pattern)})


def _add(catalogue: Catalog, path: Path, source: str) -> None:
    body = io.BytesIO(source.encode())
    for _line, message, _comments, context in extract("python", body, keywords=KEYWORDS):
        catalogue.add(message, locations=[(str(path.relative_to(ROOT)), 1)], context=context)


def _of_data() -> Iterator[tuple[str, str]]:
    """The words of laws and of statements are data, and so are those of rules that know no languages."""
    for text in _of_statements():
        yield text, MAPPING
    for path in _files([JURISDICTIONS]):
        law = tomllib.loads(path.read_text(encoding="utf-8"))
        for text in (law["name"], *(version["source"] for version in law["versions"])):
            yield text, JURISDICTIONS
    yield tomllib.loads((ROOT / MISUSE).read_text(encoding="utf-8"))["source"], MISUSE
    for name in NAMES.values():
        yield name, COUNTRIES
    for _rule, text in (*team_rules.CHANGES, *team_rules.OFFERS, *team_rules.ACCEPTANCES):
        yield text, TEAM
    for text in sorted(_of_the_api()):
        yield text, API


def _of_statements() -> Iterator[str]:
    words = tomllib.loads((ROOT / MAPPING).read_text(encoding="utf-8"))
    for part in [*words["sources"].values(), *words["rights"].values(), *words["reasons"].values()]:
        yield from (part[name] for name in ("opening", "called", "law", "why") if name in part)
    yield from words["endings"].values()


def _of_the_api() -> set[str]:
    """What each operation says of itself stands in the OpenAPI description, and on the page that explains it."""
    operations = operations_of(description())
    said = {text for one in operations for text in (one.summary, one.description)}
    said |= {text for one in operations for part in one.parameters for text in (part.description, part.where)}
    return (said | set(GROUPS.values())) - {""}


def main() -> None:
    missing = renew()
    print("\n".join(missing) or "Everything is translated.")  # noqa: T201
