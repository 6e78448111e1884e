"""The Live page: what is removed without a person, what holds it back, the one Stop, and what undoes it."""

from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.tenancy import SYSTEM, acting_as
from listings.connectors.base import RemoteState
from takedown.live.chart import bars_of
from takedown.models import Brake, CapRaise, Reinstatement
from takedown.programme import brakes
from tests.past import trust
from tests.proofs import prove_in
from tests.stories import World, file, manager_decides, run_work
from tests.takedown.auditing import removed_by_the_policy, trusted_for_long
from tests.takedown.delivery import fresh

pytestmark = pytest.mark.django_db

HOURS = 3 * 3600.0


def words(answer: Any) -> str:
    return " ".join(answer.content.decode().split())


def only_brake() -> Brake:
    with acting_as(SYSTEM):
        return Brake.objects.get()


def test_before_anything_was_removed_it_says_so(world: World, client_for: Any) -> None:
    page = words(client_for(world.audrey).get("/live/"))

    for said in (
        "No brake is on.",
        "Nothing was removed automatically in the last hour",
        "Nothing has been audited",
    ):
        assert said in page


def test_it_shows_removals_caps_and_what_audits_found(world: World, client_for: Any) -> None:
    trusted_for_long(world)
    right, _wrong, _open = removed_by_the_policy(world, "a1", "a2", "a3")
    manager_decides(world, right, "uphold")
    manager_decides(world, _wrong, "refuse")

    page = words(client_for(world.ada).get("/live/"))

    assert "3 in the last hour, at most" in page
    assert "3 of " in page
    assert '<td class="num" data-label="Share">50.0%</td>' in page
    assert "of 2 audited:" in page
    assert "1 audits wait in the queue" in page


def test_an_open_page_asks_for_its_part_alone(world: World, client_for: Any) -> None:
    part = words(client_for(world.rita).get("/live/", headers={"HX-Request": "true"}))

    assert part.startswith('<div class="stack" id="live" data-poll')
    assert "<html" not in part


def test_every_minute_has_its_bar_and_its_row() -> None:
    now = clock.datetime(2026, 5, 1, 12, 30, 20)
    bars = bars_of({now.replace(second=0): 4, now.replace(minute=0, second=0): 2}, now=now)

    assert len(bars) == 60
    assert [(bar.at.minute, bar.count, bar.height) for bar in bars if bar.count] == [
        (0, 2, "60.0"),
        (30, 4, "120.0"),
    ]


# --- stop ------------------------------------------------------------------------------------------------


def test_the_stop_says_what_it_touches_before_it_stops(world: World, client_for: Any) -> None:
    trust(world)
    stopped = brakes.Scope(brand_id=world.brands["lumora"].tenant_id)
    rita = client_for(world.rita)

    page = words(rita.get(f"/live/stop/?scope=brand:{stopped.brand_id}"))
    assert "Stop automatic removal: Lumora" in page
    assert "1 trusted brand:" in page
    with acting_as(SYSTEM):
        assert not Brake.objects.exists()

    page = words(
        rita.post("/live/stop/", {"scope": f"brand:{stopped.brand_id}", "reason": "Stolen."}, follow=True)
    )
    assert "Stopped: Lumora" in page
    assert (only_brake().brand_id, only_brake().reason) == (stopped.brand_id, "Stolen.")


@pytest.mark.parametrize("name", ["everything", "marketplace"])
def test_everything_or_a_site_is_stopped_by_the_same_button(world: World, client_for: Any, name: str) -> None:
    value = name if name == "everything" else f"marketplace:{world.marketplace.id}"
    client_for(world.ada).post("/live/stop/", {"scope": value, "reason": "An outage."})

    assert only_brake().marketplace_id == (world.marketplace.id if name == "marketplace" else None)


def test_stopping_never_waits_for_a_fresh_proof(world: World, client_for: Any) -> None:
    rita = client_for(world.rita)
    prove_in(rita, world.rita, seconds_ago=HOURS)
    rita.post("/live/stop/", {"scope": "everything", "reason": "Now."})

    assert only_brake().released_at is None


def test_a_stop_without_a_reason_comes_back(world: World, client_for: Any) -> None:
    answer = client_for(world.rita).post("/live/stop/", {"scope": "everything", "reason": " "})

    assert answer.status_code == 422
    assert "Say why" in words(answer)


@pytest.mark.parametrize("scope", ["brand:x", "nonsense", "brand"])
def test_what_nobody_offered_cannot_be_stopped(world: World, client_for: Any, scope: str) -> None:
    assert client_for(world.rita).get("/live/stop/", {"scope": scope}).status_code == 400


@pytest.mark.parametrize("kind", ["brand", "marketplace"])
def test_what_does_not_exist_is_a_404(world: World, client_for: Any, kind: str) -> None:
    scope = f"{kind}:01a2002a-0000-7000-8000-000000000000"
    rita = client_for(world.rita)

    assert rita.get("/live/stop/", {"scope": scope}).status_code == 404
    assert rita.post("/live/stop/", {"scope": scope, "reason": "x"}).status_code == 404


def test_letting_it_go_on_takes_a_fresh_proof_and_a_reason(world: World, client_for: Any) -> None:
    rita = client_for(world.rita)
    rita.post("/live/stop/", {"scope": "everything", "reason": "Now."})
    path = f"/live/brakes/{only_brake().id}/release/"

    assert rita.post(path, {"reason": ""}).status_code == 422
    assert "Released." in words(rita.post(path, {"reason": "A false alarm."}, follow=True))
    assert "A false alarm." in words(rita.get(path))
    prove_in(rita, world.rita, seconds_ago=HOURS)
    assert "/accounts/" in rita.post(path, {"reason": "Again."})["Location"]


