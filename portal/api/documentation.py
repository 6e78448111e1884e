"""The OpenAPI description turned into what the documentation page shows: pure, so that page and schema never part."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

LANGUAGES: Mapping[str, str] = {"curl": "curl", "python": "Python", "javascript": "JavaScript"}
_METHODS = ("get", "post", "patch", "delete")
_IDS = {"complaint_id": "COMPLAINT_ID", "item_id": "ITEM_ID", "right_id": "RIGHT_ID"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    name: str
    where: str
    description: str
    choices: list[str]


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
    summary: str
    description: str
    scope: str
    parameters: list[Parameter]
    body: Any
    is_upload: bool
    answers: list[Answer]

    def sample(self, language: str, *, origin: str) -> str:
        """Works as it is printed, once KEY and ids are filled in."""
        return _SAMPLES[language](self, origin + self.address)

    @property
    def address(self) -> str:
        path = self.path
        for name, word in _IDS.items():
            path = path.replace("{" + name + "}", word)
        return path


def operations_of(schema: Mapping[str, Any]) -> list[Operation]:
    return [
        _operation(path, method, operations[method])
        for path, operations in sorted(schema["paths"].items())
        for method in _METHODS
        if method in operations
    ]


def _operation(path: str, method: str, found: Mapping[str, Any]) -> Operation:
    content = found.get("requestBody", {}).get("content", {})
    return Operation(
        id=found["operationId"],
        method=method.upper(),
        path=path,
        summary=found.get("summary", ""),
        description=found.get("description", ""),
        scope=found.get("x-scope", ""),
        parameters=[_parameter(p) for p in found.get("parameters", [])],
        body=_example(content.get("application/json", {})),
        is_upload="multipart/form-data" in content,
        answers=[_answer(status, answer) for status, answer in sorted(found["responses"].items())],
    )


def _parameter(found: Mapping[str, Any]) -> Parameter:
    return Parameter(
        name=found["name"],
        where=found["in"],
        description=found.get("description", ""),
        choices=[str(choice) for choice in found.get("schema", {}).get("enum", [])],
    )


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


def _pretty(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2)


def _curl(operation: Operation, url: str) -> str:
    lines = [f"curl {url}", '-H "Authorization: Bearer $KEY"']
    if operation.method == "POST":
        lines[0] = f"curl -X POST {url}"
        lines.append('-H "Idempotency-Key: $(cat /proc/sys/kernel/random/uuid)"')
    if operation.is_upload:
        lines += ["-F kind=annotated", "-F file=@differences.png"]
    elif operation.body is not None:
        lines += ['-H "Content-Type: application/json"', f"-d '{_pretty(operation.body)}'"]
    return " \\\n  ".join(lines)


def _python(operation: Operation, url: str) -> str:
    lines = [
        "import os, uuid",
        "import httpx",
        "",
        'headers = {"Authorization": f"Bearer {os.environ[\'KEY\']}"}',
    ]
    arguments = [f'"{url}"', "headers=headers"]
    if operation.method == "POST":
        lines.append('headers["Idempotency-Key"] = str(uuid.uuid4())')
    if operation.is_upload:
        arguments += ['data={"kind": "annotated"}', 'files={"file": open("differences.png", "rb")}']
    elif operation.body is not None:
        lines.append(f"body = {_as_python(operation.body)}")
        arguments.append("json=body")
    lines += [
        f"answer = httpx.{operation.method.lower()}(" + ", ".join(arguments) + ")",
        "print(answer.status_code, answer.json())",
    ]
    return "\n".join(lines)


def _as_python(value: Any) -> str:
    text = _pretty(value)
    for json_word, word in ((": true", ": True"), (": false", ": False"), (": null", ": None")):
        text = text.replace(json_word, word)
    return text


def _javascript(operation: Operation, url: str) -> str:
    lines = ["const headers = { Authorization: `Bearer ${process.env.KEY}` };"]
    options = ["headers"]
    if operation.method == "POST":
        lines.append('headers["Idempotency-Key"] = crypto.randomUUID();')
        options.insert(0, 'method: "POST"')
    if operation.is_upload:
        lines += [
            "const body = new FormData();",
            'body.set("kind", "annotated");',
            'body.set("file", await fs.openAsBlob("differences.png"), "differences.png");',
        ]
        lines.insert(0, 'import fs from "node:fs";')
        options.append("body")
    elif operation.body is not None:
        lines.append('headers["Content-Type"] = "application/json";')
        lines.append(f"const body = JSON.stringify({_pretty(operation.body)});")
        options.append("body")
    lines += [
        f'const answer = await fetch("{url}", {{ {", ".join(options)} }});',
        "console.log(answer.status, await answer.json());",
    ]
    return "\n".join(lines)


_SAMPLES = {"curl": _curl, "python": _python, "javascript": _javascript}
