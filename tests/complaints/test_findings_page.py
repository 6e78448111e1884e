"""The page that lists every finding, and what it tells to whom."""

import pytest

from complaints.assessment.rules import RULES
from tests.complaints.pages import get

CODES = {rule.code for rule in RULES}
STAFF_ONLY = {rule.code for rule in RULES if rule.for_staff}


@pytest.fixture
def oscar(world, client_for):
    return client_for(world.oscar)


def shown(html: str) -> set[str]:
    return {code for code in CODES if code in html.split()}


def test_a_brand_reads_every_finding_but_not_its_weight(world, oscar):
    page = get(oscar, "/findings/")

    assert shown(page) == CODES - STAFF_ONLY
    assert "The right lapsed on 2026-03-01. right_has_lapsed" in page
    assert "Renew it, or file under another right." in page
    assert "In the score" not in page
    assert "−0.50" not in page


def test_managers_read_all_of_them_with_their_weights(world, client_for):
    page = get(client_for(world.rita), "/findings/")

    assert shown(page) == CODES
    assert "−0.50" in page
    assert "Brands are not told." in page


@pytest.mark.parametrize("who", ["rita", "oscar"])
def test_what_a_finding_does_for_one_reason_alone_stands_beside_it(world, client_for, who):
    page = get(client_for(getattr(world, who)), "/findings/")

    assert (
        "Weighs against it A person looks where the reason is “Our mark in the words of the listing”" in page
    )
