"""Requests that no well-meaning program sends. Pure: what they are made of is given, and nothing is sent from here."""

import base64
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

JSON = "application/json"
STRANGE: tuple[Any, ...] = (
    *(
        "",
        " ",
        "\x00",
        "a\x00b",
        "\ud800",
        "\udfff\ud800",
        "A" * 6_000,
        "\u202e\u0000",
        "𝒳" * 300,
        "%00",
        "\r\n",
    ),
    *(
        "' OR 1=1 --",
        "<script>alert(1)</script>",
        "${7*7}",
        "{{7*7}}",
        "../../etc/passwd",
        "null",
        "NaN",
        "1",
    ),
    *(
        "0000-00-00",
        "9999-12-31",
        "0001-01-01",
        "2020-02-30",
        "٢٠٢٠-٠١-٠١",
        "00000000-0000-0000-0000-000000000000",
    ),
    *(
        "http://",
        "http://[::1",
        "http://a:99999999/",
        "https://bazaar.example/item/\ud800",
        "javascript:0",
        "//",
    ),
    *(0, -1, 1, 2**31, 2**63, 2**64, -(2**63), 10**400, 1.5, 1e308, -0.0, True, False, None),
    *([], {}, [[]], [None], [{}], {"": ""}, {"a": {"b": {}}}, ["x"] * 1_500, [0] * 1_500),
)
BODIES: tuple[bytes, ...] = (
    *(
        b"",
        b" ",
        b"null",
        b"0",
        b"false",
        b'""',
        b'"x"',
        b"[]",
        b"[[]]",
        b"{}",
        b"{",
        b"}",
        b"{]",
        b"'a'",
        b"\x00",
    ),
    *(
        b"\xff\xfe",
        b"\xef\xbb\xbf{}",
        '{"a": 1}'.encode("utf-16"),
        b'{"title": "\xff"}',
        b'{"title": "\xed\xa0\x80"}',
    ),
    *(
        b'{"a": 1, "a": 2}',
        b'{"": 1, "": 2}',
        b'{"a": NaN}',
        b'{"a": Infinity}',
        b'{"a": -Infinity}',
        b'{"a": 1e999}',
    ),
    *(
        b'{"nice_classes": [1e999]}',
        b'{"nice_classes": [1E400]}',
        b"1" * 5_000,
        b'{"a": ' + b"9" * 5_000 + b"}",
    ),
    *(b'{"title": "\\ud800"}', b'{"title": "\\u0000"}', b'{"\\ud800": 1}', b'{"\\u0000": 1}', b'{"a": "\t"}'),
    *(b"[" * deep + b"]" * deep for deep in (19, 21, 500, 1_000, 100_000)),
    *(b'{"a":' * deep + b"1" + b"}" * deep for deep in (19, 21, 500, 1_000, 100_000)),
    b"[" * 1_000_000,
    b'{"title": "' + b"a" * 4_000_000 + b'"}',
    b"{" + b",".join(b'"k%d": 1' % n for n in range(20_000)) + b"}",
)
MEDIA_TYPES = (
    *(
        "",
        "text/plain",
        "application/xml",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/jsonp",
    ),
    *(
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\xff",
        "multipart/mixed; boundary=x",
        "*/*",
        ";",
    ),
    *(
        "application/json; charset=utf-16",
        "application/json; charset=none",
        "application/json;;;",
        "json",
        "a/b/c",
    ),
    *(
        "application/merge-patch+json",
        "APPLICATION/JSON",
        "application/json, text/plain",
        "application/" + "x" * 4_000,
    ),
)
ACCEPTS = (
    *(
        "*/*;q=0",
        "text/html",
        "application/xml",
        "",
        ",",
        ";",
        "a",
        "application/json;q=x",
        "*/*;" + "q=1;" * 900,
    ),
    *(
        "application/json; indent=4",
        "application/json; indent=-1",
        "application/json; indent=999999999",
        "/",
        "*",
    ),
)
METHODS = ("PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "FOO", "get", "PROPFIND", "A" * 60)
IDS = (
    *(
        "0",
        "x",
        "-",
        "..",
        ".",
        "%2e%2e",
        "%2F",
        "%00",
        "%ff",
        "%ed%a0%80",
        "%25",
        "~",
        "nil",
        "[]",
        "C-4T7K-9M",
    ),
    *("00000000-0000-0000-0000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff", "-" * 36, "a" * 5_000),
    *(
        "01A1F2C4-0000-7000-8000-000000000001",
        "01a1f2c4000070008000000000000001",
        "{01a1f2c4-0000-7000-8000-000000000001}",
    ),
    *(quote("٠١a1f2c4-0000-7000-8000-000000000001"), "01a1f2c4-0000-7000-8000-000000000001%0a"),
)
POSITIONS = (
    *(
        "",
        "p=",
        "p=x",
        "r=1",
        "o=1",
        "o=-1",
        "o=x",
        "o=" + "9" * 400,
        "r=1&p=",
        "p=%00",
        "p=" + "-" * 36,
        "p=" + "a" * 36,
    ),
    *(
        "p=01a1f2c4-0000-7000-8000-000000000001",
        "p=00000000-0000-0000-0000-000000000000",
        "p=1&p=2",
        "p=" + "f" * 36,
    ),
    *(
        "p=0-1a1f2c4-0000-7000-8000-00000000000",
        "o=999&p=01a1f2c4-0000-7000-8000-000000000001",
        "r=1&o=1000",
        "\x00",
    ),
    *("r=1&p=01a1f2c4-0000-7000-8000-000000000001", "p=2020-01-01T00:00:00.000000+00:00-ab"),
)
CURSORS = (
    *(base64.b64encode(text.encode()).decode() for text in POSITIONS),
    *("%%%", "=", "====", "A", "AA", "\x00", "é", "cD0", "a" * 8_000, "+", "/", "/w==", "gA==", "\ud800"),
)
LIMITS = (
    "0",
    "-1",
    "1",
    "100",
    "101",
    "1.0",
    "1e1",
    " 1",
    "+1",
    "01",
    "١",
    "²",
    "",
    "x",
    "9" * 400,
    "0x1",
    "\x00",
    "1,2",
)
FILTERS = (
    "status",
    "complaint",
    "marketplace",
    "kind",
    "format",
    "page",
    "offset",
    "ordering",
    "search",
    "id__in",
    "",
)
AUTHORIZATIONS = (
    *(
        "",
        "Bearer",
        "Bearer ",
        "bearer x",
        "Basic eDp5",
        "Bearer jf_live_",
        "Bearer jf_test_x",
        "Bearer " + "x" * 6_000,
    ),
    *(
        "Bearer jf_live_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "Bearer \xff\xfe",
        "Bearer a b",
        "\xe9",
    ),
    *(
        "Bearer jf_live_é_ü",
        "Token x",
        "Bearer jf_live_00000000_00000000000000000000000000000000_000000",
        "BEARER\tx",
    ),
)
IDEMPOTENCY_KEYS = (
    "",
    " ",
    "k" * 255,
    "k" * 256,
    "a b",
    "\xe9",
    "k1",
    "k1",
    "'",
    "\\",
    "../",
    "k" * 6_000,
    "%00",
    "0",
)
MATCHES = ("", "*", '"', '""', "W/", 'W/"x"', '"x", *', "," * 4_000, "\xe9", "x", '"' + "a" * 4_000 + '"')
HEADERS: tuple[Mapping[str, str], ...] = (
    {"X-Forwarded-For": "not, an, address"},
    {"X-Forwarded-For": "1.2.3.4," * 900},
    {"X-Forwarded-Proto": "https"},
    {"X-Forwarded-Host": "elsewhere.example"},
    {"X-HTTP-Method-Override": "DELETE"},
    {"X-Request-Id": "\xe9" * 900},
    {"Host": "elsewhere.example"},
    {"Host": "localhost:x"},
    {"Accept-Language": "xx-" * 1_300},
    {"Cookie": "sessionid=x; csrftoken=y; " + "a=b; " * 900},
    {"Cookie": "sessionid=\xff"},
    {"Content-Encoding": "gzip"},
    {"Range": "bytes=0-"},
    {"Expect": "nothing"},
    {"Origin": "null"},
    {"If-None-Match": "*"},
    {"If-Modified-Since": "yesterday"},
    {"X-Large": "a" * 60_000},
    {f"X-Many-{n}": "a" for n in range(90)},
)
PNG = b"\x89PNG\r\n\x1a\n"
FILES: tuple[tuple[str, bytes], ...] = (
    ("empty.png", b""),
    ("renamed.png", b"MZ\x90\x00" + b"\x00" * 2_000),
    ("renamed.jpg", b"\x7fELF" + b"\x00" * 2_000),
    ("renamed.pdf", b"#!/bin/sh\necho no\n"),
    ("page.html", b"<script>alert(1)</script>"),
    ("picture.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    ("archive.zip", b"PK\x03\x04" + b"\x00" * 200),
    ("cut.png", PNG),
    ("cut.jpg", b"\xff\xd8\xff"),
    ("cut.webp", b"RIFF\x00\x00\x00\x00WEBP"),
    ("both.pdf", b"%PDF-1.7\nMZ\x90" + b"\x00" * 200),
    ("oversize.png", PNG + b"\x00" * (26 * 1024 * 1024)),
    ("../../etc/passwd", PNG + b"1"),
    ("C:\\windows\\a.png", PNG + b"2"),
    ("a" * 3_000 + ".png", PNG + b"3"),
    ("nul%00.png", PNG + b"4"),
    ("nul\x00.png", PNG + b"5"),
    ("\u202egnp.exe", PNG + b"6"),
    ("", PNG + b"7"),
    (".", PNG + b"8"),
    ("...", PNG + b"9"),
    ('quo"te.png', PNG + b"10"),
    ("line\r\nbreak.png", PNG + b"11"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strange:
    method: str
    path: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    own_key: bool = True
    """Whether the right Authorization is sent along."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What there is: real ids, other brands' ids, keys that open nothing or something else, and bodies that are right."""

    complaint: str
    item: str
    right: str
    question: str
    endpoint: str
    foreign_complaint: str
    foreign_item: str
    foreign_right: str
    foreign_endpoint: str
    keys: tuple[str, ...]
    bodies: Mapping[str, Mapping[str, Any]]
    """By the path that they are posted to."""

    @property
    def lists(self) -> tuple[str, ...]:
        return (
            "complaints/",
            "items/",
            "rights/",
            "authentication-requests/",
            "standing/",
            "marketplaces/",
            "webhook-endpoints/",
        )

    @property
    def rows(self) -> tuple[str, ...]:
        own = (
            f"complaints/{self.complaint}/",
            f"items/{self.item}/",
            f"rights/{self.right}/",
            f"authentication-requests/{self.question}/",
        )
        return (
            *own,
            f"complaints/{self.foreign_complaint}/",
            f"items/{self.foreign_item}/",
            f"rights/{self.foreign_right}/",
            f"webhook-endpoints/{self.endpoint}/",
            f"webhook-endpoints/{self.foreign_endpoint}/",
        )

    @property
    def everywhere(self) -> tuple[str, ...]:
        return (*self.lists, *self.rows, *self.bodies, "evidence/", "nowhere/", "")


def corpus(ground: Ground) -> Iterator[Strange]:
    for path in ground.everywhere:
        yield from _ways_to_ask(ground, path)
    for path, body in ground.bodies.items():
        yield from _bodies(path, body)
    yield from _queries(ground)
    yield from _ids()
    yield from _uploads()


def _ways_to_ask(ground: Ground, path: str) -> Iterator[Strange]:
    usual = "POST" if path in ground.bodies or path == "evidence/" else "GET"
    body = json.dumps(ground.bodies.get(path, {})).encode()
    for method in METHODS:
        yield Strange(method=method, path=path, body=body, headers={"Content-Type": JSON})
    for media_type in MEDIA_TYPES:
        yield Strange(method="POST", path=path, body=body, headers={"Content-Type": media_type})
    for authorization in (*AUTHORIZATIONS, *(f"Bearer {key}" for key in ground.keys)):
        headers = {"Content-Type": JSON, "Authorization": authorization}
        yield Strange(method=usual, path=path, body=body, headers=headers, own_key=False)
    yield Strange(method=usual, path=path, body=body, headers={"Content-Type": JSON}, own_key=False)
    named = (
        *({"Accept": value} for value in ACCEPTS),
        *({"Idempotency-Key": value} for value in IDEMPOTENCY_KEYS),
        *({"If-Match": value} for value in MATCHES),
        *HEADERS,
    )
    for headers in named:
        yield Strange(method=usual, path=path, body=body, headers={"Content-Type": JSON, **headers})


def _bodies(path: str, body: Mapping[str, Any]) -> Iterator[Strange]:
    yield from (_posted(path, raw) for raw in BODIES)
    for name in body:
        yield from (_posted(path, _dumped({**body, name: value})) for value in STRANGE)
        yield _posted(path, _dumped({other: value for other, value in body.items() if other != name}))
        if isinstance(body[name], list):
            yield from (_posted(path, _dumped({**body, name: [value]})) for value in STRANGE)
            yield _posted(path, _dumped({**body, name: body[name] * 2_000}))
    yield from (_posted(path, _dumped({**body, "items": [{"url": value}]})) for value in STRANGE)
    yield _posted(path, _dumped({**body, "tenant": "x"}))


def _dumped(body: Any) -> bytes:
    return json.dumps(body).encode()


def _posted(path: str, body: bytes) -> Strange:
    return Strange(method="POST", path=path, body=body, headers={"Content-Type": JSON})


def _queries(ground: Ground) -> Iterator[Strange]:
    for path in ground.lists:
        asked = (
            *(("cursor", value) for value in CURSORS),
            *(("limit", value) for value in LIMITS),
            *((name, value) for name in FILTERS for value in STRANGE if isinstance(value, str)),
        )
        for name, value in asked:
            yield Strange(method="GET", path=f"{path}?{name}={quote(value.encode('utf-8', 'surrogatepass'))}")
        for query in (
            "%ff=%ff",
            "limit=1&limit=2",
            "cursor=%ff",
            "&&&",
            "=",
            "a" * 7_000,
            "&".join(["a=b"] * 1_200),
        ):
            yield Strange(method="GET", path=f"{path}?{query}")


def _ids() -> Iterator[Strange]:
    for id in IDS:
        for path in (
            "complaints/{}/",
            "items/{}/",
            "rights/{}/",
            "rights/{}",
            "items/{}/answer/",
            "authentication-requests/{}/",
            "authentication-requests/{}/answer/",
            "{}",
            "{}/",
        ):
            yield Strange(method="GET", path=path.format(id))
        for path in (
            "complaints/{}/withdrawal/",
            "items/{}/answer/",
            "authentication-requests/{}/answer/",
        ):
            yield _posted(path.format(id), b"{}")


def _uploads() -> Iterator[Strange]:
    for name, content in FILES:
        yield _uploaded(_part("file", content, name), _part("kind", b"annotated"))
    good = _part("file", PNG + b"good", "good.png")
    for value in (b"", b"nothing", b"\x00", b"\xff", b"annotated\x00", b"a" * 5_000):
        yield _uploaded(good, _part("kind", value))
        yield _uploaded(good, _part("kind", b"annotated"), _part("shareable", value))
        yield _uploaded(_part("file", value), _part("kind", b"annotated"))
    yield _uploaded(good, good, _part("kind", b"annotated"), _part("kind", b"test_buy"))
    yield _uploaded(good, _part("kind", b"annotated", "kind.png"))
    yield _uploaded(good, *[_part(f"field{n}", b"x") for n in range(1_200)])
    yield _uploaded(*[_part("file", PNG, f"{n}.png") for n in range(150)])
    yield _uploaded()
    whole = _joined(good, _part("kind", b"annotated"))
    for cut in (0, 1, 20, 60, 120, len(whole) - 1, len(whole) - 6):
        yield _multipart(whole[:cut])
    for more in (
        "Content-Transfer-Encoding: base64\r\n",
        "Content-Type: text/plain; charset=none\r\n",
        "X: \xff\r\n",
    ):
        odd = (
            b'--edge\r\nContent-Disposition: form-data; name="kind"\r\n'
            + more.encode("latin-1")
            + b"\r\n!!!\r\n"
        )
        yield _multipart(odd + _joined(good))
    for line in (
        b"",
        b"Content-Disposition: form-data\r\n",
        b"Content-Disposition: form-data; name=\r\n",
        b"\xff: \xff\r\n",
    ):
        yield _multipart(b"--edge\r\n" + line + b"\r\nx\r\n--edge--\r\n")


def _part(name: str, content: bytes, filename: str | None = None) -> bytes:
    named = f'; filename="{filename}"' if filename is not None else ""
    head = f'--edge\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'
    return head.encode() + content + b"\r\n"


def _joined(*parts: bytes) -> bytes:
    return b"".join(parts) + b"--edge--\r\n"


def _uploaded(*parts: bytes) -> Strange:
    return _multipart(_joined(*parts))


def _multipart(body: bytes) -> Strange:
    return Strange(
        method="POST",
        path="evidence/",
        body=body,
        headers={"Content-Type": "multipart/form-data; boundary=edge"},
    )
