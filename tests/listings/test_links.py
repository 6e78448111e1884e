import time
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from listings.links import find_links

A = "https://shop.example/bazaar/item/1-bag"
B = "http://shop.example/bazaar/item/2?x=1&y=(2)"

MAIL = f"""Hello,
please look at <{A}>, and also at {B}.
> On Monday Bob wrote: see ({A})!
Mine is bob@shop.example, and/or nothing.
"""


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("", []),
        ("no links here, none at all; e.g. 12.50/piece", []),
        (MAIL, [A, B]),
        (f"{A}\n{B}\r\n{A}", [A, B]),
        (f"{A},{B};{A}", [A, B]),
        (f"url,price\n{A},12.50\n{B},9", [A, B]),
        (f"1,{A},Lumora bag,12.50,EUR", [A]),
        (f'"{A}","12,50";"{B}"', [A, B]),
        (f"{A}\t12.50\tEUR\n{B}\t3", [A, B]),
        (f"| {A} | {B} |", [A, B]),
        (f"[{A}]({A}) and [bag]({B})", [A, B]),
        (f"**{A}** _{B}_ `{A}`", [A, B]),
        (f'<a href="{A}">x</a><img src={B}>', [A, B]),
        (f"{A}{B}", [A, B]),
        (f"{A}…{B}…", [A, B]),
        (f"http://{A}", [A]),
        (f"={A}", [A]),
        (f'=HYPERLINK("{A}")', [A]),
        ("请看" + A + "，谢谢。", [A]),
        ("HTTPS://SHOP.example/bazaar/item/1-bag", ["https://SHOP.example/bazaar/item/1-bag"]),
        ("ht\u200btps://shop.ex\u00adample/bazaar/item/1-bag\ufeff", [A]),
        ("shop.example/bazaar/item/1-bag", [A]),
        ("看shop.example/bazaar/item/1-bag", [A]),
        ("//shop.example/bazaar/item/1-bag", [A]),
        ("www.shop.example/i/1,www.shop.example/i/2", ["https://www.shop.example/i/1", "https://www.shop.example/i/2"]),
        ("shop.example/i/1,shop.example/i/2", ["https://shop.example/i/1", "https://shop.example/i/2"]),
        ("localhost:8001/bazaar/item/1", ["http://localhost:8001/bazaar/item/1"]),
        ("hxxps://shop[.]example/bazaar/item/1-bag", [A]),
        ("https//shop.example/bazaar/item/1-bag", [A]),
        ("https:/shop.example/bazaar/item/1-bag", [A]),
        ("https://shop.example/x?a=1&amp;b=2", ["https://shop.example/x?a=1&b=2"]),
        ("https://shop.example/to?u=https://other.example/", ["https://shop.example/to?u=https://other.example/"]),
        ("https://shop.example/bag,i123.html, please", ["https://shop.example/bag,i123.html"]),
        ("https://shop.example/Bag_(red)", ["https://shop.example/Bag_(red)"]),
        ("https://shop.example/item/1-露梦拉", ["https://shop.example/item/1-露梦拉"]),
        ("https:// http://? http://[broken http://...", []),
    ],
)  # fmt: skip
def test_links_are_found_in_what_people_paste(text, links):
    assert find_links(text) == links


LINKISH = st.lists(
    st.sampled_from(
        ["http://", "https://", "hxxp://", "www.", "a.example/", "localhost:80/", "[", "]", "(", ")", ",", ";",
         "=", "?", "&amp;", "[.]", "\u200b", "\n", " ", "1", "a", ".", "/", ":", "@", "'", '"', "[::1]", "é", "露"]
    )
).map("".join)  # fmt: skip


@given(st.one_of(st.text(), LINKISH))
def test_any_text_gives_only_whole_links_each_once(text):
    links = find_links(text)

    assert len(links) == len(set(links))
    for link in links:
        assert link.startswith(("http://", "https://"))
        assert urlsplit(link).hostname
        assert not set(link) & set(' \t\r\n<>"\u200b')


@given(
    before=st.text(alphabet=' \n\t<>"|。「'),
    after=st.sampled_from(["", " ", ".", ", ", ">", "\n", ")", "。"]),
)
def test_a_link_among_marks_is_found(before, after):
    assert find_links(f"{before}{A}{after}") == [A]


@pytest.mark.parametrize(
    "piece",
    ["a", "http://", "http://a,", "a.", "(", "http://a?=", "http://a=", "a.b/ ", "http://a.b/c,1x,", ",1", "/",
     "www.a", "a-", "[.]", "h", "http://a/(", "&amp;", "hxxp"],
)  # fmt: skip
def test_hostile_text_takes_no_longer_than_other_text(piece):
    text = "http://a" + piece * (200_000 // len(piece))

    started = time.process_time()
    find_links(text)

    # It is about 0.2 s; with anything quadratic it would be minutes.
    assert time.process_time() - started < 4
