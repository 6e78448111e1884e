"""Finds the links in whatever was pasted: mail, spreadsheets, CSV, Markdown, chat. Pure, and linear in time."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_INVISIBLE |= dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])

# Links as HTML source has them, and as people write them so that nobody clicks on them.
_REWRITES = (
    (re.compile(r"&amp;", re.IGNORECASE), "&"),
    (re.compile(r"&(?:lt|gt|quot|nbsp|#39);", re.IGNORECASE), " "),
    (re.compile(r"hxxp", re.IGNORECASE), "http"),
    (re.compile(r"\[\.\]|\(\.\)|\[dot\]", re.IGNORECASE), "."),
    (re.compile(r"\[:\]"), ":"),
)

# Runs of what may stand inside a link; quotation marks and brackets of any script end it.
_CHUNK = re.compile(r"[^\s<>\"|^`{}\\\x00-\x1f\x7f“”„«»‹›‘’。、，；：！？（）【】《》「」『』]+")

# "https//" and "https:/" are slips of the pen.
_SCHEME = r"https?(?::/{1,3}|//)"
_SCHEME_OR_QUERY = re.compile(rf"({_SCHEME})|\?", re.IGNORECASE)
_STARTS_WITH_SCHEME = re.compile(r"(https?)(?::/{1,3}|//)/*", re.IGNORECASE)

# Bounded repetitions only, so that no text makes them slow.
_HOST = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}"
_LOCAL = r"(?:localhost|[0-9]{1,3}(?:\.[0-9]{1,3}){3}):[0-9]{1,5}"
_BARE = rf"(?:www\.[a-z0-9]|(?:{_HOST}(?::[0-9]{{1,5}})?|{_LOCAL})/)"
_BARE_LINK = re.compile(rf"(?<![a-z0-9_@.\-/])(?://)?({_BARE})", re.IGNORECASE)
_IS_LOCAL = re.compile(_LOCAL, re.IGNORECASE)

_BRACKET_OR_SEPARATOR = re.compile(r"[()\[\],;]")
_TIGHT_SEPARATOR = re.compile(r"[,;](?=\S)")
_NO_PART_OF_A_LINK = re.compile(rf"$|[,;']|{_SCHEME}|{_BARE}|[€$£¥]?[0-9][0-9.:/-]*(?:$|[,;])", re.IGNORECASE)
_OPENING = {")": "(", "]": "["}
_TRAILING = ".,;:!?'*_~…(["


def find_links(text: str) -> list[str]:
    """The links in their order, without repetition, each with a scheme and a host."""
    text = text.translate(_INVISIBLE)
    for pattern, plain in _REWRITES:
        text = pattern.sub(plain, text)
    links = (link for line in text.splitlines() for link in _links_of_line(line))
    return list(dict.fromkeys(links))


def _links_of_line(line: str) -> Iterator[str]:
    separators = [match.start() for match in _TIGHT_SEPARATOR.finditer(line)]
    # From two separators on it is a row of a table, in which the first separator ends the link.
    row_until = separators[-2] if len(separators) >= 2 else -1
    for chunk in _CHUNK.finditer(line):
        for start, end in _pieces(chunk[0]):
            offset = chunk.start() + start
            yield from _links_of_piece(chunk[0][start:end], row_until - offset)


def _pieces(chunk: str) -> Iterator[tuple[int, int]]:
    """Cuts before each scheme, since links get pasted without a gap between them."""
    start, in_query = 0, False
    for match in _SCHEME_OR_QUERY.finditer(chunk):
        if match[1] is None:
            in_query = True
        elif not (in_query and chunk[match.start() - 1] == "="):
            # After "?…=" it would be the parameter of a link, not the next link.
            yield start, match.start()
            start, in_query = match.start(), False
    yield start, len(chunk)


def _links_of_piece(piece: str, row_until: int) -> Iterator[str]:
    position = 0
    match = _STARTS_WITH_SCHEME.match(piece)
    if match:
        position = _end_of_link(piece, match.end(), row_until)
        yield from _usable(match[1].lower(), piece[match.end() : position])
    while match := _BARE_LINK.search(piece, position):
        position = _end_of_link(piece, match.end(), row_until)
        scheme = "http" if _IS_LOCAL.match(match[1]) else "https"
        yield from _usable(scheme, piece[match.start(1) : position])


def _end_of_link(piece: str, position: int, row_until: int) -> int:
    opened: list[str] = []
    for match in _BRACKET_OR_SEPARATOR.finditer(piece, position):
        mark, here = match[0], match.start()
        if mark in "([":
            opened.append(mark)
        elif mark in ")]":
            if not opened or opened.pop() != _OPENING[mark]:
                return here
        elif here <= row_until or _NO_PART_OF_A_LINK.match(piece, match.end()):
            return here
    return len(piece)


def _usable(scheme: str, rest: str) -> Iterator[str]:
    link = f"{scheme}://{rest.rstrip(_TRAILING)}"
    try:
        host = urlsplit(link).hostname
    except ValueError:
        return
    if host and any(letter.isalnum() for letter in host):
        yield link
