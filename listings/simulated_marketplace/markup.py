"""HTML put together from elements, with everything escaped that is not an element."""

from html import escape


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


Child = str | int | None
_VOID = {"br", "hr", "img", "input", "link", "meta"}


def tag(name: str, /, *children: Child, **attributes: str | int | bool | None) -> Html:
    """`class_` and the like lose their underscore; an attribute that is True stands alone, None and False vanish."""
    start = f"<{name}{''.join(_attribute(key, value) for key, value in attributes.items())}>"
    return Html(start if name in _VOID else f"{start}{joined(*children)}</{name}>")


def joined(*children: Child) -> Html:
    return Html("".join(_escaped(child) for child in children if child is not None))


def page(title: str, *body: Child, stylesheet: str, kind: str = "", canonical: str | None = None) -> str:
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
        tag("link", rel="canonical", href=canonical) if canonical else None,
        tag("link", rel="stylesheet", href=stylesheet),
        tag("link", rel="icon", href="/static/icon.svg", type="image/svg+xml"),
    )
    return "<!doctype html>" + tag("html", head, tag("body", *body, class_=kind), lang="en")


def _attribute(key: str, value: str | int | bool | None) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape(str(value))}"'


def _escaped(child: str | int) -> str:
    return child if isinstance(child, Html) else escape(str(child))
