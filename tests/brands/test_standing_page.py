from datetime import timedelta

import pytest

from core import clock
from core.tenancy import SYSTEM, acting_as
from takedown.models import Grant
from tests import stories
from tests.complaints.pages import get
from tests.past import a_past, trust


@pytest.fixture
def oscar(world, client_for):
    return client_for(world.oscar)


def page_of(browser, path):
    """With its tags."""
    answer = browser.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def decisions(world, browser, figure, *, more=""):
    return page_of(browser, f"/standing/{world.marketplace.id}/trademark/decisions/?figure={figure}{more}")


def test_without_a_decision_there_is_nothing_to_measure(oscar):
    page = get(oscar, "/standing/")

    assert "No decision yet" in page
    assert "one-sided 90" in page


def test_each_bound_says_how_far_it_is(world, oscar):
    a_past(world, upheld=10, refused=1)

    page = get(oscar, "/standing/")

    assert "10 accepted of 11 listings" in page
    assert "more accepted decisions in a row reach 80" in page


def test_what_keeps_automatic_removal_away_says_how_far_it_is(world, oscar):
    a_past(world, upheld=440, refused=35)

    page = get(oscar, "/standing/")

    assert "Automatic: accepted, at most" in page
    assert "more accepted decisions in a row reach 96" in page


def test_a_trusted_brand_of_which_people_accept_too_little_reads_that_people_decide(world, oscar):
    trust(world)
    a_past(world, upheld=440, refused=35)

    for page in (get(oscar, "/standing/"), get(oscar, "/programme/mine/")):
        assert "they surely accept too little of what you file" in page
        assert "carried out at once, without a review" not in page


def test_an_agencys_record_over_all_brands_has_no_bound_of_one_brand(world, client_for):
    a_past(world, "kestrel", upheld=60, agency=world.agency)

    page = get(client_for(world.gil), "/standing/")

    own = page.partition("own record, over all brands")[2]
    assert "60 accepted of 60" in own
    assert "Automatic: accepted" not in own


def test_a_record_that_reaches_good_faith_waits_for_two_people(world, oscar):
    a_past(world, upheld=60)

    assert "One admin of the marketplace grants it, a second one confirms." in get(oscar, "/standing/")


def test_a_trusted_brand_reads_what_its_tier_gives(world, oscar):
    trust(world)

    page = get(oscar, "/standing/")

    assert "Good Faith granted on" in page
    assert "carried out at once, without a review" in page


def test_a_brand_sees_no_other_brands_standing(world, client_for):
    a_past(world, upheld=10)

    assert "No decision yet" in get(client_for(world.charlie), "/standing/")


def test_each_miss_stands_there_with_its_reason_and_its_item(world, oscar):
    complaint = stories.file(world, "a1")
    stories.run_work()
    (item,) = stories.items_of(complaint)
    stories.manager_decides(world, item, "refuse", explanation="It only describes the strap.")

    page = page_of(oscar, "/standing/")

    assert "It only describes the strap." in page
    assert f"/items/{item.id}/" in page


@pytest.mark.parametrize(
    ("figure", "rows"),
    [
        ("decided", 10),
        ("upheld", 6),
        ("refused", 2),
        ("overturned", 2),
        ("wrongful_automatic", 0),
        ("misses", 4),
        ("audited", 0),
    ],
)
def test_every_figure_opens_the_items_behind_it(world, oscar, figure, rows):
    a_past(world, upheld=8, refused=2, overturned=2)

    assert decisions(world, oscar, figure).count('<th scope="row">') == rows


def test_a_long_list_goes_on_where_the_page_ended(world, oscar):
    a_past(world, upheld=60)

    first = decisions(world, oscar, "upheld")
    before = first.partition("before=")[2].partition('"')[0]

    assert first.count('<th scope="row">') == 50
    assert decisions(world, oscar, "upheld", more=f"&before={before}").count('<th scope="row">') == 10


def test_what_is_behind_another_brands_figures_is_nothing(world, client_for):
    a_past(world, upheld=10)

    assert "Nothing is counted here" in decisions(world, client_for(world.charlie), "decided")


@pytest.mark.parametrize("wrong", ["figure=score", "agency=x", "until=never", "before=1"])
def test_an_address_that_makes_no_sense_is_a_404(world, oscar, wrong):
    assert oscar.get(f"/standing/{world.marketplace.id}/trademark/decisions/?{wrong}").status_code == 404


def test_the_history_is_a_chart_with_its_table_and_no_style_of_its_own(world, oscar):
    for weeks in (2, 6, 12):
        a_past(world, upheld=10, before=stories.timedelta(weeks=weeks))

    page = page_of(oscar, "/standing/")
    chart = page.partition("<figure")[2].partition("</figure>")[0]

    assert chart.count("<polyline") == 2
    assert "style" not in chart
    assert chart.count('<th scope="row">') == 13
    assert "figure=decided" in chart


