"""The simulated marketplaces from behind: faults, the record, and the goods."""

import json
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

from listings.connectors.base import ConnectorError, RemoteState, Unavailable
from listings.simulated_marketplace.catalogue.listings import seed_drafts
from tests.listings.contract.subject import CASE

IDENTITY = "/bazaar/api/v1/identity"


def test_the_effects_tell_who_did_what_and_when(marketplace, bazaar, control, ref):
    before = time.time_ns() // 1000
    bazaar.hide(ref, key="key-of-this-test", **CASE)
    control.edit("bazaar", ref, title="Another title", price="12.30")
    control.republish("bazaar", ref)

    effects = marketplace.effects("bazaar", ref)

    assert [effect["kind"] for effect in effects] == ["hide", "edit", "seller_republish"]
    assert (effects[0]["key"], effects[0]["case_ref"]) == ("key-of-this-test", "C-1")
    assert before < effects[0]["at"] < effects[1]["at"] < effects[2]["at"]


def test_an_edit_shows_in_the_api(bazaar, control, ref):
    control.edit("bazaar", ref, title="Ganz anders", price="12.30", quantity=3)

    listing = bazaar.get(ref)

    assert (listing.title, str(listing.price), listing.quantity) == ("Ganz anders", "12.30", 3)


def test_ignored_keys_let_one_order_strike_twice(marketplace, bazaar, control, ref):
    control.faults("bazaar", ignore_keys=True)

    for _ in range(2):
        bazaar.hide(ref, key=f"same-{ref}", **CASE)

    assert len(marketplace.effects("bazaar", ref)) == 2
    assert control.summary("bazaar")["doubled_hides"][ref] == 1


def test_hiding_again_with_another_key_counts_as_doubled(bazaar, control, ref):
    for key in ("one", "two", "three"):
        bazaar.hide(ref, key=f"{key}-{ref}", **CASE)

    summary = control.summary("bazaar")

    assert summary["counts"]["hide"][ref] == 3
    assert summary["doubled_hides"][ref] == 2


def test_hiding_after_the_seller_republished_is_not_doubled(bazaar, control, ref):
    bazaar.hide(ref, key=f"one-{ref}", **CASE)
    control.republish("bazaar", ref)
    bazaar.hide(ref, key=f"two-{ref}", **CASE)

    assert ref not in control.summary("bazaar")["doubled_hides"]


def test_the_log_has_every_request_with_its_key_status_and_fault(bazaar, control, ref):
    key = f"logged-{ref}"
    control.faults("bazaar", error_after=1.0)
    with pytest.raises(Unavailable):
        bazaar.hide(ref, key=key, **CASE)
    control.faults("bazaar", error_after=0.0)
    bazaar.hide(ref, key=key, **CASE)

    rows = [row for row in control.log("bazaar") if row["key"] == key]

    assert [(row["status"], row["fault"], row["replayed"]) for row in rows] == [
        (500, "error_after", 0),
        (200, "", 1),
    ]
    assert rows[0]["path"] == f"/bazaar/api/v1/listings/{ref}/hide"


def test_the_log_has_unsigned_requests_too(marketplace, browser, control):
    browser.get(marketplace.url + IDENTITY + "?unsigned=1")

    (row,) = [row for row in control.log("bazaar") if row["path"].endswith("?unsigned=1")]

    assert (row["status"], row["account"]) == (401, "")


def test_the_same_seed_brings_the_same_faults(bazaar, control, ref):
    def outcomes() -> list[bool]:
        control.faults("bazaar", error_before=0.4, seed=7)
        return [_succeeds(bazaar, ref, f"{ref}-{n}-{time.monotonic_ns()}") for n in range(30)]

    first = outcomes()

    assert first == outcomes()
    assert len(set(first)) == 2


def _succeeds(connector, ref, key) -> bool:
    try:
        connector.hide(ref, key=key, **CASE)
    except ConnectorError:
        return False
    return True


def test_faults_come_as_often_as_asked(bazaar, control):
    refs = control.add_listings("bazaar", count=200)
    control.faults("bazaar", error_before=0.25, error_after=0.25, seed=3)

    answers = Counter(_succeeds(bazaar, ref, f"often-{ref}") for ref in refs)

    struck = sum(ref in control.summary("bazaar")["counts"]["hide"] for ref in refs)
    assert 70 < answers[True] < 130
    assert 120 < struck < 180


def test_reads_fail_only_when_asked_to(bazaar, control, ref):
    control.faults("bazaar", error_before=1.0)
    assert bazaar.get(ref).ref == ref

    control.faults("bazaar", reads_too=True)
    with pytest.raises(Unavailable):
        bazaar.get(ref)


def test_one_sites_faults_leave_the_other_alone(marketplace, control):
    control.faults("bazaar", error_before=1.0, reads_too=True)

    assert marketplace.connector("harbor").check().account == "harbor-portal"


def test_hanging_requests_stop_nobody_else(marketplace, bazaar, control):
    refs = control.add_listings("bazaar", count=20)
    control.faults("bazaar", hang_before=1.0, hang_seconds=60)
    hasty = marketplace.connector("bazaar", timeout=0.2)

    with ThreadPoolExecutor(20) as pool:
        outcomes = list(pool.map(lambda ref: _succeeds(hasty, ref, f"hang-{ref}"), refs))
    started = time.monotonic()
    state = bazaar.get(refs[0]).state

    assert not any(outcomes)
    assert state is RemoteState.LIVE
    assert time.monotonic() - started < 5


@pytest.mark.parametrize("switches", [{"error_before": 2.0}, {"unheard_of": 1}, {"error_before": 0.6, "error_after": 0.6},
                                      {"seed": "x"}, {"ignore_keys": 1}, {"hang_seconds": -1}, {"burst": 1.5}])  # fmt: skip
def test_impossible_switches_are_refused(control, switches):
    with pytest.raises(RuntimeError, match="422"):
        control.faults("bazaar", **switches)


def test_the_first_day_is_the_same_everywhere_and_big_enough():
    drafts = list(seed_drafts())

    assert drafts == list(seed_drafts())
    assert 380 <= len(drafts) <= 440
    assert len({seller.name for seller, _ in drafts}) == 60


@pytest.mark.parametrize("site", ["bazaar", "harbor"])
def test_each_demo_brand_has_genuine_and_counterfeit_goods_on_each_site(control, site):
    for brand in ("Lumora", "Kestrel Audio", "Pinebarrow"):
        assert len(control.truth(site, brand=brand, kind="genuine")) >= 5
        assert len(control.truth(site, brand=brand, kind="counterfeit")) >= 5


def test_the_truth_is_in_no_answer_of_the_api(marketplace, bazaar, control):
    counterfeit = control.truth("bazaar", kind="counterfeit")[0]

    told = json.dumps(bazaar.get(counterfeit["ref"]).raw)

    assert "truth" not in told
    assert "counterfeit" not in told


def test_added_pictures_may_be_copies_of_others(bazaar, control):
    original = control.truth("bazaar", brand="Lumora", kind="genuine")[0]["ref"]

    (ref,) = control.add_listings("bazaar", pictures_of=original)

    theirs, ours = bazaar.get(original).image_urls, bazaar.get(ref).image_urls
    assert len(theirs) == len(ours)
    assert bazaar.fetch_image(theirs[0]) != bazaar.fetch_image(ours[0])
