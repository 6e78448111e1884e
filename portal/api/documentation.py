"""The OpenAPI description turned into what the documentation page shows: pure, so that page and schema never part."""

import json
import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

LANGUAGES: Mapping[str, str] = {"curl": "curl", "python": "Python", "javascript": "JavaScript"}
# In the order in which somebody meets them: what there is, what one files with, what became of it.
GROUPS: Mapping[str, str] = {
    "marketplaces": "Marketplaces",
    "rights": "Rights",
    "evidence": "Evidence",
    "complaints": "Complaints",
    "items": "Items",
    "appeals": "Appeals",
    "counter-notices": "Counter-notices",
    "authentication-requests": "Authentication requests",
    "standing": "Standing",
    "webhook-endpoints": "Webhook endpoints",
    "listings": "Listing feed",
}
FEED = "application/x-ndjson"
_METHODS = ("get", "post", "patch", "delete")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What stands in the samples. Somebody who is signed in finds their own there, and the samples run as printed."""

    right: str = "RIGHT_ID"
    marketplace: str = "MARKETPLACE"
    listings: Sequence[str] = ("LINK_TO_A_LISTING",)
    evidence: Sequence[str] = ()
    declared_by: str = "YOUR NAME"
    complaint: str = "COMPLAINT_ID"
    item: str = "ITEM_ID"
    request: str = "REQUEST_ID"
    endpoint: str = "ENDPOINT_ID"
    delivery: str = "DELIVERY_ID"
    appeal: str = "APPEAL_ID"
    counter: str = "COUNTER_NOTICE_ID"

    def address(self, path: str) -> str:
        for name in ("complaint", "item", "request", "right", "endpoint", "delivery", "appeal", "counter"):
            path = path.replace("{" + name + "_id}", getattr(self, name))
        return path

    def body(self, example: Any) -> Any:
        """An example's body with the reader's own in the place of ids that are nobody's."""
        own = {
            "right": self.right,
            "marketplace": self.marketplace,
            "items": [{"url": url} for url in self.listings],
            "item": self.item,
            "evidence": list(self.evidence),
            "declared_by": self.declared_by,
        }
        if not isinstance(example, dict):
            return example
        return {name: own.get(name, value) for name, value in example.items()}