def test_the_way_to_joint_force_says_how_many_audits_are_missing(world, oscar):
    trust(world)
    a_past(world, automated=20, confirmed=15)

    assert "45 more are needed." in get(oscar, "/standing/")


# --- agencies --------------------------------------------------------------------------------------------


def test_what_an_agency_filed_stands_apart(world, client_for):
    a_past(world, "kestrel", upheld=5)
    a_past(world, "kestrel", upheld=2, refused=3, agency=world.agency)

    page = get(client_for(world.charlie), "/standing/")

    assert "5 accepted of 5 listings" in page
    assert "filed by Guardwell" in page
    assert "2 accepted of 5 listings" in page
    assert "over all brands" not in page


def test_an_agency_sees_its_own_record_over_all_its_brands(world, client_for):
    a_past(world, "kestrel", upheld=2, refused=3, agency=world.agency)
    a_past(world, "lumora", upheld=10, agency=world.agency)

    page = get(client_for(world.gil), "/standing/")

    assert "over all brands it files for" in page
    assert "12 accepted of 15." in page


def test_an_agency_sees_nothing_of_its_competitors(world, client_for):
    with acting_as(SYSTEM):
        other = stories.Agency.objects.create(name="Rivalwatch")
    a_past(world, "kestrel", upheld=5, agency=other)
    gil = client_for(world.gil)

    assert "Rivalwatch" not in get(gil, "/standing/")
    path = f"/standing/{world.marketplace.id}/trademark/decisions/?agency={other.id}"
    assert gil.get(path).status_code == 404


# --- the programme ---------------------------------------------------------------------------------------


def test_a_brand_reads_why_it_cannot_apply_yet(world, client_for):
    a_past(world, upheld=40, refused=2)

    page = get(client_for(world.alice), "/programme/mine/")

    assert "Why you cannot apply yet" in page
    assert "more accepted decisions in a row" in page


def test_an_owner_applies_withdraws_and_applies_again(world, client_for):
    a_past(world, upheld=60)
    alice = client_for(world.alice)
    path = f"/programme/mine/{world.marketplace.id}/trademark/application/"

    refused = alice.post(path, {"declared_by": "Alice Owner"})
    assert refused.status_code == 422
    assert "Without this declaration" in refused.content.decode()
    sent = alice.post(path, {"declared_by": "Alice Owner", "declaration": "on"}, follow=True)
    page = sent.content.decode()
    assert "Waits for an admin" in page

    withdrawal = page.partition("/programme/applications/")[2].partition("/")[0]
    again = alice.post(f"/programme/applications/{withdrawal}/withdrawal/", follow=True).content.decode()
    assert "The application is withdrawn." in again
    assert "Apply for Good Faith" in again


def test_others_of_the_brand_see_the_state_and_no_buttons(world, client_for):
    trust(world)
    a_past(world, refused=4)

    page = get(client_for(world.vera), "/programme/mine/")

    assert "Warned" in page
    assert "by the formula" in page
    assert "Appeal against this step" not in page
    assert "Leave the programme" not in page


def test_who_may_not_renew_reads_who_does(world, client_for):
    trust(world)
    vera = client_for(world.vera)
    before = get(vera, "/programme/mine/")
    with acting_as(SYSTEM):
        Grant.objects.update(expires_at=clock.now() + timedelta(days=20))
    page = get(vera, "/programme/mine/")

    assert "It can be renewed now; an owner of the brand does that." in page
    assert "The record reaches the bounds." not in page
    assert "It can be renewed now" not in before


def test_when_automatic_removal_stops_is_a_sentence_with_its_number(world, oscar):
    a_past(world, upheld=10)

    page = get(oscar, "/standing/")

    assert "Automatic removal stops when we are sure that fewer are accepted than 96%" in page


def test_an_owner_appeals_against_the_step(world, client_for):
    trust(world)
    a_past(world, refused=4)
    alice = client_for(world.alice)
    page = page_of(alice, "/programme/mine/")
    path = "/programme/steps/" + page.partition("/programme/steps/")[2].partition('"')[0]

    assert "Of 64 listings" in get(alice, path)
    assert alice.post(path, {"statement": ""}).status_code == 422
    sent = alice.post(path, {"statement": "Those four were ours to judge."}, follow=True).content.decode()

    assert "Waits for another admin" in sent
    assert "Appeal against this step" not in sent


def test_an_owner_leaves_after_a_page_that_says_what_happens(world, client_for):
    grant_id = trust(world)
    alice = client_for(world.alice)

    assert "Leave the programme?" in get(alice, f"/programme/grants/{grant_id}/exit/")
    page = alice.post(f"/programme/grants/{grant_id}/exit/", follow=True).content.decode()

    assert "You have left" in page
    with acting_as(SYSTEM):
        assert Grant.objects.get().end_cause == "left"
    assert "This status has ended" in get(alice, f"/programme/grants/{grant_id}/exit/")
