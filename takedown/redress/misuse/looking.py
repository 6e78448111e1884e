"""Facts about one party as of now, under the rules in force."""

from datetime import datetime

from takedown.redress.misuse.facts import Fact, facts_of_complainant, facts_of_seller
from takedown.redress.misuse.gather import figures_of_complainants
from takedown.redress.misuse.gather_sellers import figures_of_sellers
from takedown.redress.misuse.parties import Complainant, Party
from takedown.redress.misuse.policy import Rules


def facts_about(party: Party, rules: Rules, *, now: datetime) -> list[Fact]:
    if isinstance(party, Complainant):
        figures = figures_of_complainants([party], rules, now=now)[party]
        return facts_of_complainant(figures, rules.complainants)
    return facts_of_seller(figures_of_sellers([party], rules, now=now)[party], rules.sellers)
