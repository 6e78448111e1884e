"""The forms that a page holds, read as a browser reads them, so that no test has to know their fields."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin


@dataclass
class PageForm:
    """One form as it stands on the page. `values` are what a browser sends when nothing is changed."""

    action: str
    method: str
    multipart: bool = False
    draft: str = ""
    values: dict[str, str] = field(default_factory=dict)
    typed: set[str] = field(default_factory=set)
    """The fields that a person writes into."""
    files: set[str] = field(default_factory=set)
    buttons: dict[str, str] = field(default_factory=dict)


_TYPED = {"text", "search", "email", "date", "password", "url", "number", "tel"}


class _Reader(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__(convert_charrefs=True)
        self.url, self.forms = url, list[PageForm]()
        self._form: PageForm | None = None
        self._select = self._textarea = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = PageForm(
                action=urljoin(self.url, said.get("action", "")),
                method=said.get("method", "get").lower(),
                draft=said.get("data-draft", ""),
                multipart=said.get("enctype") == "multipart/form-data",
            )
            self.forms.append(self._form)
        elif self._form is not None:
            self._read_field(tag, said, self._form)

    def _read_field(self, tag: str, said: dict[str, str], form: PageForm) -> None:
        name, value = said.get("name", ""), said.get("value", "")
        if tag == "option" and self._select:
            if "selected" in said or self._select not in form.values:
                form.values[self._select] = value
        elif not name:
            return
        elif tag == "select":
            self._select = name
        elif tag == "textarea":
            self._textarea = name
            form.typed.add(name)
            form.values.setdefault(name, "")
        elif tag == "button":
            form.buttons[name] = value
        elif tag == "input":
            self._read_input(said.get("type", "text"), name, value, "checked" in said, form)

    def _read_input(self, kind: str, name: str, value: str, checked: bool, form: PageForm) -> None:
        if kind == "file":
            form.files.add(name)
        elif kind in {"radio", "checkbox"}:
            if checked or (kind == "radio" and name not in form.values):
                form.values[name] = value or "on"
        else:
            form.values[name] = value
            if kind in _TYPED:
                form.typed.add(name)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = ""
        elif tag == "textarea":
            self._textarea = ""

    def handle_data(self, data: str) -> None:
        if self._textarea and self._form is not None:
            self._form.values[self._textarea] += data.removeprefix("\n")


def forms_in(html: str, url: str) -> list[PageForm]:
    reader = _Reader(url)
    reader.feed(html)
    return reader.forms