NOBODY = Reader()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    name: str
    where: str
    description: str
    choices: list[str] = field(default_factory=list)
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    status: str
    description: str
    example: str
    codes: list[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    id: str
    method: str
    path: str
    group: str
    summary: str
    description: str
    scope: str
    parameters: list[Parameter]
    example: Any
    is_upload: bool
    is_feed: bool
    """One JSON object a line."""
    answers: list[Answer]

    def sample(self, language: str, *, origin: str, reader: Reader) -> str:
        """Works as it is printed, once KEY is set and, for somebody who is not signed in, the words in capitals."""
        if self.method != "GET":
            # A sample that is tried out must not withdraw or answer what the reader has really filed.
            reader = replace(
                reader,
                complaint=NOBODY.complaint,
                item=NOBODY.item,
                request=NOBODY.request,
                counter=NOBODY.counter,
            )
        return _SAMPLES[language](self, origin + reader.address(self.path), reader.body(self.example))

    @property
    def answers_nothing(self) -> bool:
        return [answer.status for answer in self.good_answers] == ["204"]

    @property
    def good_answers(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.status.startswith("2")]

    @property
    def problems(self) -> list[Answer]:
        return [answer for answer in self.answers if answer.codes]


def operations_of(schema: Mapping[str, Any]) -> list[Operation]:
    """In the order of GROUPS, then as the addresses sort."""
    groups = list(GROUPS)
    found = [
        _operation(path, method, operations[method], schema)
        for path, operations in sorted(schema["paths"].items())
        for method in _METHODS
        if method in operations
    ]
    return sorted(found, key=lambda operation: groups.index(operation.group))


def _operation(path: str, method: str, found: Mapping[str, Any], schema: Mapping[str, Any]) -> Operation:
    content = found.get("requestBody", {}).get("content", {})
    return Operation(
        id=found["operationId"],
        method=method.upper(),
        path=path,
        group=found["tags"][0],
        summary=found.get("summary", ""),
        description=found.get("description", ""),
        scope=found.get("x-scope", ""),
        parameters=[
            *(_parameter(p) for p in found.get("parameters", [])),
            *(field for media in content.values() for field in _fields(media, schema)),
        ],
        example=_example(content.get("application/json", {})) or _example(content.get(FEED, {})),
        is_upload="multipart/form-data" in content,
        is_feed=FEED in content,
        answers=[_answer(status, answer) for status, answer in sorted(found["responses"].items())],
    )


def _parameter(found: Mapping[str, Any]) -> Parameter:
    return Parameter(
        name=found["name"],
        where=found["in"],
        description=found.get("description", ""),
        choices=[str(choice) for choice in found.get("schema", {}).get("enum", [])],
        required=found["in"] != "path" and found.get("required", False),
    )


def _fields(media: Mapping[str, Any], schema: Mapping[str, Any]) -> list[Parameter]:
    """What a body may hold."""
    shape = _resolved(media.get("schema", {}), schema)
    return [
        Parameter(
            name=name,
            where="body",
            description=value.get("description", ""),
            choices=[str(choice) for choice in _resolved(value, schema).get("enum", [])],
            required=name in shape.get("required", []),
        )
        for name, value in shape.get("properties", {}).items()
    ]


def _resolved(found: Mapping[str, Any], schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """What a reference means; beside a description it stands in a list of one."""
    reference = found.get("$ref") or next((part.get("$ref") for part in found.get("allOf", [])), None)
    if reference is None:
        return found
    named: Mapping[str, Any] = schema["components"]["schemas"][reference.rpartition("/")[2]]
    return named


def _answer(status: str, found: Mapping[str, Any]) -> Answer:
    content = found.get("content", {})
    problems = content.get("application/problem+json", {}).get("examples", {})
    value = _example(content.get("application/json", {}))
    return Answer(
        status=status,
        description=found.get("description", ""),
        example=_pretty(value) if value is not None else "",
        codes=sorted(problems),
    )


def _example(media: Mapping[str, Any]) -> Any:
    return next((example.get("value") for example in media.get("examples", {}).values()), None)


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _curl(operation: Operation, url: str, body: Any) -> str:
    lines = [f"curl {url}", '-H "Authorization: Bearer $KEY"']
    if operation.method != "GET":
        lines[0] = f"curl -X {operation.method} {url}"
    if operation.method == "POST":
        # On Linux and macOS alike wherever curl speaks TLS; uuidgen is not.
        lines.append('-H "Idempotency-Key: $(openssl rand -hex 16)"')
    if operation.is_upload:
        lines += ["-F kind=annotated", "-F file=@differences.png"]
    elif operation.is_feed:
        lines += [f'-H "Content-Type: {FEED}"', f"--data-binary {shlex.quote(_line(body))}"]
    elif body is not None:
        lines += ['-H "Content-Type: application/json"', f"-d {shlex.quote(_pretty(body))}"]
    return " \\\n  ".join(lines)


def _python(operation: Operation, url: str, body: Any) -> str:
    imports, lines = ["import os"], ['headers = {"Authorization": f"Bearer {os.environ[\'KEY\']}"}']
    arguments = [f'"{url}"', "headers=headers"]
    if operation.method == "POST":
        imports.append("import uuid")
        lines.append('headers["Idempotency-Key"] = str(uuid.uuid4())')
    if operation.is_upload:
        arguments += ['data={"kind": "annotated"}', 'files={"file": open("differences.png", "rb")}']
    elif operation.is_feed:
        imports.append("import json")
        lines.append(f'headers["Content-Type"] = "{FEED}"')
        lines.append(f"listings = [{_as_python(body)}]")
        lines.append('feed = "\\n".join(json.dumps(listing) for listing in listings)')
        arguments.append("content=feed")
    elif body is not None:
        lines.append(f"body = {_as_python(body)}")
        arguments.append("json=body")
    called = ",\n    ".join(arguments)
    lines += [
        f"answer = httpx.{operation.method.lower()}(\n    {called},\n)",
        "print(answer.status_code)"
        if operation.answers_nothing
        else "print(answer.status_code, answer.json())",
    ]
    return "\n".join([*sorted(imports), "", "import httpx", "", *lines])


def _as_python(value: Any, depth: int = 0) -> str:
    """A literal, laid out as JSON would be."""
    if not isinstance(value, dict | list) or not value:
        # json's own quotes: a text reads the same in both languages.
        return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
    margin, end = "    " * (depth + 1), "    " * depth
    if isinstance(value, list):
        inner = [_as_python(entry, depth + 1) for entry in value]
        opening, closing = "[]"
    else:
        inner = [f"{json.dumps(name)}: {_as_python(entry, depth + 1)}" for name, entry in value.items()]
        opening, closing = "{}"
    lines = "".join(f"{margin}{line},\n" for line in inner)
    return f"{opening}\n{lines}{end}{closing}"


def _javascript(operation: Operation, url: str, body: Any) -> str:
    lines = ["const headers = { Authorization: `Bearer ${process.env.KEY}` };"]
    options = ["headers"]
    if operation.method != "GET":
        options.insert(0, f'method: "{operation.method}"')
    if operation.method == "POST":
        lines.append('headers["Idempotency-Key"] = crypto.randomUUID();')
    if operation.is_upload:
        lines += [
            "const body = new FormData();",
            'body.set("kind", "annotated");',
            'body.set("file", await fs.openAsBlob("differences.png"), "differences.png");',
        ]
        lines.insert(0, 'import fs from "node:fs";\n')
        options.append("body")
    elif operation.is_feed:
        lines.append(f'headers["Content-Type"] = "{FEED}";')
        lines.append(f"const listings = [{_pretty(body)}];")
        lines.append('const body = listings.map((listing) => JSON.stringify(listing)).join("\\n");')
        options.append("body")
    elif body is not None:
        lines.append('headers["Content-Type"] = "application/json";')
        lines.append(f"const body = JSON.stringify({_pretty(body)});")
        options.append("body")
    lines += [
        f'const answer = await fetch("{url}", {{ {", ".join(options)} }});',
        "console.log(answer.status);"
        if operation.answers_nothing
        else "console.log(answer.status, await answer.json());",
    ]
    return "\n".join(lines)


_SAMPLES = {"curl": _curl, "python": _python, "javascript": _javascript}
