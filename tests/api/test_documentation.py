"""The samples of the documentation are programs: they have to run as they are printed."""

import ast
import json
import shlex
import subprocess
from typing import Any

import pytest
from django.test import Client

from complaints.models import Complaint
from portal.api.documentation import LANGUAGES, NOBODY, Operation, Reader, operations_of
from portal.api.pages import description
from tests.api.program import a_key
from tests.complaints.pages import all_of, get, text_of
from tests.stories import World, file

OPERATIONS = {operation.id: operation for operation in operations_of(description())}
FIDDLY = Reader(declared_by='Sinéad "Shi" O\'Brien $HOME `id` : true !')


def curl_of(operation: Operation, reader: Reader) -> list[str]:
    """The words that the shell makes of the sample; nothing is sent."""
    sample = operation.sample("curl", origin="http://localhost:1", reader=reader)
    script = "curl() { printf '%s\\0' \"$@\"; }\n" + sample
    told = subprocess.run(["bash", "-c", script], capture_output=True, check=True, env={"KEY": "jf_test_k"})
    return told.stdout.decode().split("\0")[:-1]


def body_in(words: list[str]) -> Any:
    return json.loads(words[words.index("-d") + 1])


@pytest.fixture
def filing() -> Operation:
    return OPERATIONS["file_complaint"]


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=list(OPERATIONS))
def test_every_curl_is_one_command_with_the_key_from_the_environment(operation: Operation) -> None:
    words = curl_of(operation, NOBODY)

    assert "Authorization: Bearer jf_test_k" in words
    assert "{" not in words[0] + words[-1].partition("{")[0]


@pytest.mark.parametrize("operation", OPERATIONS.values(), ids=list(OPERATIONS))
def test_every_python_sample_is_python(operation: Operation) -> None:
    ast.parse(operation.sample("python", origin="http://localhost:1", reader=FIDDLY))


def test_quotes_and_dollars_in_a_body_mean_nothing_to_the_shell(filing: Operation) -> None:
    assert body_in(curl_of(filing, FIDDLY))["declared_by"] == FIDDLY.declared_by


def test_the_python_body_is_the_json_body(filing: Operation) -> None:
    sample = filing.sample("python", origin="http://localhost:1", reader=FIDDLY)
    [body] = [
        node.value
        for node in ast.parse(sample).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "body"
    ]

    assert ast.literal_eval(body) == body_in(curl_of(filing, FIDDLY))


def test_no_operation_is_described_by_a_docstring_of_ours() -> None:
    told = [
        o.id
        for o in OPERATIONS.values()
        if "method without a row" in o.description or "urls.py" in o.description
    ]

    assert told == []


def test_two_runs_of_a_sample_are_two_requests(filing: Operation) -> None:
    first, second = ([w for w in curl_of(filing, NOBODY) if "Idempotency" in w] for _ in range(2))

    assert len(first[0].removeprefix("Idempotency-Key: ")) == 32
    assert first != second


def test_a_visitor_is_told_where_ids_come_from(client: Client, db: None) -> None:
    page = client.get("/api/docs/")

    assert "RIGHT_ID" in text_of(page)
    assert "Words in capitals in the samples below are for you to fill in" in text_of(page)


def test_a_brand_finds_its_own_right_and_marketplace_in_the_samples(world: World, client_for: Any) -> None:
    page = get(client_for(world.alice), "/api/docs/")

    assert str(world.rights["lumora"].id) in page
    assert str(world.rights["kestrel"].id) not in page
    assert "RIGHT_ID" not in page


def test_staff_find_nobodys_ids_in_the_samples(world: World, client_for: Any) -> None:
    page = get(client_for(world.rita), "/api/docs/")

    assert "RIGHT_ID" in page


def test_a_sample_names_no_real_listing_and_withdraws_nothing_that_was_filed(
    world: World, client_for: Any
) -> None:
    complaint = file(world, "a1")

    page = get(client_for(world.alice), "/api/docs/")

    assert f"/complaints/{complaint.id}/" in page
    assert f"/complaints/{complaint.id}/withdrawal/" not in page
    assert ("LINK_TO_A_LISTING" in page) == (not world.marketplace.is_sandbox)


def test_the_printed_filing_is_taken(world: World, client_for: Any) -> None:
    world.marketplace.is_sandbox = True
    world.marketplace.save()
    page = client_for(world.alice).get("/api/docs/")
    [sample] = [
        entry["sample"]
        for group in page.context["groups"]
        for entry in group["entries"]
        if entry["operation"].id == "file_complaint"
    ]
    words = shlex.split(sample.replace("\\\n", " "))

    answer = a_key(world, mode="test").post("complaints/", body_in(words))

    assert answer.status_code == 201, answer.content
    assert len(all_of(Complaint)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_basics_stand_before_the_operations(client: Client, db: None, language: str) -> None:
    page = client.get("/api/docs/", {"language": language}).content.decode()
    places = [
        page.index(f'id="{part}"')
        for part in ("authentication", "errors", "pages", "repeats", "limits", "sandbox", "list_rights")
    ]

    assert places == sorted(places)


@pytest.mark.parametrize("address", ["/", "/help/", "/accounts/login/"])
def test_everybody_finds_the_documentation(client: Client, db: None, address: str) -> None:
    assert 'href="/api/docs/"' in client.get(address, follow=True).content.decode()
