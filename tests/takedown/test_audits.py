"""The blind audit: a person looks at what was removed without one, and does not know that it was."""

from collections import Counter
from datetime import timedelta
from difflib import unified_diff
from typing import Any

import pytest

from complaints.models import Audit, Decision, Item
from complaints.review import decide as review
from complaints.review.queue import LEFT_TO_OTHERS, claim, claim_next, queue
from complaints.work import ASSESSED, FREEZE, JUDGED
from core import clock, outbox
from core.ids import new_id
from core.models import AuditEvent, Outbox
from core.tenancy import SYSTEM, acting_as
from detection.states import Answer
from listings.connectors.base import RemoteState, Result
from portal.work import HANDLERS
from takedown.programme import audits, records
from takedown.programme.policy import Numbers
from tests.detection.asking import ask, join_force, now_of, say
from tests.past import trust
from tests.stories import World, file, items_of, let_pass, manager_decides, pending_work, run_work
from tests.takedown.auditing import audits_of, ledger_of, removed_by_the_policy, trusted_for_long
from tests.takedown.delivery import fresh, overturned_by, take_back, time_passes


def set_numbers(monkeypatch: pytest.MonkeyPatch, **numbers: Any) -> None:
    monkeypatch.setattr(records, "policy_at", lambda now: (1, Numbers(**numbers)))


def waiting_for(world: World, name: str) -> list[str]:
    actor = world.actor(name)
    with acting_as(actor):
        return [item.listing_ref for item in queue(actor)]


# --- drawing ---------------------------------------------------------------------------------------------


def test_the_first_ones_of_a_scope_are_all_audited(world: World) -> None:
    trust(world)

    items = removed_by_the_policy(world, "a1", "a2", "a3")

    assert [audit.drawn for item in items for audit in audits_of(item)] == ["first"] * 3
    assert waiting_for(world, "rita") == ["a1", "a2", "a3"]


