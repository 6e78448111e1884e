"""The invented brands. None of these names belongs to a real maker of such goods, as far as we know."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    name: str
    models: dict[str, tuple[str, ...]]
    """By category of goods."""
    emblem: str = ""
    variants: dict[str, str] = field(default_factory=dict)
    """The name in other scripts, by language."""
    ordinary_uses: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Honest goods whose titles merely contain the word, by language."""


LUMORA = Brand(
    name="Lumora",
    models={
        "handbags": ("Selene", "Aurelia", "Nocturne", "Petite Lune"),
        "watches": ("Halo 36", "Halo 40", "Crescent"),
    },
    emblem="crescent",
    variants={"zh": "露梦拉", "ru": "Люмора", "ja": "ルモラ", "el": "Λουμόρα", "ko": "루모라"},
)
KESTREL = Brand(
    name="Kestrel Audio",
    models={"headphones": ("K3", "K5 Pro", "Hover ANC", "Talon")},
    emblem="wing",
    variants={"zh": "凯斯特", "ru": "Кестрел Аудио", "ja": "ケストレル", "ko": "케스트렐"},
    ordinary_uses={
        "en": ("Kestrel bird poster, framed watercolour A3", "Common kestrel field guide poster A2"),
        "de": ("Vogelposter Turmfalke (Kestrel) A2, Naturdruck",),
        "fr": ("Affiche oiseau : le faucon crécerelle (kestrel)",),
    },
)
PINEBARROW = Brand(
    name="Pinebarrow",
    models={
        "toys": ("Bramble Bear", "Moss Bear", "Nightjar Bear"),
        "outdoor": ("Fellside", "Ridgeline Shell", "Cub Parka"),
    },
    emblem="pine",
    variants={"zh": "松丘", "ru": "Пайнбарроу", "ja": "パインバロウ", "ko": "파인배로우"},
)
DEMO_BRANDS = (LUMORA, KESTREL, PINEBARROW)

OTHER_BRANDS = (
    Brand(name="Orvannelle", models={"cosmetics": ("Velvet Serum", "Rose Elixir", "Night Balm")}),
    Brand(name="Ondelac", models={"cosmetics": ("Aqua Gel", "Sun Veil 30")}),
    Brand(name="Velloqua", models={"sneakers": ("Stride 2", "Cirrus", "Court Low")}),
    Brand(name="Dunvarra", models={"sneakers": ("Runner IX", "Trailweave")}),
    Brand(name="Halvorne", models={"watches": ("Meridian", "Field 38")}),
    Brand(name="Brisquelle", models={"handbags": ("Tote M", "Carré")}),
    Brand(name="Mirabeck", models={"toys": ("Patch", "Little Otter")}),
    Brand(name="Tarnwick", models={"outdoor": ("Drizzle", "Summit Down")}),
    Brand(name="Voltamere", models={"headphones": ("V1", "Studio V4")}),
    Brand(name="Grennick", models={"phone-cases": ("Clear Shell", "Bumper")}),
    Brand(name="Vitalquin", models={"health": ("Relief 500", "Vita D Drops")}),
    Brand(name="Cassorine", models={"health": ("Slim Tea", "Joint Care")}),
)
BRANDS = DEMO_BRANDS + OTHER_BRANDS
BRAND_BY_NAME = {brand.name: brand for brand in BRANDS}

# Phones for which cases and earphones are offered; invented as well.
DEVICES = ("Fennik X2", "Fennik X2 Mini", "Oriolo 12", "Oriolo 12 Pro")
