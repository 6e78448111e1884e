"""What sellers read, gathered from the code into locale/, and the catalogue compiled. `script/catalogue` runs it.

Everything behind a seller's link and every letter to them is translated in full; what brands and staff read is not yet.
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

ROOT = Path(__file__).parents[2]
LOCALE = "zh_Hans"
PO = ROOT / "locale" / LOCALE / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
KEYWORDS = dict.fromkeys(["_", "gettext", "gettext_lazy", "gettext_noop", "sentence"]) | {
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
}
# A fixed day, so that the same sentences are the same file.
_WRITTEN = datetime(2026, 1, 1, tzinfo=UTC)

TEMPLATES = (
    "templates/404.html",
    "templates/base.html",
    "templates/components/draft_note.html",
    "templates/components/error_page.html",
    "templates/components/error_summary.html",
    "templates/components/field*.html",
    "templates/components/wordmark.html",
    "templates/misuse/seller_note.html",
    "templates/takedown/by_link.html",
    "templates/takedown/code*.html",
    "templates/takedown/countdown.html",
    "templates/takedown/notice.html",
    "templates/takedown/statements.html",
    "templates/takedown/answer/*.html",
    "templates/takedown/mail/*.txt",
    "templates/takedown/notice/*.html",
    "templates/takedown/link/*.html",
)
# Letters to brands, which stand beside those to sellers.
OF_BRANDS = ("counter_brand.txt", "counter_forwarded.txt")
MODULES = (
    "complaints/assessment/*_rules.py",
    "complaints/reasons.py",
    "takedown/redress/causes.py",
    "takedown/redress/clocks/shown.py",
    "takedown/redress/codes/asking.py",
    "takedown/redress/counter/forms.py",
    "takedown/redress/counter/letters.py",
    "takedown/redress/counter/views.py",
    "takedown/redress/counter/words.py",
    "takedown/redress/fixes/link_page.py",
    "takedown/redress/letters/words.py",
    "takedown/redress/licences/link_page.py",
    "takedown/redress/notice_words.py",
    "takedown/redress/statements/derive.py",
    "takedown/redress/statements/shown.py",
)
MAPPING = "takedown/redress/statements/mapping.toml"
JURISDICTIONS = "takedown/redress/clocks/jurisdictions/*.toml"


def sentences() -> Catalog:
    """Everything that a seller may read, in English."""
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
        "# What sellers read, in simplified Chinese. script/catalogue gathers and compiles it."
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
    found = {path for pattern in patterns for path in ROOT.glob(pattern)}
    return sorted(path for path in found if path.name not in OF_BRANDS)


def _add(catalogue: Catalog, path: Path, source: str) -> None:
    body = io.BytesIO(source.encode())
    for _line, message, _comments, context in extract("python", body, keywords=KEYWORDS):
        catalogue.add(message, locations=[(str(path.relative_to(ROOT)), 1)], context=context)


def _of_data() -> Iterator[tuple[str, str]]:
    """The words of laws and of statements are data."""
    words = tomllib.loads((ROOT / MAPPING).read_text(encoding="utf-8"))
    parts = [*words["sources"].values(), *words["rights"].values(), *words["reasons"].values()]
    for part in parts:
        for name in ("opening", "called", "law", "why"):
            if name in part:
                yield part[name], MAPPING
    for ending in words["endings"].values():
        yield ending, MAPPING
    for path in _files([JURISDICTIONS]):
        law = tomllib.loads(path.read_text(encoding="utf-8"))
        yield law["name"], JURISDICTIONS
        for version in law["versions"]:
            yield version["source"], JURISDICTIONS


if __name__ == "__main__":
    missing = renew()
    print("\n".join(missing) or "Everything is translated.")  # noqa: T201
