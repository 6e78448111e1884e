"""What is kept of a call holds no secret and no contact data, and is of bounded size."""

import json

import pytest

from listings.connectors.exchanges import Exchange
from takedown.removal.masking import MASK, MOST_CHARACTERS, MOST_EXCHANGES, kept, masked, masked_address


@pytest.mark.parametrize(
    "name", ["secret", "access_token", "X-Signature", "password", "Authorization", "apiKey", "email", "phone"]
)
def test_values_with_a_secret_or_personal_name_are_masked_however_deep(name: str) -> None:
    text = masked(json.dumps({"order": [{"seller": {name: "hush", "name": "Shop"}}]}))

    assert "hush" not in text
    assert json.loads(text)["order"][0]["seller"] == {name: MASK, "name": "Shop"}


@pytest.mark.parametrize(
    "text",
    [
        "write to jo.doe+x@mail.example.org please",
        "call +49 (0)30 1234567 today",
        "Authorization: Bearer abc.def.ghi-123456",
    ],
)
def test_contact_data_and_credentials_in_any_text_are_masked(text: str) -> None:
    for shown in (masked(text), masked(json.dumps({"description": text}))):
        assert MASK in shown
        assert not any(word in shown for word in ("jo.doe", "1234567", "ghi-123456"))


@pytest.mark.parametrize(
    "text", ["price 19.90 EUR", "order 019d-44c2", '{"id": "4711", "quantity": 12345678}']
)
def test_what_is_no_contact_data_stays(text: str) -> None:
    assert MASK not in masked(text)


def test_an_address_keeps_its_path_and_loses_what_signs_it() -> None:
    assert masked_address("https://user:pw@site.example/api/4?limit=5&X-Sign=abc&access_token=t") == (
        f"https://{MASK}@site.example/api/4?limit=5&X-Sign={MASK}&access_token={MASK}"
    )


@pytest.mark.parametrize(
    "text",
    [
        "x" * 50_000,
        json.dumps(["word " * 1000] * 500),
        "[" * 5_000,
        json.dumps({str(n): "y" * 999 for n in range(999)}),
    ],
)
def test_nothing_long_is_kept_whole(text: str) -> None:
    assert len(masked(text)) <= MOST_CHARACTERS + 1


def test_of_many_exchanges_the_last_are_kept() -> None:
    many = [Exchange(method="GET", address=f"/{n}") for n in range(MOST_EXCHANGES + 3)]

    assert [e["address"] for e in kept(many)] == [f"/{n}" for n in range(3, MOST_EXCHANGES + 3)]