def test_what_a_rule_stopped_a_manager_cannot_let_go_on(world: World, client_for: Any) -> None:
    with acting_as(SYSTEM):
        pull = brakes.Pull(
            where=brakes.EVERYTHING, rule="the_marketplace_refuses", figures={}, reason="20 of 40."
        )
        [brake] = brakes.pull_all([pull], now=clock.now())
    rita, path = client_for(world.rita), f"/live/brakes/{brake.id}/release/"

    assert "A programme admin lets it go on." in words(rita.get("/live/"))
    assert "A programme admin lets it go on." in words(rita.get(path))
    assert rita.post(path, {"reason": "Fine."}).status_code == 403
    assert only_brake().released_at is None


# --- caps ------------------------------------------------------------------------------------------------


def test_two_admins_raise_a_cap_for_an_hour(world: World, client_for: Any) -> None:
    trust(world)
    removed_by_the_policy(world, "a1")
    tenant = world.brands["lumora"].tenant_id
    ada, ben = client_for(world.ada), client_for(world.ben)

    assert "Raise the hourly cap of Lumora" in words(ada.get(f"/live/caps/?brand={tenant}"))
    page = words(ada.post("/live/caps/", {"brand": tenant, "cap": "500", "reason": "A raid."}, follow=True))
    assert "Confirm for one hour" not in page
    with acting_as(SYSTEM):
        asked = CapRaise.objects.get()
    assert "Confirm for one hour" in words(ben.get("/live/"))
    ada.post(f"/live/caps/{asked.id}/confirmation/")
    ben.post(f"/live/caps/{asked.id}/confirmation/")

    assert "1 of 500" in words(ben.get("/live/"))
    assert "raised for this hour" in words(ben.get("/live/"))


def test_too_high_a_cap_comes_back_with_why(world: World, client_for: Any) -> None:
    tenant = world.brands["lumora"].tenant_id
    answer = client_for(world.ada).post("/live/caps/", {"brand": tenant, "cap": "5000", "reason": "A raid."})

    assert answer.status_code == 422
    assert "at most 1000 an hour" in words(answer)


# --- mass reinstatement ----------------------------------------------------------------------------------


def query(world: World, **changes: str) -> dict[str, str]:
    now = clock.now()
    return {
        "since": f"{now - timedelta(hours=2):%Y-%m-%dT%H:%M:%S}",
        "until": f"{now + timedelta(seconds=0):%Y-%m-%dT%H:%M:%S}",
        "brand": str(world.brands["lumora"].tenant_id),
    } | changes


def address(world: World, **changes: str) -> str:
    said = "&".join(f"{name}={value}" for name, value in query(world, **changes).items())
    return f"/live/reinstatements/?{said}"


def test_an_admin_looks_orders_and_follows(world: World, client_for: Any) -> None:
    trusted_for_long(world)
    with clock.shifted(timedelta(minutes=-5)):
        [item] = removed_by_the_policy(world, "a1")
    ada = client_for(world.ada)
    assert "Look what it would bring back" in words(ada.get("/live/reinstatements/"))

    looked = words(ada.get(address(world)))
    assert "1 automatic removal" in looked
    assert "Lumora handbag a1" in looked
    form = {"reason": "Their account was stolen.", "form_key": "01a2002a-0000-7000-8000-000000000001"}
    answers = [ada.post(address(world), form) for _ in range(2)]
    with acting_as(SYSTEM):
        run = Reinstatement.objects.get()
    assert {answer["Location"] for answer in answers} == {f"/live/reinstatements/{run.id}/"}
    assert "data-poll " in words(ada.get(answers[0]["Location"]))
    run_work()

    page = words(client_for(world.audrey).get(answers[0]["Location"]))
    assert "1 of 1 decisions reversed." in page
    assert "data-poll " not in page
    assert fresh(item).status == "restored"
    assert world.site.listings["a1"].state is RemoteState.LIVE


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"since": "yesterday"}, "There is a problem"),
        ({"until": "2001-01-01T00:00:00"}, "The end comes after the beginning."),
        ({"brand": "x"}, "There is a problem"),
        ({"filed_by": "nobody@example.test"}, "Nobody signs in with this address."),
    ],
)
def test_what_cannot_be_looked_for_comes_back(
    world: World, client_for: Any, changes: dict[str, str], said: str
) -> None:
    answer = client_for(world.ada).get(address(world, **changes))

    assert answer.status_code == 422
    assert said in words(answer)


def test_an_order_without_a_reason_or_without_anything_to_bring_back_is_not_taken(
    world: World, client_for: Any
) -> None:
    ada = client_for(world.ada)

    assert ada.post(address(world), {"reason": ""}).status_code == 422
    key = "01a2002a-0000-7000-8000-000000000001"
    answer = ada.post(address(world), {"reason": "So.", "form_key": key})
    assert "There is nothing to bring back." in words(answer)
    assert "Nothing to bring back" in words(ada.get(address(world)))


def test_one_persons_are_found_by_their_address(world: World, client_for: Any) -> None:
    trust(world)
    with clock.shifted(timedelta(minutes=-5)):
        file(world, "a1")
        run_work()
    ada = client_for(world.ada)

    assert "1 automatic removal" in words(ada.get(address(world, filed_by="Oscar@example.test")))
    assert "Nothing to bring back" in words(ada.get(address(world, filed_by="alice@example.test")))