def test_after_them_a_share_is_drawn(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    trust(world)
    set_numbers(monkeypatch, audit_first=2, audit_share=0.0)
    items = removed_by_the_policy(world, "a1", "a2", "a3")
    set_numbers(monkeypatch, audit_first=2, audit_share=1.0)
    items += removed_by_the_policy(world, "b1")

    assert [[a.drawn for a in audits_of(i)] for i in items] == [["first"], ["first"], [], ["random"]]


def test_answers_to_the_marketplaces_question_have_first_ones_of_their_own(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sixty complaints that were looked at say nothing of how well the brand answers."""
    join_force(world)
    asked = ask(world, "s1", "s2", "s3")
    set_numbers(monkeypatch, audit_first=2, audit_share=0.0)
    for request in asked:
        say(world, request, Answer.COUNTERFEIT)
        run_work()
    complaint = removed_by_the_policy(world, "a1")

    answered = [now_of(request).item for request in asked]
    assert [[a.drawn for a in audits_of(i)] for i in answered if i] == [["first"], ["first"], []]
    assert audits_of(complaint[0]) == []


def test_a_replay_draws_the_same_and_the_share_is_kept() -> None:
    ids = [new_id() for _ in range(4000)]
    drawn = [id for id in ids if audits.is_drawn(id, 0.05)]

    assert [id for id in ids if audits.is_drawn(id, 0.05)] == drawn
    assert 120 < len(drawn) < 280
    assert set(drawn) <= {id for id in ids if audits.is_drawn(id, 0.5)}


def test_without_the_secret_nobody_can_tell_what_is_drawn(settings: Any) -> None:
    ids = [new_id() for _ in range(400)]
    ours = {id for id in ids if audits.is_drawn(id, 0.5)}
    settings.SECRET_KEY = "guessed"

    assert Counter(id in ours for id in ids if audits.is_drawn(id, 0.5)).keys() == {True, False}


def test_what_a_person_decided_is_not_audited(world: World) -> None:
    complaint = file(world, "a1", by="charlie", brand="kestrel")
    run_work()
    manager_decides(world, items_of(complaint)[0], "uphold")

    assert audits_of(items_of(complaint)[0]) == []


# --- blind -----------------------------------------------------------------------------------------------


@pytest.fixture
def audited(world: World) -> Item:
    trusted_for_long(world)
    return removed_by_the_policy(world, "w-one")[0]


def rita_looks_at(world: World, client_for: Any, item: Item) -> str:
    browser = client_for(world.rita)
    browser.post(f"/queue/items/{item.id}/claim/")
    page = browser.get(f"/queue/items/{item.id}/").content.decode()
    browser.post(f"/queue/items/{item.id}/release/")
    return page


def test_its_page_differs_in_nothing_from_that_of_an_item_that_waits(
    world: World, client_for: Any, audited: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another of the same brand's, which its score sent to a person, on the same page but for its own names."""
    set_numbers(monkeypatch, score_threshold=1.1)
    ordinary = items_of(file(world, "w-two"))[0]
    run_work()
    assert fresh(ordinary).status == "in_review"

    pages = [
        rita_looks_at(world, client_for, item)
        .replace(item.listing_ref, "REF")
        .replace(str(item.id), "ID")
        .replace(item.complaint.number, "NUMBER")
        .replace(' aria-current="true"', "")
        .replace(" · you</span>", "</span>")
        for item in (audited, ordinary)
    ]

    assert list(unified_diff(*map(lines_of, pages), n=0)) == []
    for said in ("The policy", "emoved", "pheld by"):
        assert said not in "\n".join(lines_of(pages[0]))


def lines_of(page: str) -> list[str]:
    """But for moments, tokens, links and files, which differ between any two."""
    own = ("<time", "csrf", "nonce=", "/files/", "/queue/items/", "data-draft", "seen=")
    return [line for line in page.splitlines() if not any(word in line.lower() for word in own)]


def test_its_row_in_the_queue_says_what_a_row_says(world: World, client_for: Any, audited: Item) -> None:
    page = client_for(world.rita).get("/queue/").content.decode()

    assert "Lumora handbag w-one" in page
    assert "Urgent" in page
    assert "emoved" not in page


@pytest.mark.parametrize("address", ["/staff/items/{id}/", "/items/{id}/"])
def test_whoever_reviews_is_led_to_the_workbench_from_pages_that_would_tell(
    world: World, client_for: Any, audited: Item, address: str
) -> None:
    waiting = items_of(file(world, "b1", by="charlie", brand="kestrel"))[0]
    run_work()

    for item in (audited, waiting):
        answer = client_for(world.rita).get(address.format(id=item.id))
        assert answer.headers.get("Location") == f"/queue/items/{item.id}/"
    assert client_for(world.ada).get(address.format(id=audited.id)).status_code == 200


def test_lists_and_searches_say_that_it_waits(world: World, client_for: Any, audited: Item) -> None:
    rita, alice = client_for(world.rita), client_for(world.alice)

    def listed(browser: Any, status: str) -> bool:
        return "handbag w-one" in browser.get(f"/complaints/?status={status}").content.decode()

    assert (listed(rita, "in_review"), listed(rita, "removed")) == (True, False)
    assert (listed(alice, "in_review"), listed(alice, "removed")) == (False, True)
    assert "In review" in rita.get(f"/complaints/{audited.complaint.number}/").content.decode()


def test_the_brand_sees_nothing_of_it(world: World, client_for: Any, audited: Item) -> None:
    before = client_for(world.alice).get(f"/items/{audited.id}/").content.decode()
    pending = manager_decides(world, audited, "uphold", wait=False)
    rita = world.actor("rita")
    with acting_as(rita):
        review.undo(pending, by=rita, now=clock.now())
    manager_decides(world, audited, "ask")

    after = client_for(world.alice).get(f"/items/{audited.id}/").content.decode()
    assert lines_of(after) == lines_of(before)


# --- judging ---------------------------------------------------------------------------------------------


def test_upholding_confirms_it_and_decides_nothing_anew(world: World, audited: Item) -> None:
    manager_decides(world, audited, "uphold", explanation="Plainly a fake.")

    [audit] = audits_of(audited)
    assert (audit.result, audit.explanation, audit.ended_by) == (
        "confirmed",
        "Plainly a fake.",
        world.rita.id,
    )
    with acting_as(SYSTEM):
        assert Decision.objects.filter(item=audited).count() == 1
    assert fresh(audited).status == "removed"
    assert waiting_for(world, "rita") == []
    assert ledger_of("audit") == ["audit.opened", "audit.confirmed"]


def test_refusing_overturns_it_and_the_listing_comes_back(world: World, audited: Item) -> None:
    manager_decides(world, audited, "refuse", explanation="These goods are genuine.")

    [audit] = audits_of(audited)
    with acting_as(SYSTEM):
        reversal = Decision.objects.get(item=audited, outcome="restored")
    assert (audit.result, reversal.overturns_id, reversal.decided_by) == (
        "overturned",
        audit.decision_id,
        world.rita.id,
    )
    assert reversal.explanation == "These goods are genuine."
    assert (fresh(audited).status, fresh(audited).cause) == ("restored", "mistake")
    assert world.site.listings["w-one"].state is RemoteState.LIVE


def test_standing_counts_what_an_audit_found(world: World, audited: Item) -> None:
    wrong = removed_by_the_policy(world, "a2")[0]
    manager_decides(world, audited, "uphold")
    manager_decides(world, wrong, "refuse")

    tenant = world.brands["lumora"].tenant_id
    with acting_as(SYSTEM):
        found = records.records_of([tenant], since=clock.now() - timedelta(days=1))
    record = found[tenant, world.marketplace.id, "trademark", None]
    assert (record.audited, record.audited_right, record.wrongful_automatic) == (2, 1, 1)


def test_whoever_counts_is_told_of_the_decision_that_was_judged(world: World, audited: Item) -> None:
    manager_decides(world, audited, "uphold")

    with acting_as(SYSTEM):
        told = Outbox.objects.get(kind=JUDGED)
    assert told.subject_id == audits_of(audited)[0].decision_id


def test_a_decision_about_it_can_be_undone(world: World, audited: Item) -> None:
    pending = manager_decides(world, audited, "refuse", wait=False)
    assert waiting_for(world, "rupert") == []
    rita = world.actor("rita")
    with acting_as(rita):
        review.undo(pending, by=rita, now=clock.now())
    time_passes()

    assert waiting_for(world, "rupert") == ["w-one"]
    assert (fresh(audited).status, audits_of(audited)[0].result) == ("removed", "")


def test_who_cannot_tell_leaves_it_to_somebody_else(world: World, client_for: Any, audited: Item) -> None:
    """To the one who asked it looks as if the brand had been asked."""
    manager_decides(world, audited, "ask")

    assert (waiting_for(world, "rita"), waiting_for(world, "rupert")) == ([], ["w-one"])
    assert "Needs information" in client_for(world.rita).get(f"/queue/items/{audited.id}/").content.decode()
    manager_decides(world, audited, "uphold", by="rupert")
    assert audits_of(audited)[0].ended_by == world.rupert.id


def test_in_the_end_it_comes_back_to_who_could_not_tell(world: World, audited: Item) -> None:
    manager_decides(world, audited, "ask")
    with acting_as(SYSTEM):
        Audit.objects.update(passed_at=clock.now() - LEFT_TO_OTHERS)

    assert waiting_for(world, "rita") == ["w-one"]


# --- meanwhile -------------------------------------------------------------------------------------------


def test_who_holds_it_keeps_it_while_the_removal_goes_on(world: World) -> None:
    trust(world)
    [item] = items_of(file(world, "a1"))
    for kind in (FREEZE, ASSESSED):
        outbox.do(HANDLERS[kind], kind=kind, ids=[row.id for row in pending_work([kind])])
    rita, rupert = world.actor("rita"), world.actor("rupert")
    with acting_as(rita):
        held = claim(item.id, by=rita, now=clock.now())
    run_work()

    assert fresh(item).status == "removed"
    assert (fresh(item).claimed_by, fresh(item).due_at) == (rita.user_id, held.due_at)
    with acting_as(rupert):
        assert claim_next(by=rupert, now=clock.now()) is None


def test_what_is_refused_before_it_is_gone_never_goes_or_comes_back(world: World) -> None:
    trusted_for_long(world)
    [item] = items_of(file(world, "a1"))
    for kind in (FREEZE, ASSESSED):
        outbox.do(HANDLERS[kind], kind=kind, ids=[row.id for row in pending_work([kind])])
    manager_decides(world, item, "refuse", wait=False)
    let_pass(review.TIME_TO_UNDO)
    for kind in (review.work.SETTLE, "complaints.audit_overturned"):
        outbox.do(HANDLERS[kind], kind=kind, ids=[row.id for row in pending_work([kind])])
    run_work()

    assert world.site.hides["a1"] == 0
    assert fresh(item).status == "in_review"
    assert audits_of(item)[0].result == "overturned"


def test_a_reversal_by_another_way_ends_the_audit_as_its_judgement(world: World, audited: Item) -> None:
    overturned_by(world, "rupert", audited)
    run_work()

    [audit] = audits_of(audited)
    assert (audit.result, audit.ended_by) == ("overturned", world.rupert.id)
    assert waiting_for(world, "rita") == []


def test_a_reversal_that_ends_an_audit_is_counted_once(world: World, audited: Item) -> None:
    overturned_by(world, "rupert", audited)

    with acting_as(SYSTEM):
        told = Outbox.objects.filter(kind=JUDGED, subject_id=audits_of(audited)[0].decision_id)
        assert told.count() == 1


def test_a_withdrawal_drops_the_audit_and_the_next_one_is_drawn_in_its_place(
    world: World, audited: Item, monkeypatch: pytest.MonkeyPatch
) -> None:
    pending = manager_decides(world, audited, "refuse", wait=False)
    take_back(world, audited)
    time_passes()

    assert audits_of(audited) == []
    assert fresh(audited).status == "restored"
    assert pending not in {row.subject_id for row in pending_work()}
    set_numbers(monkeypatch, audit_first=1, audit_share=0.0)
    assert [a.drawn for a in audits_of(removed_by_the_policy(world, "a2")[0])] == ["first"]


def test_what_the_marketplace_refuses_waits_as_an_ordinary_item(world: World) -> None:
    trust(world)
    world.site.offer("a1", title="Lumora handbag a1")
    world.site.replies = [Result(state=RemoteState.REFUSED, changed=False, prior=None, reason="No.")]
    [item] = items_of(file(world, "a1"))
    run_work()

    assert fresh(item).status == "in_review"
    assert audits_of(item) == []
    manager_decides(world, item, "refuse")
    assert fresh(item).status == "refused"


def test_the_ledger_speaks_of_the_audit_and_never_of_its_item(world: World, audited: Item) -> None:
    with acting_as(SYSTEM):
        before = set(AuditEvent.objects.filter(subject_id=audited.id).values_list("id", flat=True))
    manager_decides(world, audited, "ask")
    manager_decides(world, audited, "uphold", by="rupert")

    with acting_as(SYSTEM):
        assert set(AuditEvent.objects.filter(subject_id=audited.id).values_list("id", flat=True)) == before
    assert ledger_of("audit") == ["audit.opened", "audit.passed_on", "audit.confirmed"]
