"""The page on which programme admins say to which Nice classes a category belongs, and what follows from it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError

from complaints.models import Assessment
from core import clock
from core.tenancy import SYSTEM, acting_as
from listings.categories import classes_of, set_classes
from listings.models import CategoryClasses
from tests.complaints.pages import get, text_of
from tests.stories import file, items_of, run_work

PAGE = "/categories/"


def say(client, category="bags", classes="18, 25", marketplace="bazaar"):
    form = {"marketplace": marketplace, "category": category, "nice_classes": classes}
    return client.post(PAGE, form, follow=True)


def said():
    with acting_as(SYSTEM):
        return {row.category: row.nice_classes for row in CategoryClasses.objects.all()}


def codes(item):
    with acting_as(SYSTEM):
        latest = Assessment.objects.filter(item=item).order_by("-made_at").first()
        return {finding["code"] for finding in latest.findings}


def test_what_an_admin_says_counts_from_the_next_assessment_on(world, client_for):
    before = file(world, "a1")
    run_work()

    say(client_for(world.ada), classes="9")
    after = file(world, "a2")
    run_work()

    assert "class_covers_the_goods" in codes(items_of(before)[0])
    assert "class_is_against_the_category" in codes(items_of(after)[0])


def test_it_is_said_again_and_taken_back_and_every_change_is_kept(world, client_for):
    ada = client_for(world.ada)

    say(ada, classes="18")
    say(ada, classes="18, 25")
    assert said() == {"bags": [18, 25]}
    page = text_of(say(ada, classes=""))

    assert said() == {}
    assert page.count("Ada Admin: bags") == 3
    assert "bags 18, 25 → –" in page


def test_saying_the_same_again_changes_nothing_and_leaves_no_trace(world, client_for):
    ada = client_for(world.ada)
    say(ada, classes="25, 18")

    page = text_of(say(ada, classes="18, 25"))

    assert "Nothing changed" in page
    assert page.count("Ada Admin: bags") == 1


def test_categories_that_nobody_has_placed_are_named(world, client_for):
    world.site.offer("s1", category="shoes & boots")
    file(world, "a1", "s1")
    run_work()
    ada = client_for(world.ada)
    say(ada)

    page = ada.get(PAGE).content.decode()

    assert "1 category of its latest listings has no classes yet" in page
    assert "category=shoes%20%26%20boots" in page


@pytest.mark.parametrize("wrong", [{"classes": "46"}, {"category": "  "}, {"marketplace": "elsewhere"}])
def test_what_is_no_class_or_category_is_refused_in_words(world, client_for, wrong):
    answer = say(client_for(world.ada), **wrong)

    assert answer.status_code == 422
    assert said() == {}


def test_managers_and_auditors_read_and_do_not_change(world, client_for):
    say(client_for(world.ada))

    for who in (world.rita, world.audrey):
        assert "18, 25" in get(client_for(who), PAGE)
        assert say(client_for(who), classes="9").status_code == 403
    assert said() == {"bags": [18, 25]}


def test_the_service_asks_who_it_is_itself(world):
    with acting_as(rita := world.actor("rita")), pytest.raises(PermissionDenied):
        set_classes(world.marketplace.id, "bags", [9], by=rita, now=clock.now())


def test_the_database_knows_no_class_beyond_forty_five(world):
    row = CategoryClasses(
        marketplace=world.marketplace, category="bags", nice_classes=[46], set_at=clock.now()
    )
    with acting_as(SYSTEM), pytest.raises(IntegrityError, match="categoryclasses_are_nice"):
        row.save(force_insert=True)


def test_a_category_of_one_marketplace_is_not_that_of_another(world, client_for):
    say(client_for(world.ada))
    elsewhere = world.brands["lumora"].tenant_id

    with acting_as(SYSTEM):
        found = classes_of([(world.marketplace.id, "bags"), (elsewhere, "bags"), (world.marketplace.id, "")])

    assert found == {(world.marketplace.id, "bags"): (18, 25)}


def test_it_stands_in_the_navigation_of_admins(world, client_for):
    assert f'href="{PAGE}"' in client_for(world.ada).get("/", follow=True).content.decode()
