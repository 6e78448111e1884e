import pytest

from complaints.models import Item
from complaints.states import SETTLED, Status
from complaints.timeline import SENTENCES, events_of
from complaints.words import LABELS, look_again_after
from core.ids import new_id
from core.tenancy import SYSTEM, acting_as
from tests import stories
from tests.complaints.pages import text_of


@pytest.fixture
def oscar(world, client_for):
    return client_for(world.oscar)


def an_item(world, **options):
    [item] = stories.items_of(stories.file(world, "a1", **options))
    return item


def in_review(world):
    item = an_item(world)
    stories.run_work()
    return item


@pytest.mark.parametrize("status", Status)
def test_the_timeline_has_a_sentence_for_every_status(status):
    assert f"item.{status}" in SENTENCES
    assert LABELS[status]


@pytest.mark.parametrize("status", Status)
def test_a_page_looks_again_until_nothing_is_asked_of_anybody(status):
    pace = look_again_after(Item(status=status))

    assert (pace is None) == (status in SETTLED | {Status.NEEDS_INFORMATION})


@pytest.mark.parametrize("status", [Status.HELD, Status.IN_REVIEW])
def test_a_page_looks_less_often_while_a_person_decides(status):
    assert look_again_after(Item(status=status)) == 15


def test_the_timeline_tells_who_and_whether_a_person_did_it(world, oscar):
    item = in_review(world)

    page = text_of(oscar.get(f"/items/{item.id}/"))

    assert "Complaint received" in page
    assert "Oscar Filer" in page
    assert "Handed to an account manager" in page
    assert "Automatic" in page


def test_a_page_never_shows_score_guards_or_thresholds(world, oscar):
    item = in_review(world)
    with acting_as(SYSTEM):
        item.assessments.model.objects.bulk_create([_with_a_score_of_its_own(item)])

    page = oscar.get(f"/items/{item.id}/").content.decode()

    for secret in ("0.6180339", "brand_is_not_trusted", "score_is_below", "because", "weight"):
        assert secret not in page


def _with_a_score_of_its_own(item):
    assessment = item.assessments.get()
    assessment.pk, assessment.score = new_id(), 0.6180339
    return assessment


def test_an_open_page_hears_nothing_while_nothing_is_new(world, oscar):
    item = in_review(world)
    url = oscar.get(f"/items/{item.id}/").context["poll_url"]

    assert oscar.get(url, headers={"HX-Request": "true"}).status_code == 204


def test_an_open_page_gets_its_live_part_when_something_is_new(world, oscar):
    item = an_item(world)
    url = oscar.get(f"/items/{item.id}/").context["poll_url"]
    stories.run_work()

    part = oscar.get(url, headers={"HX-Request": "true"}).content.decode()

    assert part.lstrip().startswith("<div")
    assert "In review" in part
    assert 'hx-trigger="every 15s, looked-at"' in part


def test_a_page_made_while_the_item_moved_looks_again_and_finds_it(world, oscar, monkeypatch):
    """The item is read before its events: between the two a worker may commit."""
    item = an_item(world)
    work = [stories.run_work]

    def after_the_work(*args):
        while work:
            work.pop()()
        return events_of(*args)

    monkeypatch.setattr("complaints.item_page.events_of", after_the_work)
    page = oscar.get(f"/items/{item.id}/")
    assert page.context["label"] == LABELS[Status.RECEIVED]

    part = oscar.get(page.context["poll_url"], headers={"HX-Request": "true"})

    assert "In review" in part.content.decode()


def test_a_received_item_is_looked_at_every_two_seconds(world, oscar):
    item = an_item(world)

    assert b'hx-trigger="every 2s, looked-at"' in oscar.get(f"/items/{item.id}/").content


def test_polling_stops_when_the_item_is_settled(world, oscar):
    item = in_review(world)
    stories.manager_decides(world, item, "refuse")

    assert b"data-poll " not in oscar.get(f"/items/{item.id}/").content


def test_the_listing_is_shown_as_it_was_copied(world, oscar):
    item = in_review(world)
    world.site.change("a1", title="An innocent bag")
    [frozen] = stories.items_of(item.complaint)

    response = oscar.get(f"/items/{item.id}/")

    assert "Lumora handbag a1" in text_of(response)
    assert f"/files/{frozen.snapshot.picture_id}/?preview=1" in response.content.decode()


def test_gaps_are_named_with_what_would_close_them(world, oscar):
    item = an_item(world, with_evidence=False)
    stories.run_work()

    page = text_of(oscar.get(f"/items/{item.id}/"))

    assert "The evidence that this reason needs is not there yet." in page
    assert "Add one of these:" in page


def test_a_refusal_says_why_and_what_would_change_it(world, oscar):
    item = in_review(world)
    stories.manager_decides(world, item, "refuse", explanation="The zip is the real one.")

    page = text_of(oscar.get(f"/items/{item.id}/"))

    assert "The zip is the real one." in page
    assert "Add a test buy, or a picture that marks the differences to the genuine article." in page
    assert "Fix and resubmit" in page


def test_a_listing_that_another_brand_had_removed_is_only_no_longer_on_sale(world, client_for):
    stories.manager_decides(world, in_review(world), "uphold")
    [second] = stories.items_of(stories.file(world, "a1", by="charlie", brand="kestrel"))
    stories.run_work()

    page = text_of(client_for(world.charlie).get(f"/items/{second.id}/"))

    assert "The listing is no longer on sale." in page
    assert "Lumora" not in page.replace("Lumora handbag a1", "")


def test_a_removed_listing_is_said_to_be_gone(world, oscar):
    item = in_review(world)
    stories.manager_decides(world, item, "uphold")

    assert "Buyers on Bazaar no longer see it." in text_of(oscar.get(f"/items/{item.id}/"))


def test_a_viewer_follows_but_is_offered_nothing_to_do(world, client_for):
    item = in_review(world)
    stories.manager_decides(world, item, "ask")

    page = text_of(client_for(world.vera).get(f"/items/{item.id}/"))

    assert "We need one thing from you" in page
    assert "Send the answer" not in page
    assert "Withdraw" not in page


def test_a_listing_filed_twice_leads_to_the_complaint_that_goes_on(world, oscar):
    first = stories.file(world, "a1", reason="mark_in_title")
    stories.run_work()
    [again] = stories.items_of(stories.file(world, "a1", reason="mark_in_title"))
    stories.run_work()

    page = oscar.get(f"/items/{again.id}/").content.decode()

    assert "You had filed this listing before; that complaint goes on." in page
    assert f'href="/complaints/{first.number}/">{first.number}</a>' in page


def test_a_complaint_that_the_reader_may_not_see_is_not_named(world, oscar):
    other = stories.file(world, "b1", by="charlie", brand="kestrel")
    stories.file(world, "a1", reason="mark_in_title")
    stories.run_work()
    [again] = stories.items_of(stories.file(world, "a1", reason="mark_in_title"))
    stories.run_work()
    with acting_as(SYSTEM):
        assessment = again.assessments.get()
        assessment.pk = new_id()
        assessment.facts["duplicate_of"] = other.number
        assessment.save(force_insert=True)

    page = oscar.get(f"/items/{again.id}/").content.decode()

    assert "You had filed this listing before; that complaint goes on." in page
    assert other.number not in page
