"""What the OpenAPI document needs beside what django-ninja finds by itself."""

import json
from collections.abc import Iterable
from typing import Any

from ninja import Schema
from pydantic import BaseModel, Field
from pydantic.json_schema import models_json_schema

from fieldwork.rest.api_response import HEADER
from fieldwork.rest.errors import TITLES
from fieldwork.rest.json_body import JSON

Json = dict[str, Any]
REFERENCE = "#/components/schemas/{model}"

IDEMPOTENT: Json = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "schema": {"type": "string", "format": "uuid"},
    "description": "The same key and body again gives the first answer again; another body under it gives 422.",
}


class FieldError(Schema):
    """What is wrong with one field."""

    field: str = Field(examples=["products.0.quantity"])
    message: str


class Problem(Schema):
    """Every refusal (RFC 9457, application/problem+json)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError] = Field([], description="422: every error at once")
    state: str = Field("", description="409: the state of the order now")
    version: int = Field(0, description="409: the version of the order now")


def error_responses(*statuses: int) -> Json:
    """The `openapi_extra` of a call that may refuse with `statuses`, beside what `complete_document` finds itself."""
    return {"responses": {status: _refusal(status) for status in statuses}}


def links(status: int, parameters: dict[str, str], calls: Iterable[str]) -> Json:
    """The `openapi_extra` of a call whose answer leads to `calls`; `parameters`: theirs, by place in the answer."""
    values = {name: f"$response.body#/{place}" for name, place in parameters.items()}
    return {"responses": {status: {"links": {call: {"operationId": call, "parameters": values} for call in calls}}}}


def request_body(shape: type[BaseModel], *statuses: int, more: Json | None = None) -> Json:
    """The `openapi_extra` of a call that takes this JSON, reads it by itself, and may refuse with `statuses`."""
    schema = {"$ref": REFERENCE.format(model=shape.__name__)}
    return {
        # No body is read as an empty object.
        "requestBody": {"required": bool(shape.model_fields), "content": {JSON: {"schema": schema}}},
        "responses": error_responses(*statuses)["responses"] | (more or error_responses())["responses"],
    }


def component_schemas(models: Iterable[type[BaseModel]]) -> Json:
    """The schemas of these models and of all they are made of, by name."""
    _names, whole = models_json_schema([(model, "validation") for model in models], ref_template=REFERENCE)
    found: Json = whole.get("$defs", {})
    for shape in found.values():
        shape["properties"] = {name: _or_null(field) for name, field in shape.get("properties", {}).items()}
    return found


def _or_null(field: Json) -> Json:
    """A field of one type that may be null in one piece, as JSON Schema 2020-12 can say it."""
    choices: list[Json] = field.get("anyOf", [])
    if len(choices) != 2 or choices[1] != {"type": "null"} or "type" not in choices[0]:
        return field
    others = {key: value for key, value in field.items() if key != "anyOf"}
    return {**choices[0], **others, "type": [choices[0]["type"], "null"]}


def complete_document(document: Json, models: Iterable[type[BaseModel]], more_paths: Json) -> Json:
    """The document with these shapes and paths, the header of once-only calls, and how each call may refuse."""
    schemas = {**document["components"]["schemas"], **component_schemas([*models, Problem])}
    paths = {**document["paths"], **more_paths}
    for methods in paths.values():
        for method, call in methods.items():
            once = [IDEMPOTENT] if method == "post" else []
            call["parameters"] = [*map(_counted, call.get("parameters", [])), *once]
            call["responses"] = _answers(call)
    return {**document, "paths": paths, "components": {**document["components"], "schemas": _named(paths, schemas)}}


def _named(paths: Json, schemas: Json) -> Json:
    """The schemas that calls lead to. django-ninja also lists those of queries, pydantic those of what it reads."""
    found: set[str] = set()
    text = json.dumps(paths)
    while new := {name for name in schemas.keys() - found if f'"{REFERENCE.format(model=name)}"' in text}:
        found |= new
        text = json.dumps([schemas[name] for name in new])
    return {name: schema for name, schema in schemas.items() if name in found}


def _answers(call: Json) -> Json:
    """The call's answers by status, with the refusals that follow from what it takes."""
    responses = {str(status): answer for status, answer in call["responses"].items()}
    refusals = {str(status): _refusal(status) for status in _statuses(call)}
    return dict(sorted({**refusals, **responses, "5XX": _UNABLE}.items()))


def _statuses(call: Json) -> set[int]:
    """Returns the statuses of the refusals that follow from the call's security, parameters and body.

    401: not known; 404: not found; 400, 408, 413, 415: unreadable body; 422: not acceptable.
    """
    parameters = call["parameters"]
    found = {401} if call.get("security") else set()
    if any(each["in"] == "path" for each in parameters):
        found |= {404}
    if IDEMPOTENT in parameters or any(each["in"] == "query" for each in parameters):
        found |= {422}
    if taken := call.get("requestBody"):
        found |= {400, 408, 413, 422} | ({415} if JSON in taken["content"] else set())
    return found


def _refusal(status: int) -> Json:
    headers = {"WWW-Authenticate": {"required": True, "schema": {"const": "Bearer"}}} if status == 401 else {}
    return {"description": TITLES[status], "headers": headers, "content": _PROBLEM}


def _counted(parameter: Json) -> Json:
    """Numbers in addresses are counted from 1."""
    if parameter["in"] != "path":
        return parameter
    return {**parameter, "schema": {**parameter["schema"], "minimum": 1}}


_PROBLEM: Json = {"application/problem+json": {"schema": {"$ref": REFERENCE.format(model=Problem.__name__)}}}
_UNABLE: Json = {
    "description": "Not possible at the moment; nothing was kept",
    "headers": {"Retry-After": {"schema": {"type": "integer"}, "description": "503: seconds"}},
    "content": _PROBLEM,
}
