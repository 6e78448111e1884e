"""The simulated marketplaces as buyers see them."""

import re
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from PIL import Image

from listings.simulated_marketplace.catalogue.listings import seed_drafts
from listings.simulated_marketplace.pictures.gallery import Gallery, draw
from tests.listings.contract.subject import CASE


@pytest.fixture
def site(marketplace, browser):
    return Site(marketplace, browser)


class Site:
    def __init__(self, marketplace, browser):
        self._marketplace, self._browser = marketplace, browser
        self.control = marketplace.control
        self.connector = marketplace.connector("bazaar")

    def get(self, path, **options):
        return self._browser.get(f"{self._marketplace.url}/bazaar{path}", **options)

    def offer(self, **template):
        """A listing with a seller of its own."""
        title = template.pop("title", "Quite a rare thing")
        number = sum(1 for _ in self.control.sellers("bazaar"))
        (ref,) = self.control.add_listings("bazaar", title=title, seller=f"seller {number}", **template)
        return ref

    def surfaces(self, ref):
        """Where a buyer comes across the listing."""
        seller = self.connector.get(ref).seller.ref
        pages = {"page": f"/item/{ref}", "home": "/", "category": "/c/handbags", "seller": f"/seller/{seller}",
                 "search by number": f"/search?q={ref}", "search by title": "/search?q=rare+thing"}  # fmt: skip
        link = re.compile(rf'href="/bazaar/item/{ref}-')
        return {name: bool(link.search(self.get(path).text)) for name, path in pages.items()}


def test_a_live_listing_is_everywhere_and_a_hidden_one_nowhere(site):
    ref = site.offer()
    before = site.surfaces(ref)

    site.connector.hide(ref, key=f"k-{ref}", **CASE)

    assert all(before.values()), before
    assert not any(site.surfaces(ref).values())


def test_a_hidden_listing_answers_like_one_that_never_was(site):
    ref = site.offer()
    site.connector.hide(ref, key=f"k-{ref}", **CASE)

    hidden, unknown = site.get(f"/item/{ref}"), site.get("/item/999999999")

    assert hidden.status_code == unknown.status_code == 404
    assert hidden.text == unknown.text
    assert "no longer on sale" in hidden.text


def test_buyers_may_go_on_seeing_it_for_a_while(site):
    ref = site.offer()
    site.control.faults("bazaar", visible_lag_seconds=60)
    site.connector.hide(ref, key=f"k-{ref}", **CASE)
    shown_meanwhile = site.connector.public(ref)

    site.control.faults("bazaar", visible_lag_seconds=0)

    assert shown_meanwhile == {"page": True, "search": True}
    assert site.connector.public(ref) == {"page": False, "search": False}


@pytest.mark.parametrize(
    "form", ["/item/{}", "/item/{}-any-slug", "/item/{}-x/?utm_source=mail&x=%20", "/item/{}-%E9%9C%B2"]
)
def test_a_listings_page_answers_to_many_addresses(site, form):
    ref = site.offer()

    assert site.get(form.format(ref)).status_code == 200


@pytest.mark.parametrize("form", ["/m/item/{}", "/m/item/{}-slug", "/i/{}"])
def test_mobile_and_short_addresses_lead_to_the_page(site, form):
    ref = site.offer()
    path = form.format(ref)

    answer = site.get(path)

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(f"/bazaar/item/{ref}-")
    assert site.connector.ref_from_url(str(answer.url)) == ref


def test_addresses_of_a_hidden_listing_lead_nowhere(site):
    ref = site.offer()
    site.connector.hide(ref, key=f"k-{ref}", **CASE)

    assert [site.get(f"{form}/{ref}").status_code for form in ("/i", "/m/item", "/item")] == [404, 404, 404]


def test_pages_may_load_nothing_from_elsewhere_and_no_script(site):
    answer = site.get("/")

    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "<script" not in answer.text
    assert "style=" not in answer.text


def test_what_sellers_write_is_text(site):
    ref = site.offer(title="<script>alert(1)</script> & \"rare\" 'thing'", description="<img src=x>")

    page = site.get(f"/item/{ref}").text

    assert "<script" not in page
    assert "<img src=x" not in page
    assert "&lt;script&gt;" in page


def test_home_pages_go_on_and_end(site):
    first, second = site.get("/").text, site.get("/?page=2").text
    far, nonsense = site.get("/?page=9999"), site.get("/?page=-x")

    numbers = [set(re.findall(r"/bazaar/item/(\d+)-", page)) for page in (first, second)]
    assert [len(found) for found in numbers] == [24, 24]
    assert numbers[0].isdisjoint(numbers[1])
    assert far.status_code == nonsense.status_code == 200


@pytest.mark.parametrize("query", ["", "%F0%9F", "zzzzqqq", "Люмора", "a" * 5000, "' OR 1=1 --", "%00"])
def test_any_search_has_an_answer(site, query):
    assert site.get("/search", params={"q": query}).status_code == 200


@pytest.mark.parametrize(
    "path", ["/seller/999999", "/c/no-such", "/nowhere", "/img/999999999/1.jpg", "/item/x"]
)
def test_what_is_not_there_is_a_404(site, path):
    assert site.get(path).status_code == 404


def test_the_addresses_in_the_api_work_for_buyers(site, browser):
    listing = site.connector.list(cursor=None, limit=1).listings[0]

    assert browser.get(listing.url).status_code == 200
    assert urlsplit(listing.image_urls[0]).path.startswith("/bazaar/img/")


def test_the_truth_is_on_no_page(site):
    counterfeit = site.control.truth("bazaar", kind="counterfeit")[0]["ref"]

    assert "counterfeit" not in site.get(f"/item/{counterfeit}").text


def test_people_can_read_the_switches_and_the_last_events(marketplace, site, browser):
    ref = site.offer()
    site.control.faults("bazaar", delay_ms=1)
    site.connector.hide(ref, key="<key>", **CASE)

    answer = browser.get(f"{marketplace.url}/control/")

    assert answer.status_code == 200
    assert ref in answer.text
    assert "&lt;key&gt;" in answer.text
    assert "<form" not in answer.text


def test_every_shape_can_be_drawn():
    by_shape = {picture.shape: picture for _, draft in seed_drafts() for picture in draft.pictures}

    for picture in by_shape.values():
        assert Image.open(BytesIO(draw(picture))).size == (600, 600)
    assert len(by_shape) == 11


def test_a_picture_is_always_the_same(tmp_path):
    gallery = Gallery(tmp_path)
    picture = next(draft.pictures[0] for _, draft in seed_drafts())

    assert gallery.jpeg(picture) == gallery.jpeg(picture) == draw(picture)
