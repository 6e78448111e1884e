"""The laws that set clocks: versioned data in jurisdictions/, one file a law. A new file is a new law, without code."""

import json
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from takedown.redress.clocks.days import calendar_of, zone_of
from takedown.redress.clocks.terms import Terms

FOLDER = Path(__file__).parent / "jurisdictions"


class Counts(StrEnum):
    BUSINESS_DAYS = "business_days"
    DAYS = "days"
    MONTHS = "months"


class StartsWhen(StrEnum):
    COUNTER_NOTICE_RECEIVED = "counter_notice_received"
    COUNTER_NOTICE_FORWARDED = "counter_notice_forwarded"
    SELLER_INFORMED = "seller_informed"


class Silence(StrEnum):
    """What follows when the time is over and the brand has shown nothing."""

    RESTORES = "restores"
    CHANGES_NOTHING = "changes_nothing"


class LawRefused(Exception):
    """The data do not describe a law; the message says where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Law:
    """One version of one law. `earliest` and `latest` are in units of `counts`, after the day it starts on.

    `last_day_moves`: a period that would end on a day without business ends on the next business day.
    `counter_notice`: None where a counter-notice cannot rest on it.
    """

    code: str
    name: str
    version: int
    effective_from: date
    source: str
    confirmed_by_lawyer: bool
    starts_when: StartsWhen
    zone: str
    country: str
    counts: Counts
    earliest: int
    latest: int
    last_day_moves: bool
    silence: Silence
    source_url: str = ""
    counter_notice: Terms | None = None

    @property
    def silence_restores(self) -> bool:
        return self.silence is Silence.RESTORES


@cache
def _validator() -> Draft202012Validator:
    schema = json.loads((FOLDER / "schema.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema, format_checker=FormatChecker())


def read_laws(text: str) -> list[Law]:
    """All versions in one file, oldest first. Raises LawRefused, or TOMLDecodeError."""
    data = tomllib.loads(text)
    for error in _validator().iter_errors(data):
        raise LawRefused(f"{error.json_path}: {error.message}")
    laws = [_law(data, version) for version in data["versions"]]
    for law in laws:
        _check(law)
    for before, after in pairwise(laws):
        if after.version != before.version + 1 or after.effective_from <= before.effective_from:
            raise LawRefused(f"{after.code}: version {after.version} does not follow {before.version}")
    return laws


def _law(data: Mapping[str, Any], version: Mapping[str, Any]) -> Law:
    read = {
        "effective_from": date.fromisoformat(version["effective_from"]),
        "starts_when": StartsWhen(version["starts_when"]),
        "counts": Counts(version["counts"]),
        "silence": Silence(version["silence"]),
        "counter_notice": Terms.read(asked) if (asked := version.get("counter_notice")) else None,
    }
    return Law(code=data["code"], name=data["name"], **{**version, **read})


def _check(law: Law) -> None:
    if law.latest < law.earliest:
        raise LawRefused(f"{law.code}: ends before it may")
    try:
        zone_of(law.zone)
        calendar_of(law.country)
    except LookupError as error:
        raise LawRefused(f"{law.code}: {error}") from error


@cache
def all_laws() -> Mapping[str, list[Law]]:
    """Every law by its code, each with all its versions, oldest first."""
    return _by_code(read_laws(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml")))


def _by_code(files: Iterable[list[Law]]) -> dict[str, list[Law]]:
    laws: dict[str, list[Law]] = {}
    for versions in files:
        code = versions[0].code
        if code in laws:
            raise LawRefused(f"{code}: there are two files of this code")
        laws[code] = versions
    return laws


def law_on(code: str, day: date) -> Law:
    """The version in force on that day. Raises LookupError."""
    in_force = [law for law in all_laws()[code] if law.effective_from <= day]
    if not in_force:
        raise LookupError(f"{code} was not in force on {day}")
    return in_force[-1]


def law_of(code: str, version: int) -> Law:
    """The version that a running clock was started under. Raises LookupError."""
    for law in all_laws()[code]:
        if law.version == version:
            return law
    raise LookupError(f"{code} has no version {version}")
