"""The kinds of goods, and how shops speak of them in each language."""

import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Category:
    key: str
    label: str
    nice_class: int
    shape: str
    euros: tuple[int, int]
    """What the genuine article costs."""
    safety_relevant: bool = False
    comes_in_colours: bool = True


CATEGORIES = {
    category.key: category
    for category in (
        Category(key="watches", label="Watches", nice_class=14, shape="watch", euros=(180, 940)),
        Category(key="handbags", label="Handbags", nice_class=18, shape="bag", euros=(160, 780)),
        Category(key="headphones", label="Headphones", nice_class=9, shape="headphones", euros=(79, 349)),
        Category(key="sneakers", label="Sneakers", nice_class=25, shape="sneaker", euros=(65, 170)),
        Category(
            key="cosmetics",
            label="Cosmetics",
            nice_class=3,
            shape="bottle",
            euros=(18, 95),
            comes_in_colours=False,
        ),
        Category(key="toys", label="Toys", nice_class=28, shape="toy", euros=(15, 69), safety_relevant=True),
        Category(key="outdoor", label="Outdoor clothing", nice_class=25, shape="jacket", euros=(89, 320)),
        Category(
            key="health",
            label="Health",
            nice_class=5,
            shape="pills",
            euros=(9, 39),
            safety_relevant=True,
            comes_in_colours=False,
        ),
        Category(key="phone-cases", label="Phone cases", nice_class=9, shape="case", euros=(8, 29)),
        Category(
            key="posters",
            label="Posters",
            nice_class=16,
            shape="poster",
            euros=(12, 45),
            comes_in_colours=False,
        ),
        Category(key="ear-pads", label="Audio accessories", nice_class=9, shape="pads", euros=(9, 25)),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    nouns: dict[str, str]
    colours: tuple[str, ...]
    offers: tuple[str, ...]
    compatible: str
    descriptions: dict[str, str]


def _language(words: dict[str, list[str] | str]) -> Language:
    return Language(
        nouns=dict(zip(CATEGORIES, words["nouns"], strict=True)),
        colours=tuple(words["colours"]),
        offers=tuple(words["offers"]),
        compatible=str(words["compatible"]),
        descriptions={key: str(words[key]) for key in ("genuine", "plain", "counterfeit", "resale")},
    )


LANGUAGES = {
    code: _language(words)
    for code, words in tomllib.loads(Path(__file__).with_name("languages.toml").read_text("utf-8")).items()
}
