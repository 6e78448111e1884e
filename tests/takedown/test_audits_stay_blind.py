"""Whoever may be given an item to audit reads on no page that it was removed already; who decides nothing sees what is so."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from complaints.models import Item
from core import outbox
from core.scheduler import NO_SUBJECT
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import AuthFailed
from takedown.models import PolicyShadow, SellerAction
from takedown.programme.versions import shadows
from takedown.work import COUNT_STRIKES
from tests.past import trust
from tests.stories import World, file, items_of, manager_decides, run_work
from tests.takedown.auditing import removed_by_the_policy, trusted_for_long
from tests.takedown.delivery import fresh, removal_of
from tests.takedown.test_seller_page import seller_of
from tests.takedown.versions.publishing import a_draft, step

type Clients = Callable[..., Any]
KNOW_IT = ["ada", "audrey"]


@pytest.fixture
def audited(world: World) -> Item:
    trusted_for_long(world)
    return removed_by_the_policy(world, "w-one")[0]


def read(world: World, client_for: Clients, name: str, address: str) -> str:
    answer = client_for(world.people[name]).get(address)
    assert answer.status_code == 200, address
    page: str = answer.content.decode()
    return page


def listed(world: World, client_for: Clients, name: str, address: str = "/delivery/") -> bool:
    return "handbag w-one" in read(world, client_for, name, address)


def upheld_for_the_other_brand(world: World, ref: str) -> Item:
    complaint = file(world, ref, by="charlie", brand="kestrel")
    run_work()
    manager_decides(world, items_of(complaint)[0], by="rupert")
    return fresh(items_of(complaint)[0])


# --- delivery --------------------------------------------------------------------------------------------


def test_the_delivery_room_lists_nothing_of_what_a_manager_may_have_to_audit(
    world: World, client_for: Clients, audited: Item
) -> None:
    assert not listed(world, client_for, "rita")
    assert "No removal yet" in read(world, client_for, "rita", "/delivery/")
    assert not listed(world, client_for, "rita", "/delivery/?status=verified")
    assert [listed(world, client_for, name) for name in KNOW_IT] == [True, True]


def test_its_removal_is_a_page_that_there_is_not(world: World, client_for: Clients, audited: Item) -> None:
    address = f"/delivery/{removal_of(audited).id}/"
    rita = client_for(world.rita)

    assert rita.get(address).status_code == 404
    assert rita.post(f"{address}restoration/").status_code == 404
    assert rita.post(f"{address}leaving/", {"reason": ""}).status_code == 404
    for name in KNOW_IT:
        assert audited.complaint.number in read(world, client_for, name, address)


def test_once_it_is_judged_its_removal_is_listed_as_any_other(
    world: World, client_for: Clients, audited: Item
) -> None:
    manager_decides(world, audited, "uphold")

    assert listed(world, client_for, "rita")
    assert "Hide · Hidden" in read(world, client_for, "rita", f"/delivery/{removal_of(audited).id}/")


def test_removals_that_nobody_audits_stay_listed(world: World, client_for: Clients, audited: Item) -> None:
    upheld_for_the_other_brand(world, "b1")

    assert "handbag b1" in read(world, client_for, "rita", "/delivery/")


def test_work_on_it_that_was_given_up_is_neither_listed_nor_counted(
    world: World, client_for: Clients
) -> None:
    trusted_for_long(world)
    world.site.fail("hide", AuthFailed("the key was refused", status=401))
    [item] = items_of(file(world, "w-one"))
    run_work()
    assert fresh(item).under_audit

    for address in ("/delivery/", "/delivery/letters/"):
        assert "the key was refused" not in read(world, client_for, "rita", address)
        for name in KNOW_IT:
            assert "the key was refused" in read(world, client_for, name, address)


# --- another brand's complaint about the same listing ------------------------------------------------------


def test_another_brand_s_item_does_not_tell_of_it(world: World, client_for: Clients) -> None:
    trusted_for_long(world)
    world.site.offer("w-one", title="Lumora handbag w-one")
    [theirs] = items_of(file(world, "w-one", by="charlie", brand="kestrel"))
    run_work()
    [audited] = removed_by_the_policy(world, "w-one")
    manager_decides(world, theirs, by="rupert")
    assert (fresh(theirs).status, fresh(audited).under_audit) == ("removed", True)
    address = f"/staff/items/{theirs.id}/"

    page = read(world, client_for, "rita", address)

    assert audited.complaint.number not in page
    assert str(removal_of(audited).id) not in page
    assert client_for(world.rita).get(f"/delivery/{removal_of(audited).id}/").status_code == 404
    for name in KNOW_IT:
        assert audited.complaint.number in read(world, client_for, name, address)


# --- its own pages ---------------------------------------------------------------------------------------


def test_its_statement_of_reasons_is_that_of_an_item_that_waits(
    world: World, client_for: Clients, audited: Item
) -> None:
    waiting = items_of(file(world, "b1", by="charlie", brand="kestrel"))[0]
    run_work()

    def statement(name: str, item: Item) -> str:
        page = read(world, client_for, name, f"/staff/items/{item.id}/statement.json")
        return page.replace(item.complaint.number, "NUMBER")

    assert statement("rita", audited) == statement("rita", waiting)
    for name in KNOW_IT:
        assert statement(name, audited) != statement(name, waiting)


@pytest.mark.parametrize("explanation", ["", "The goods are genuine."])
def test_an_order_to_put_it_back_leads_to_the_workbench_as_for_an_item_that_waits(
    world: World, client_for: Clients, audited: Item, explanation: str
) -> None:
    waiting = items_of(file(world, "b1", by="charlie", brand="kestrel"))[0]
    run_work()

    for item in (audited, waiting):
        sent = {"explanation": explanation}
        answer = client_for(world.rita).post(f"/staff/items/{item.id}/restoration/", sent)
        assert answer.headers.get("Location") == f"/queue/items/{item.id}/"
    assert (fresh(audited).status, fresh(audited).under_audit) == ("removed", True)


def test_asking_its_brand_about_it_is_refused_as_for_an_item_that_waits(
    world: World, client_for: Clients, audited: Item
) -> None:
    file(world, "b1")
    rita, brand = client_for(world.rita), world.brands["lumora"]

    for ref in ("w-one", "b1"):
        sent = {
            "right": world.rights["lumora"].id,
            "listings": f"https://bazaar.example/item/{ref}",
            "codes": ["mark_in_title"],
            "sentence": "The price is low.",
        }
        page = rita.post(f"/staff/questions/new/?brand={brand.tenant_id}", sent).content.decode()
        assert "The brand has complained about this listing itself." in page


# --- sellers ---------------------------------------------------------------------------------------------


def counted() -> None:
    with acting_as(SYSTEM):
        outbox.add(outbox.Order(kind=COUNT_STRIKES, subject_id=NO_SUBJECT, tenant_id=None))
    run_work()


def test_its_seller_s_page_counts_and_lists_nothing_of_it(
    world: World, client_for: Clients, audited: Item
) -> None:
    address = f"/staff/sellers/{seller_of()}/"

    file_of_rita = client_for(world.rita).get(address).context["file"]

    assert (file_of_rita.strikes.points, file_of_rita.removed, file_of_rita.brands) == (0, 0, 0)
    assert (file_of_rita.removals, file_of_rita.incidents) == ([], [])
    assert file_of_rita.listings == {"live": 1}
    assert not listed(world, client_for, "rita", address)
    for name in KNOW_IT:
        whole = client_for(world.people[name]).get(address).context["file"]
        assert (whole.strikes.points, whole.removed, whole.brands, len(whole.removals)) == (4, 1, 1, 1)
        assert whole.listings == {"hidden": 1}


def test_once_it_is_judged_it_counts_for_everybody(world: World, client_for: Clients, audited: Item) -> None:
    manager_decides(world, audited, "uphold")

    page = client_for(world.rita).get(f"/staff/sellers/{seller_of()}/").context["file"]

    assert (page.strikes.points, page.removed, page.listings) == (4, 1, {"hidden": 1})


def test_the_list_of_sellers_leaves_out_whom_only_it_brings_there(
    world: World, client_for: Clients, audited: Item
) -> None:
    counted()

    assert "Seller s1" not in read(world, client_for, "rita", "/staff/sellers/")
    for name in KNOW_IT:
        assert "Seller s1" in read(world, client_for, name, "/staff/sellers/")


def test_the_list_of_sellers_counts_the_others_of_the_same_seller_and_puts_them_in_order(
    world: World, client_for: Clients
) -> None:
    """With what is audited s1 is far ahead; without, it is the last."""
    trusted_for_long(world)
    for ref, seller in (("b1", "s1"), ("b2", "s2"), ("b3", "s2")):
        world.site.offer(ref, title=f"Kestrel Audio handbag {ref}", seller=seller)
        upheld_for_the_other_brand(world, ref)
    removed_by_the_policy(world, "w-one", "w-two")
    counted()

    def rows(name: str) -> dict[str, int]:
        found = client_for(world.people[name]).get("/staff/sellers/").context["rows"]
        return {row.record.seller.ref: row.record.removed for row in found}

    assert rows("rita") == {"s1": 1, "s2": 2}
    for name in KNOW_IT:
        assert rows(name) == {"s1": 3, "s2": 2}


def test_what_a_manager_does_about_the_seller_is_kept_with_the_points_that_were_shown(
    world: World, client_for: Clients, audited: Item
) -> None:
    rita, address = client_for(world.rita), f"/staff/sellers/{seller_of()}/"

    page = rita.post(f"{address}actions/", {"act": "warned", "note": "By mail."}, follow=True)

    assert "at 0 points" in page.content.decode()
    with acting_as(SYSTEM):
        assert SellerAction.objects.get().points == 0


# --- the policy's examples -------------------------------------------------------------------------------


def test_a_shadow_s_differences_do_not_say_what_the_policy_did_with_it(
    world: World, client_for: Clients
) -> None:
    trust(world)
    shadow: PolicyShadow = step(world, "ada", shadows.start, a_draft(world, score_threshold=0.99).id)
    removed_by_the_policy(world, "w-one")
    address = f"/policy/shadows/{shadow.id}/"

    assert not listed(world, client_for, "rita", address)
    assert [listed(world, client_for, name, address) for name in KNOW_IT] == [True, True]


# --- everything that there is ----------------------------------------------------------------------------


def test_no_page_that_a_manager_comes_to_by_links_tells_of_its_removal(
    world: World, client_for: Clients, audited: Item
) -> None:
    counted()
    rita, removal = client_for(world.rita), removal_of(audited)
    tells = (str(removal.id), str(removal.order_key), str(removal.notice_id), "Hide · Hidden", "Seller told")
    still, seen = ["/"], {"/"}

    while still:
        address = still.pop()
        answer = rita.get(address, follow=True)
        page = b"".join(answer).decode(errors="replace") if answer.streaming else answer.content.decode()
        assert [words for words in tells if words in page] == [], address
        linked = {link.partition("?")[0].partition("#")[0] for link in re.findall(r'href="(/[^"]*)"', page)}
        new = {link for link in linked if not link.startswith("/static/")} - seen
        seen |= new
        still += sorted(new)

    assert {"/delivery/", "/staff/sellers/", f"/queue/items/{audited.id}/"} <= seen
