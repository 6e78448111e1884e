"""The listing's picture against the brand's: looked at off the hot path, kept as evidence, told to whoever decides."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest

from brands.models import Right, RightFile
from complaints.assessment.facts import Facts, PictureUse
from complaints.assessment.rules import Effect, findings_of
from complaints.intake.filing import NewEvidence
from complaints.models import Assessment, Item, PictureLook
from complaints.pictures.shown import looked_at
from complaints.reasons import EvidenceKind
from complaints.work import LOOK_AT_PICTURE
from core import clock, files, outbox
from core.models import Outbox
from core.tenancy import SYSTEM, acting_as
from portal.work import HANDLERS
from recognition.pictures import Aligned
from tests.complaints.facts import CLEAN
from tests.recognition.pictures.making import body, edited, shot
from tests.stories import (
    World,
    a_right,
    file,
    items_of,
    let_pass,
    manager_decides,
    pending_work,
    run_work,
    status_of,
)

OURS, STRANGE, STRANGE_TOO = (body(shot(n, backdrop=n)) for n in (2, 7, 11))
COPIED = body(edited("mirror, crop, text", shot(2, backdrop=2)))


def keep(world: World, right: Right, picture: bytes, purpose: str = "reference") -> None:
    with acting_as(SYSTEM):
        kept = files.keep_body(BytesIO(picture), name="ours.jpg", tenant_id=right.tenant_id, most_bytes=10**7)
        stored = files.record_file(kept, by=SYSTEM)
        RightFile.objects.create(tenant_id=right.tenant_id, right=right, file=stored, purpose=purpose)


def photo_right(world: World) -> Right:
    with acting_as(SYSTEM):
        return a_right(
            world.brands["lumora"],
            "Photos",
            verified_by=world.rita,
            kind="copyright",
            number="",
            nice_classes=[],
        )


def complain(world: World, picture: bytes, *, reason: str = "copied_image", right: Right, ref: str = "a1"):
    world.site.offer(ref, title="Lumora handbag")
    world.site.pictures[ref] = picture
    evidence = [original_of(right, STRANGE_TOO)] if reason == "copied_image" else []
    return file(world, ref, reason=reason, right_id=right.id, more_evidence=evidence)


def original_of(right: Right, picture: bytes) -> NewEvidence:
    body = files.keep_body(BytesIO(picture), name="original.jpg", tenant_id=right.tenant_id, most_bytes=10**7)
    return NewEvidence(kind=EvidenceKind.ORIGINAL, body=body)


def codes(item: Item) -> list[set[str]]:
    with acting_as(SYSTEM):
        rows = Assessment.objects.filter(item=item).order_by("made_at", "id")
        return [{finding["code"] for finding in row.findings} for row in rows]


def test_a_copied_picture_is_found_before_the_complaint_about_it_is_assessed(world: World) -> None:
    right = photo_right(world)
    keep(world, right, OURS)

    [item] = items_of(complain(world, COPIED, right=right))
    run_work()

    [assessed] = codes(item)
    assert "reference_picture_is_copied" in assessed
    with acting_as(SYSTEM):
        [kept] = PictureLook.objects.filter(item=item)
        assert Aligned.from_json(kept.matches[0]["aligned"]).warp[0] < 0
        assert "mirrored" in kept.matches[0]["why"]


def test_a_picture_that_was_not_copied_sends_the_complaint_about_it_to_a_person(world: World) -> None:
    right = photo_right(world)
    keep(world, right, OURS)

    complaint = complain(world, STRANGE, right=right)
    run_work()

    [assessed] = codes(items_of(complaint)[0])
    assert "no_picture_of_the_brand_is_in_the_listing" in assessed
    assert status_of(complaint) == ["in_review"]


def test_the_original_that_came_as_evidence_is_looked_for_too(world: World) -> None:
    right = photo_right(world)
    world.site.offer("a1", title="Lumora handbag")
    world.site.pictures["a1"] = COPIED
    evidence = [original_of(right, OURS)]

    complaint = file(world, "a1", reason="copied_image", right_id=right.id, more_evidence=evidence)
    run_work()

    assert "reference_picture_is_copied" in codes(items_of(complaint)[0])[0]


def test_a_complaint_about_counterfeits_waits_for_no_picture_and_its_manager_is_told_later(
    world: World,
) -> None:
    right = world.rights["lumora"]
    keep(world, right, OURS)
    complaint = complain(world, COPIED, reason="counterfeit_goods", right=right)
    run_work()
    [item] = items_of(complaint)
    assert [len(codes(item)), status_of(complaint)] == [1, ["in_review"]]

    let_pass(timedelta(minutes=2))
    run_work()

    at_once, later = codes(item)
    assert later - at_once == {"reference_picture_is_copied"}
    assert status_of(complaint) == ["in_review"]


def test_what_is_found_after_a_decision_is_kept_and_assesses_nothing(world: World) -> None:
    right = world.rights["lumora"]
    keep(world, right, OURS)
    complaint = complain(world, COPIED, reason="counterfeit_goods", right=right)
    run_work()
    [item] = items_of(complaint)
    manager_decides(world, item, "refuse")

    let_pass(timedelta(minutes=2))
    run_work()

    assert len(codes(item)) == 1
    with acting_as(SYSTEM):
        assert PictureLook.objects.get(item=item).matches


def test_a_right_without_pictures_costs_no_look(world: World) -> None:
    complain(world, COPIED, reason="counterfeit_goods", right=world.rights["lumora"])
    run_work()

    assert pending_work([LOOK_AT_PICTURE]) == []


def test_a_picture_that_authorised_sellers_may_use_is_no_claim(world: World) -> None:
    right = photo_right(world)
    keep(world, right, OURS, purpose="allowed")

    complaint = complain(world, COPIED, right=right)
    run_work()

    [assessed] = codes(items_of(complaint)[0])
    assert "picture_is_for_authorised_sellers" in assessed
    assert not assessed & {"reference_picture_is_copied", "no_picture_of_the_brand_is_in_the_listing"}


def test_a_picture_that_cannot_be_read_is_assessed_without(world: World) -> None:
    right = photo_right(world)
    keep(world, right, OURS)

    complaint = complain(world, OURS[:400], right=right)
    run_work()

    [assessed] = codes(items_of(complaint)[0])
    assert {code for code in assessed if "picture" in code} == {"listing_picture_cannot_be_read"}
    with acting_as(SYSTEM):
        assert not PictureLook.objects.get().readable


def test_the_same_look_done_twice_is_kept_once(world: World) -> None:
    right = photo_right(world)
    keep(world, right, OURS)
    [item] = items_of(complain(world, COPIED, right=right))
    run_work()
    with acting_as(SYSTEM):
        first = PictureLook.objects.get(item=item)

    _again(item)

    with acting_as(SYSTEM):
        again = PictureLook.objects.get(item=item)
    assert (again.matches, again.version) == (first.matches, first.version)


def _again(item: Item) -> None:
    with acting_as(SYSTEM):
        [id] = Outbox.objects.filter(kind=LOOK_AT_PICTURE, subject_id=item.id).values_list("id", flat=True)
        Outbox.objects.filter(id=id).update(state="pending", ended_at=None, due_at=clock.real_now())
    outbox.do(HANDLERS[LOOK_AT_PICTURE], kind=LOOK_AT_PICTURE, ids=[id])


def test_a_manager_sees_both_pictures_with_what_they_share_outlined(world: World, client_for) -> None:
    right = photo_right(world)
    keep(world, right, OURS)
    keep(world, right, STRANGE)
    complaint = complain(world, COPIED, right=right)
    run_work()
    [item] = items_of(complaint)

    page = client_for(world.rita).get(f"/queue/items/{item.id}/").content.decode()

    with acting_as(world.actor("rita")):
        looked = looked_at(item, world.actor("rita"))
    assert looked
    assert (len(looked.pairs), looked.compared) == (1, 3)
    assert page.count('<svg class="pair__picture"') == 2
    assert f'points="{looked.pairs[0].here.outline}"' in page
    assert looked.pairs[0].why in page
    assert str(looked.pairs[0].reference) in page


def test_the_brand_sees_neither_score_nor_pairs(world: World, client_for) -> None:
    right = photo_right(world)
    keep(world, right, OURS)
    [item] = items_of(complain(world, COPIED, right=right))
    run_work()

    page = client_for(world.oscar).get(f"/items/{item.id}/").content.decode()

    assert "pair__picture" not in page
    assert "blocks with texture" not in page


COPY = PictureUse(kind="copy", score=0.9, why="The same picture.")
ABOUT_A_PICTURE = replace(CLEAN, reason="copied_image", right_kind="copyright", evidence_kinds=("original",))


@pytest.mark.parametrize(
    ("facts", "effect", "weight"),
    [
        (replace(ABOUT_A_PICTURE, picture_uses=(COPY,)), "supports", 0.225),
        (replace(CLEAN, picture_uses=(COPY,)), "supports", 0.045),
        (replace(ABOUT_A_PICTURE, picture_is_allowed=True), "doubts", -0.1),
        (replace(CLEAN, picture_is_allowed=True), "informs", -0.1),
    ],
)
def test_a_picture_weighs_more_where_it_is_the_case_itself(facts: Facts, effect: str, weight: float) -> None:
    [found] = [finding for finding in findings_of(facts) if "picture" in finding.code]

    assert (found.effect, found.weight) == (Effect(effect), weight)
