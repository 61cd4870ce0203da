"""The OpenAPI document as rows for a page that people read."""

from dataclasses import dataclass, replace

from fieldwork.rest.openapi import Json, Problem

_TONES = {"get": "info", "post": "ok", "put": "warn"}


@dataclass(frozen=True)
class Row:
    """A field or a parameter. `shape` names a schema of this page, "" for a plain type."""

    name: str
    type: str
    shape: str
    required: bool
    about: str


@dataclass(frozen=True)
class OperationRow:
    """One call. `takes` is its body: a row without a name."""

    id: str
    method: str
    tone: str
    path: str
    about: str
    open: bool
    parameters: list[Row]
    takes: Row | None
    answers: list[Row]


@dataclass(frozen=True)
class SchemaRow:
    """One schema: an object with `fields`, or one of a few `words`."""

    name: str
    about: str
    words: list[str]
    fields: list[Row]


def operations(document: Json) -> dict[str, list[OperationRow]]:
    """The calls by subject, in the document's order."""
    found: dict[str, list[OperationRow]] = {}
    for path, methods in document["paths"].items():
        for method, call in methods.items():
            found.setdefault(call["tags"][0], []).append(_call(path, method, call))
    return found


def schemas(document: Json) -> list[SchemaRow]:
    """The shapes by name."""
    return [
        SchemaRow(
            name,
            _line(schema),
            schema.get("enum", []),
            [_field(key, value, schema) for key, value in schema.get("properties", {}).items()],
        )
        for name, schema in sorted(document["components"]["schemas"].items())
    ]


def _call(path: str, method: str, call: Json) -> OperationRow:
    return OperationRow(
        id=call["operationId"],
        method=method.upper(),
        tone=_TONES[method],
        path=path,
        about=_line(call),
        open=not call.get("security"),
        parameters=[
            Row(each["name"], *_type(each["schema"]), each.get("required", False), _line(each))
            for each in call.get("parameters", [])
        ],
        takes=_content("", call["requestBody"], "") if "requestBody" in call else None,
        answers=_answers(call["responses"]),
    )


def _answers(responses: Json) -> list[Row]:
    """Returns a row for each response, then one row for all refusals together."""
    rows = [_content(status, answer, answer["description"]) for status, answer in sorted(responses.items())]
    refusals = [row for row in rows if row.shape == Problem.__name__]
    statuses = ", ".join(row.name for row in refusals)
    return [row for row in rows if row not in refusals] + [
        replace(row, name=statuses, about="") for row in refusals[:1]
    ]


def _content(name: str, described: Json, about: str) -> Row:
    """The shape of what is sent, else its media type."""
    for kind, content in described.get("content", {}).items():
        _words, shape = _type(content["schema"])
        return Row(name, shape or kind, shape, False, about)
    return Row(name, "", "", False, about)


def _field(name: str, schema: Json, whole: Json) -> Row:
    return Row(name, *_type(schema), name in whole.get("required", []), _line(schema))


def _type(schema: Json) -> tuple[str, str]:
    """Returns the type in words, and the name of the schema it refers to; "" without one."""
    if "$ref" in schema:
        name = schema["$ref"].rpartition("/")[2]
        return name, name
    if "items" in schema:
        words, shape = _type(schema["items"])
        return f"list of {words}", shape
    if several := schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf"):
        found = [_type(each) for each in several]
        return " or ".join(words for words, _shape in found), next((shape for _words, shape in found if shape), "")
    if "enum" in schema:
        return ", ".join(value for value in schema["enum"] if value), ""
    kind = schema.get("format") or schema.get("type", "")
    return kind if isinstance(kind, str) else " or ".join(kind), ""


def _line(said: Json) -> str:
    """Returns the description on one line, without Markdown's backticks."""
    return " ".join(str(said.get("description", "")).replace("`", "").split())
