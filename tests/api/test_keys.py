"""Which keys open the API, and what they then may do."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts import api_keys
from accounts.api_keys import KeyRefused, NewKey
from accounts.models import ApiKey, ApiRequest
from brands.models import Authorisation, Membership
from core import clock
from core.models import AuditEvent
from core.tenancy import SYSTEM, acting_as
from tests.api.program import Program, a_complaint, a_key
from tests.stories import World


def code_of(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def test_a_key_opens_the_api_for_its_brand(program: Program) -> None:
    assert program.get("rights/").json()["results"][0]["title"] == "Lumora"


@pytest.mark.parametrize(
    ("secret", "code"),
    [("", "key_missing"), ("jf_live_nonsense", "key_unknown"), ("\xff\xfe", "key_unknown")],
)
def test_without_a_key_of_ours_nothing_is_answered(world: World, secret: str, code: str) -> None:
    answer = Program(secret=secret).get("rights/")

    assert code_of(answer) == (401, code)
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_well_formed_key_that_nobody_made_is_not_known(world: World, program: Program) -> None:
    stranger = str(api_keys.Key.new("live"))

    assert code_of(Program(secret=stranger).get("rights/")) == (401, "key_unknown")


def test_a_session_opens_nothing(world: World, client_for) -> None:
    answer = client_for(world.alice).get("/api/v1/rights/")

    assert code_of(answer) == (401, "key_missing")


def test_a_revoked_key_opens_nothing_at_once(world: World, program: Program) -> None:
    alice = world.actor("alice")
    with acting_as(alice):
        api_keys.revoke_key(program.row.id, by=alice, now=clock.now())

    assert code_of(program.get("rights/")) == (401, "key_revoked")


def test_an_expired_key_opens_nothing(world: World, program: Program) -> None:
    with acting_as(SYSTEM):
        ApiKey.objects.update(expires_at=clock.now())

    assert code_of(program.get("rights/")) == (401, "key_expired")


def test_a_key_for_other_networks_opens_nothing_from_here(world: World) -> None:
    elsewhere = a_key(world, addresses=("203.0.113.0/24",))
    here = a_key(world, addresses=("127.0.0.0/8",))

    assert code_of(elsewhere.get("rights/")) == (403, "address_not_allowed")
    assert here.get("rights/").status_code == 200


def test_a_key_ends_with_the_access_of_whoever_made_it(world: World, program: Program) -> None:
    with acting_as(SYSTEM):
        # A brand keeps an owner.
        Membership.objects.filter(user=world.vera).update(role="owner")
        Membership.objects.filter(user=world.alice).delete()

    assert code_of(program.get("rights/")) == (401, "key_revoked")


def test_an_agencys_key_ends_with_its_mandate(world: World) -> None:
    program = a_key(world, "gil", brand="kestrel")
    assert program.get("rights/").status_code == 200

    with acting_as(SYSTEM):
        Authorisation.objects.update(revoked_at=clock.now())

    assert code_of(program.get("rights/")) == (401, "key_revoked")


def test_of_two_keys_one_renewing_the_other_both_work_for_a_while(world: World, program: Program) -> None:
    alice, now = world.actor("alice"), clock.now()
    with acting_as(alice):
        _, secret = api_keys.renew_key(program.row.id, by=alice, now=now)

    assert Program(secret=secret).get("rights/").status_code == 200
    assert program.get("rights/").status_code == 200
    with acting_as(SYSTEM):
        assert ApiKey.objects.get(id=program.row.id).expires_at == now + api_keys.OVERLAP


def test_a_key_is_renewed_once(world: World, program: Program) -> None:
    alice = world.actor("alice")
    with acting_as(alice):
        api_keys.renew_key(program.row.id, by=alice, now=clock.now())

        with pytest.raises(KeyRefused, match="renewed already"):
            api_keys.renew_key(program.row.id, by=alice, now=clock.now())


def test_the_secret_is_nowhere_in_the_database(world: World, program: Program) -> None:
    secret = api_keys.Key.parse(program.secret).secret
    with acting_as(SYSTEM):
        row = ApiKey.objects.values().get()
        events = list(AuditEvent.objects.filter(event="api_key.made").values())

    assert secret not in repr((row, events))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"scopes": ()}, "at least one"),
        ({"scopes": ("everything",)}, "at least one"),
        ({"mode": "test", "scopes": ("rights:write",)}, "test key"),
        ({"expires_at": None}, "twelve months"),
        ({"addresses": ("everywhere",)}, "no address"),
    ],
)
def test_a_key_that_makes_no_sense_is_not_made(world: World, change: dict, words: str) -> None:
    alice, now = world.actor("alice"), clock.now()
    values = {"name": "k", "mode": "live", "scopes": ("rights:read",), "expires_at": now + timedelta(days=9)}
    if "expires_at" in change:
        change = {"expires_at": now + timedelta(days=400)}

    with acting_as(alice), pytest.raises(KeyRefused, match=words):
        api_keys.make_key(NewKey(**(values | change)), by=alice, now=now)


def test_the_database_keeps_no_key_without_scopes(world: World, program: Program) -> None:
    with acting_as(SYSTEM), pytest.raises(IntegrityError), transaction.atomic():
        ApiKey.objects.update(scopes=[])


def test_a_test_key_reaches_the_sandbox_only(world: World) -> None:
    program = a_key(world, mode="test")
    assert program.get("marketplaces/").json() == []
    assert code_of(program.post("complaints/", a_complaint(world, "s1"))) == (422, "invalid")

    with acting_as(SYSTEM):
        type(world.marketplace).objects.update(is_sandbox=True)

    assert program.post("complaints/", a_complaint(world, "s1")).status_code == 201


def test_a_test_key_does_not_see_what_was_filed_for_real(world: World, program: Program) -> None:
    filed = program.post("complaints/", a_complaint(world, "s1")).json()
    tester = a_key(world, mode="test")

    assert tester.get("complaints/").json()["results"] == []
    assert code_of(tester.get(f"complaints/{filed['id']}/")) == (404, "not_found")
    assert code_of(tester.get(f"items/{filed['items'][0]['id']}/")) == (404, "not_found")


def test_every_request_of_a_key_is_in_its_log_also_a_refused_one(world: World, program: Program) -> None:
    program.get("rights/")
    program.post("complaints/", {})

    with acting_as(SYSTEM):
        lines = list(ApiRequest.objects.order_by("at").values_list("method", "path", "status", "code"))
    assert lines == [
        ("GET", "/api/v1/rights/", 200, ""),
        ("POST", "/api/v1/complaints/", 422, "invalid"),
    ]


def test_log_and_kept_answers_are_purged_when_their_time_is_over(world: World, program: Program) -> None:
    program.get("rights/")
    with acting_as(SYSTEM):
        ApiRequest.objects.update(at=clock.now() - api_keys.KEEP_LOG - timedelta(minutes=1))
        api_keys.purge([])

        assert not ApiRequest.objects.exists()
