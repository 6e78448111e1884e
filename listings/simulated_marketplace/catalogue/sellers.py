"""The invented sellers: authorised shops, honest ones, people selling their own things, and counterfeiters."""

import random
import re
from dataclasses import dataclass
from enum import StrEnum

from listings.simulated_marketplace.dice import dice


class SellerKind(StrEnum):
    AUTHORISED = "authorised"
    HONEST = "honest"
    RESELLER = "reseller"
    COUNTERFEITER = "counterfeiter"


@dataclass(frozen=True, slots=True, kw_only=True)
class SeedSeller:
    site: str
    name: str
    kind: SellerKind
    language: str
    country: str
    email: str
    joined_on: str
    rating: int
    focus: str = ""
    """The brand that authorised this shop, or for others the one category they deal in."""


# name | language | country | brand that authorised the shop, or its only category
_NAMES = {
    ("bazaar", SellerKind.AUTHORISED): """
        Lumora Boutique | en | GB | Lumora
        Maison Carmin | fr | FR | Lumora
        Juwelier Amsel & Sohn | de | DE | Lumora
        Kestrel Audio Store | en | IE | Kestrel Audio
        Pinebarrow House | en | GB | Pinebarrow
        Waldkinder Laden | de | AT | Pinebarrow
    """,
    ("bazaar", SellerKind.HONEST): """
        Nordlicht Laden | de | DE
        Casa Alondra | es | ES
        Atelier Piquet | fr | BE
        Loja do Cais | pt | PT
        Bottega Serena | it | IT
        Лавка «Ветер» | ru | KZ
        Ορίζοντας | el | GR
        متجر الياسمين | ar | AE
        חנות הדקל | he | IL
        Willow & Post | en | US
        Hülle und Fülle | de | DE | phone-cases
        Mercado Quetzal | es | MX
    """,
    ("bazaar", SellerKind.RESELLER): """
        vintage_lena | de | DE
        secondlife.closet | en | US
        Ancora Bello | it | IT
        re-wear Lisboa | pt | PT
        Комиссионка 24 | ru | KZ
        grenier-de-paul | fr | FR
        ropero_de_ana | es | ES
    """,
    ("bazaar", SellerKind.COUNTERFEITER): """
        luxe_mirror_88 | en | US
        top-outlet-24h | en | RO
        bestpreis_lager | de | PL
        factory-direct-ww | en | TR
        golden_aaa_shop | es | ES
        хит_цена_777 | ru | KZ
        vip.style.store | fr | FR
        promo-lux-77 | pt | BR
        outlet_king_gr | el | GR
        almas_style | ar | AE
        rega_deals | he | IL
    """,
    ("harbor", SellerKind.AUTHORISED): """
        露梦拉官方旗舰店 | zh | CN | Lumora
        銀座ルモラ正規店 | ja | JP | Lumora
        凯斯特音响专营店 | zh | CN | Kestrel Audio
        Pinebarrow Asia | en | SG | Pinebarrow
    """,
    ("harbor", SellerKind.HONEST): """
        晨光小铺 | zh | CN
        山茶百货 | zh | CN
        ひだまり商店 | ja | JP
        さくら堂 | ja | JP
        달빛상점 | ko | KR
        ร้านสายฝน | th | TH
        Jade Quay Goods | en | SG
        手机壳工坊 | zh | CN | phone-cases
    """,
    ("harbor", SellerKind.RESELLER): """
        闲置转让阿玲 | zh | CN
        古着屋みなと | ja | JP
        중고장터 하루 | ko | KR
        loft_resale_bkk | th | TH
    """,
    ("harbor", SellerKind.COUNTERFEITER): """
        高端复刻源头工厂 | zh | CN
        奢品原单批发 | zh | CN | handbags
        直营小店888 | zh | CN
        ブランド激安倉庫 | ja | JP
        미러직구 | ko | KR
        ร้านแบรนด์มิลเลอร์ | th | TH
        sz_audio_oem | en | CN | headphones
        toyfactory_yiwu | zh | CN | toys
    """,
}


def seed_sellers() -> list[SeedSeller]:
    rng = dice("sellers")
    return [
        _seller(line, site, kind, number, rng) for number, (site, kind, line) in enumerate(_lines(), start=1)
    ]


def _lines() -> list[tuple[str, SellerKind, str]]:
    return [
        (site, kind, line.strip())
        for (site, kind), lines in _NAMES.items()
        for line in lines.strip().splitlines()
    ]


def _seller(line: str, site: str, kind: SellerKind, number: int, rng: random.Random) -> SeedSeller:
    name, language, country, *focus = (part.strip() for part in line.split("|"))
    new = kind is SellerKind.COUNTERFEITER
    year = rng.randint(2022, 2024) if new else rng.randint(2012, 2022)
    return SeedSeller(
        site=site,
        name=name,
        kind=kind,
        language=language,
        country=country,
        email=f"{_mailbox(name) or 'shop'}.{number}@{site}-sellers.example",
        joined_on=f"{year}-{rng.randint(1, 9):02}-{rng.randint(1, 28):02}",
        rating=rng.randint(71, 93) if new else rng.randint(94, 100),
        focus=focus[0] if focus else "",
    )


def _mailbox(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
