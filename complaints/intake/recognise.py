"""Pasted text turned into listings of the marketplaces we know, and lines that are none."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from listings.links import find_links
from listings.marketplaces import Line, read_lines, ref_of
from listings.models import Marketplace

MOST_NAMED = 3
_LONGEST_NAMED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """Good lines by marketplace, in the order of their first link; and the bad ones, each with its reason."""

    good: dict[Marketplace, list[Line]] = field(default_factory=dict)
    bad: list[Line] = field(default_factory=list)


def recognise(text: str, marketplaces: Sequence[Marketplace], chosen: Marketplace | None) -> Recognised:
    """Bad lines never hide good ones. A marketplace that was chosen settles whose the links are."""
    found = Recognised()
    if chosen is not None:
        lines = read_lines(text, chosen)
        found.bad.extend(line for line in lines if line.error)
        if good := [line for line in lines if not line.error]:
            found.good[chosen] = good
        return found
    seen = set()
    for url in find_links(text):
        owners = [(m, ref) for m in marketplaces if (ref := ref_of(url, m))]
        if len(owners) != 1:
            found.bad.append(Line(url=url, error=_why_not([m for m, _ref in owners], marketplaces)))
        elif owners[0] not in seen:
            seen.add(owners[0])
            found.good.setdefault(owners[0][0], []).append(Line(url=url, ref=owners[0][1]))
    return found


def why_nothing(found: Recognised) -> list[str]:
    """What is said where no line is good: which links were read, and why each is none of ours."""
    if not found.bad:
        return [_("We found no link in this. Paste the addresses of the listings.")]
    named, more = found.bad[:MOST_NAMED], len(found.bad) - MOST_NAMED
    said = [f"{Truncator(line.url).chars(_LONGEST_NAMED)} – {line.error}" for line in named]
    if more > 0:
        said.append(ngettext("And %d more link.", "And %d more links.", more) % more)
    return said


def _why_not(owners: Sequence[Marketplace], marketplaces: Sequence[Marketplace]) -> str:
    if owners:
        return _("This could be a listing of %s: choose the marketplace.") % _any_of(owners)
    return _("This is not a listing of %s.") % _any_of(marketplaces)


def _any_of(marketplaces: Sequence[Marketplace]) -> str:
    """Bazaar, Bazaar EU or Souk."""
    *others, last = [str(one) for one in marketplaces] or [""]
    if not others:
        return last
    return _("%(others)s or %(last)s") % {"others": ", ".join(others), "last": last}
