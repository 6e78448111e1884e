"""Who may ask the simulated marketplaces for anything."""

import time

import pytest

from listings.simulated_marketplace.signing import TIMESTAMP, signature

IDENTITY = "/bazaar/api/v1/identity"


def test_without_a_signature_nothing_is_told(marketplace, browser):
    answer = browser.get(marketplace.url + IDENTITY)

    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "bad_signature"


def test_a_signed_request_is_good_once(marketplace, browser):
    headers = marketplace.signed("GET", IDENTITY)

    answers = [browser.get(marketplace.url + IDENTITY, headers=headers).status_code for _ in range(2)]

    assert answers == [200, 401]


@pytest.mark.parametrize("age", [-301, 301, 10**6])
def test_a_timestamp_is_good_for_five_minutes(marketplace, browser, age):
    headers = marketplace.signed("GET", IDENTITY)
    headers[TIMESTAMP] = str(int(time.time()) - age)

    assert browser.get(marketplace.url + IDENTITY, headers=headers).status_code == 401


@pytest.mark.parametrize(
    ("target", "body"), [(IDENTITY + "?x=1", b""), ("/bazaar/api/v1/listings", b""), (IDENTITY, b"{}")]
)
def test_a_signature_covers_address_and_body(marketplace, browser, target, body):
    headers = marketplace.signed("GET", IDENTITY)

    answer = browser.request("GET", marketplace.url + target, headers=headers, content=body)

    assert answer.status_code == 401


def test_a_signature_is_not_for_the_other_site(marketplace, browser):
    target = "/harbor/api/v1/identity"

    headers = marketplace.signed("GET", target, site="bazaar")

    assert browser.get(marketplace.url + target, headers=headers).status_code == 401


def test_the_portals_secret_does_not_open_the_control_api(marketplace, browser, ref):
    target = f"/control/bazaar/listings/{ref}/delete"

    answers = [browser.post(marketplace.url + target, headers=marketplace.signed("POST", target)),
               browser.post(marketplace.url + target)]  # fmt: skip

    assert [answer.status_code for answer in answers] == [401, 401]


def test_the_control_api_answers_to_its_own_names_only(marketplace, browser):
    answer = browser.get(f"{marketplace.url}/control/", headers={"Host": "rebound.example"})

    assert answer.status_code == 403


def test_the_signature_is_plain_hmac_that_anybody_can_make():
    # printf 'GET\n/p?q=1\n1700000000\nn\n%s' "$(printf '' | sha256sum | cut -c1-64)" | openssl dgst -sha256 -hmac key
    assert signature("key", "get", "/p?q=1", "1700000000", "n", b"") == (
        "9fcbfc0d7bd4349b3753b9eaf4640ad233811916a89204ffc353c309c39b461c"
    )
