from django.core import mail

from tests import stories


def letters_about(number):
    return [letter for letter in mail.outbox if number in letter.subject]


def test_a_question_reaches_the_person_who_filed(world):
    complaint = stories.file(world, "a1", with_evidence=False)
    stories.run_work()

    [letter] = letters_about(complaint.number)
    assert letter.to == ["oscar@example.test"]
    assert "We need one thing from you before we can go on:" in letter.body
    assert "Add one of these: " in letter.body
    assert f"/complaints/{complaint.number}/" in letter.body


def test_a_refusal_is_told_in_the_reviewers_words(world):
    complaint = stories.file(world, "a1")
    stories.run_work()
    stories.manager_decides(world, stories.items_of(complaint)[0], "refuse", explanation="It's the real one.")

    [letter] = letters_about(complaint.number)
    assert "It's the real one." in letter.body
    assert "You can add what was missing and resubmit" in letter.body


def test_a_removal_is_told_when_buyers_no_longer_see_the_listing(world):
    complaint = stories.file(world, "a1")
    stories.run_work()
    stories.manager_decides(world, stories.items_of(complaint)[0], "uphold")

    [letter] = letters_about(complaint.number)
    assert "The listing is off sale." in letter.body
