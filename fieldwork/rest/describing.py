"""What the OpenAPI document needs beside what django-ninja finds by itself."""

from collections.abc import Iterable
from typing import Any

from ninja import Schema
from pydantic import BaseModel, Field
from pydantic.json_schema import models_json_schema

from fieldwork.rest.once import HEADER, written

Json = dict[str, Any]
REFERENCE = "#/components/schemas/{model}"

ONCE: Json = {
    "in": "header",
    "name": HEADER,
    "required": False,
    "schema": {"type": "string", "format": "uuid"},
    "description": "The same key and body again gives the first answer again; another body under it gives 422.",
}


class FieldFault(Schema):
    """What is wrong with one field."""

    field: str = Field(examples=["products.0.quantity"])
    message: str


class Problem(Schema):
    """Every refusal (RFC 9457, application/problem+json)."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldFault] = Field([], description="422: every fault at once")
    state: str = Field("", description="409: the state of the order now")
    version: int = Field(0, description="409: the version of the order now")


def body(shape: type[BaseModel]) -> Json:
    """The `openapi_extra` of a call that takes this JSON and reads it by itself."""
    schema = {"$ref": REFERENCE.format(model=shape.__name__)}
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


def shapes(models: Iterable[type[BaseModel]]) -> Json:
    """The schemas of these models and of all they are made of, by name."""
    _names, whole = models_json_schema([(model, "validation") for model in models], ref_template=REFERENCE)
    found: Json = whole.get("$defs", {})
    return found


def completed(document: Json, models: Iterable[type[BaseModel]], more_paths: Json) -> Json:
    """The document with these shapes and paths, the header of once-only calls, and what refusals look like."""
    schemas = {**document["components"]["schemas"], **shapes([*models, Problem])}
    paths = {**document["paths"], **more_paths}
    refusal = {
        "description": "A refusal",
        "content": {"application/problem+json": {"schema": {"$ref": REFERENCE.format(model=Problem.__name__)}}},
    }
    for methods in paths.values():
        for method, call in methods.items():
            call["responses"] = {
                **{str(status): told for status, told in call["responses"].items()},
                "default": refusal,
            }
            if method == "post":
                call["parameters"] = [*call.get("parameters", []), ONCE]
    # django-ninja also lists the shapes of queries, which are told as single parameters.
    text = written([paths, schemas])
    named = {name: shape for name, shape in schemas.items() if f'"{REFERENCE.format(model=name)}"' in text}
    return {**document, "paths": paths, "components": {**document["components"], "schemas": named}}
