"""What is put down about a right later: its genuine article's price by its owner, a dispute by staff."""

from decimal import Decimal

import pytest
from django.db import IntegrityError

from brands.models import Right
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from tests.complaints.pages import get, text_of


def right_of(world):
    with acting_as(SYSTEM):
        return Right.objects.get(id=world.rights["lumora"].id)


def events(world, name):
    with acting_as(SYSTEM):
        return [e.data for e in AuditEvent.objects.filter(subject_id=world.rights["lumora"].id, event=name)]


def price(client, world, amount="160", currency="eur"):
    form = {"price_from": amount, "price_currency": currency}
    return client.post(f"/rights/{world.rights['lumora'].id}/price/", form, follow=True)


def dispute(client, world, words="EUIPO, cancellation 12 345 C."):
    return client.post(f"/rights/{world.rights['lumora'].id}/dispute/", {"dispute": words}, follow=True)


def test_an_owner_says_what_the_genuine_article_costs_and_takes_it_back(world, client_for):
    alice = client_for(world.alice)

    assert "160.00 EUR" in text_of(price(alice, world))
    price(alice, world, amount="", currency="EUR")

    assert (right_of(world).price_from, right_of(world).price_currency) == (None, "")
    assert events(world, "right.price_set") == [
        {"before": "", "after": "160 EUR"},
        {"before": "160.00 EUR", "after": ""},
    ]


@pytest.mark.parametrize(("amount", "currency"), [("160", ""), ("0", "EUR"), ("160", "E1"), ("x", "EUR")])
def test_an_amount_without_its_currency_says_nothing(world, client_for, amount, currency):
    assert price(client_for(world.alice), world, amount, currency).status_code == 422
    assert right_of(world).price_from is None


def test_staff_put_a_dispute_down_and_the_brand_reads_it(world, client_for):
    page = text_of(dispute(client_for(world.rita), world))

    assert "Saved." in page
    assert "Disputed: EUIPO, cancellation 12 345 C" in get(
        client_for(world.oscar), f"/rights/{world.rights['lumora'].id}/"
    )


def test_a_dispute_put_down_twice_is_in_the_ledger_once(world, client_for):
    rita = client_for(world.rita)

    dispute(rita, world)
    assert "Nothing changed." in text_of(dispute(rita, world))

    assert len(events(world, "right.dispute_set")) == 1


def test_only_owners_name_prices_and_only_staff_disputes(world, client_for):
    assert price(client_for(world.rita), world).status_code == 403
    assert price(client_for(world.charlie), world).status_code == 404
    assert dispute(client_for(world.alice), world).status_code == 403


def test_the_database_knows_no_price_without_a_currency(world):
    with acting_as(SYSTEM), pytest.raises(IntegrityError, match="right_price_has_currency"):
        Right.objects.update(price_from=Decimal(160))
