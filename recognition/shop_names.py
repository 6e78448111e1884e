"""Makes data/shop_writings.tsv again, from a clone of OpenStreetMap's name-suggestion-index (BSD-3-Clause): what shops of one brand
are called in Latin letters and in another script.

    python -m recognition.shop_names path/to/name-suggestion-index
"""

import json
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from recognition.folding import plain_of
from recognition.vocabulary import frequency_in_a_run, is_usual

_OUT = Path(__file__).parent / "data" / "shop_writings.tsv"
# What the shops sell, by the name of the index's file. Banks, hotels, hospitals … are no brands of goods.
_GOODS = {
    "amenity": {(29, 30, 32, 35, 43): "cafe fast_food ice_cream restaurant", (4, 12, 35): "fuel"},
    "shop": {
        (14, 18, 25, 35): "bag boutique clothes fashion_accessories fabric leather shoes",
        (3, 5, 35): "beauty chemist cosmetics medical_supply nutrition_supplements perfumery",
        (
            7,
            9,
            11,
            35,
            38,
        ): "appliance camera computer electrical electronics hifi mobile_phone mobile_phone_accessories",
        (
            29,
            30,
            31,
            32,
            33,
            35,
        ): "alcohol bakery beverages butcher cheese chocolate coffee confectionery convenience dairy deli farm"
        " food frozen_food greengrocer health_food nuts pastry seafood supermarket tea water wine",
        (7, 12, 35): "bicycle car car_parts motorcycle tyres",
        (
            6,
            7,
            8,
            11,
            20,
            21,
            24,
            27,
            35,
        ): "bathroom_furnishing bed curtain doityourself furniture garden_centre hardware"
        " household_linen houseware interior_decoration kitchen lighting paint tiles tool variety_store department_store",
        (
            9,
            16,
            28,
            35,
            41,
        ): "anime books games model music musical_instrument party stationery toys video video_games",
        (9, 14, 35): "jewelry optician watches",
        (8, 9, 18, 20, 25, 28, 35): "baby_goods fishing golf outdoor sports",
        (5, 18, 21, 31, 35): "pet",
    },
}
_NAME = re.compile(r"(?:brand|name|short_name)(?::[a-z]{2,3}(?:-Han[st])?)?")
_IN_LATIN = ("brand", "brand:en", "name", "name:en")
_LATIN = re.compile("[^\u0250-\U0010ffff]*[A-Za-z][^\u0250-\U0010ffff]*")
_OTHER = re.compile("[^A-Za-z\u00c0-\u024f;|?()（）\t]*[\u0370-\U0010ffff][^A-Za-z\u00c0-\u024f;|?()（）\t]*")
_SHORTEST, _LONGEST = 3, 30


def main(clone: Path) -> None:
    licence = (clone / "LICENSE.md").read_text(encoding="utf-8").strip().splitlines()
    lines = [
        f"# {line}".rstrip() for line in ("From the name-suggestion-index of OpenStreetMap.", "", *licence)
    ]
    lines += [
        "\t".join((name, ";".join(written), ";".join(map(str, classes))))
        for (name, classes), written in sorted(_found(clone).items())
    ]
    _OUT.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _found(clone: Path) -> dict[tuple[str, tuple[int, ...]], list[str]]:
    found: dict[tuple[str, tuple[int, ...]], dict[str, None]] = {}
    for path, classes in _files(clone):
        for tags in (item.get("tags", {}) for item in json.loads(path.read_text(encoding="utf-8"))["items"]):
            for name in dict.fromkeys(_in_latin(tags)):
                written = found.setdefault((name, classes), {})
                written.update(dict.fromkeys(map(_with_its_sign, _in_others(tags))))
    return {name: sorted(written) for name, written in found.items() if written}


def _files(clone: Path) -> Iterator[tuple[Path, tuple[int, ...]]]:
    for folder, goods in _GOODS.items():
        for classes, names in goods.items():
            for name in names.split():
                path = clone / "data" / "brands" / folder / f"{name}.json"
                if path.exists():
                    yield path, classes


def _in_latin(tags: Mapping[str, Any]) -> Iterable[str]:
    return (
        tags[key]
        for key in _IN_LATIN
        if key in tags and _LATIN.fullmatch(tags[key]) and _SHORTEST <= len(tags[key]) <= _LONGEST
    )


def _in_others(tags: Mapping[str, Any]) -> Iterable[str]:
    named = (value for key, value in tags.items() if _NAME.fullmatch(key) and isinstance(value, str))
    return (value for value in named if _OTHER.fullmatch(value) and len(value) <= _LONGEST)


def _with_its_sign(written: str) -> str:
    """ "?" before what is an ordinary word as well."""
    is_word = is_usual(plain_of(written)) or frequency_in_a_run(written) > 0
    return f"?{written}" if is_word else written


if __name__ == "__main__":
    main(Path(sys.argv[1]))
