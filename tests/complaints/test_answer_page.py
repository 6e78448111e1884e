import pytest

from complaints.models import Question
from tests import stories
from tests.complaints.pages import a_file, all_of, evidence, item, text_of, tokens_in


@pytest.fixture
def oscar(world, client_for):
    return client_for(world.oscar)


@pytest.fixture
def asked(world):
    [found] = stories.items_of(stories.file(world, "a1", with_evidence=False))
    stories.run_work()
    return found


@pytest.fixture
def refused(world):
    [found] = stories.items_of(stories.file(world, "a1"))
    stories.run_work()
    stories.manager_decides(world, found, "refuse")
    return found


def answer(client, asked, **form):
    return client.post(f"/items/{asked.id}/answer/", {"answer": "", "send": "1"} | form, follow=True)


def test_an_answer_sends_the_item_round_again(oscar, asked):
    response = answer(oscar, asked, answer="Here it is.", uploads=a_file(), new_kind="test_buy")

    assert "Sent. We are checking it again." in text_of(response)
    assert item(asked.id).status == "assessing"
    assert [q.answer for q in all_of(Question)] == ["Here it is."]
    assert [proof.kind for proof in evidence()] == ["test_buy"]


def test_an_answered_item_goes_on_by_itself(oscar, asked):
    answer(oscar, asked, uploads=a_file(), new_kind="test_buy")
    stories.run_work()

    assert item(asked.id).status == "in_review"


def test_a_refused_item_is_fixed_and_resubmitted_with_everything_kept(oscar, refused):
    answer(oscar, refused, answer="A clearer picture.", uploads=a_file(colour="gold"), new_kind="annotated")

    assert item(refused.id).status == "assessing"
    assert sorted(proof.kind for proof in evidence()) == ["annotated", "test_buy"]


def test_an_empty_answer_is_asked_for_words_or_a_file(oscar, asked):
    response = answer(oscar, asked)

    assert "Write an answer, or add a file." in text_of(response)
    assert item(asked.id).status == "needs_information"


def test_an_error_keeps_words_and_files(oscar, asked):
    page = answer(oscar, asked, answer="Look at the zip.", uploads=a_file()).content.decode()

    assert "Look at the zip." in page
    assert len(tokens_in(page)) == 1


def test_files_can_be_gathered_before_the_answer_is_sent(oscar, asked):
    kept = oscar.post(
        f"/items/{asked.id}/answer/",
        {"answer": "x", "uploads": a_file(), "new_kind": "test_buy", "keep": "1"},
    )

    assert len(tokens_in(kept.content.decode())) == 1
    assert "There is a problem" not in text_of(kept)


def test_an_answer_sent_twice_is_one_answer(oscar, asked):
    form = {"answer": "Here."}
    answer(oscar, asked, **form)

    again = answer(oscar, asked, **form)

    assert "This has been sent already" in text_of(again)
    assert len(all_of(Question)) == 1


def test_a_viewer_cannot_answer(world, client_for, asked):
    assert answer(client_for(world.vera), asked, answer="x").status_code == 403


def test_nobody_answers_for_another_brand(world, client_for, asked):
    assert answer(client_for(world.charlie), asked, answer="x").status_code == 404
