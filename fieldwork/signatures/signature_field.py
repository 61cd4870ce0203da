"""A signature as a field of a command: points or a typed name from a program, and the fields of a signature pad."""

import json
from collections.abc import Mapping
from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict, Field, PlainValidator

from fieldwork.rest.command import input_error
from fieldwork.rest.errors import Invalid
from fieldwork.rest.field_types import PRINTED_ON_DOCUMENTS
from fieldwork.signatures.signature import (
    MAX_MS,
    MAX_POINTS,
    MAX_SIDE,
    MAX_STROKES,
    MAX_TYPED,
    OUTSIDE,
    TYPED_PATTERN,
    BadSignature,
    Drawn,
    Typed,
    read_signature,
)

EMPTY = {"width": 1, "height": 1, "strokes": []}
Across = Annotated[float, Field(ge=-OUTSIDE * MAX_SIDE, le=(1 + OUTSIDE) * MAX_SIDE)]
Milliseconds = Annotated[float, Field(ge=0, le=MAX_MS)]


class DrawnSignatureIn(BaseModel):
    """A drawn signature: points in a box of `width` × `height` pixels, never an image; ink of 20 pixels at least."""

    model_config = ConfigDict(extra="forbid")

    width: float = Field(ge=1, le=MAX_SIDE)
    height: float = Field(ge=1, le=MAX_SIDE)
    strokes: list[list[tuple[Across, Across, Milliseconds]]] = Field(
        min_length=1,
        max_length=MAX_STROKES,
        json_schema_extra={"contains": {"minItems": 1}},
        description=f"Each point is x, y, milliseconds; {MAX_POINTS} at most, none far outside the box",
    )


class TypedSignatureIn(BaseModel):
    """A name typed by who cannot draw."""

    model_config = ConfigDict(extra="forbid")

    typed: str = Field(min_length=1, max_length=MAX_TYPED, pattern=TYPED_PATTERN, description=PRINTED_ON_DOCUMENTS)


def _read(value: object) -> Drawn | Typed:
    try:
        return read_signature(value)
    except BadSignature as bad:
        raise input_error(bad.message) from bad


Signature = Annotated[Drawn | Typed, PlainValidator(_read, json_schema_input_type=DrawnSignatureIn | TypedSignatureIn)]


def with_signature_of_pad(data: Mapping[str, object]) -> dict[str, object]:
    """The fields of a form with a signature pad as a program sends them. Raises Invalid.

    The pad sends `signature`, the points as JSON text, "" where nothing was drawn. `typed` is the name instead, and
    `way` is "type" where the person chose to type.
    """
    typed = data.get("typed")
    if typed or data.get("way") == "type":
        return {**data, "signature": {"typed": typed or ""}}
    drawn = str(data.get("signature") or "")
    try:
        return {**data, "signature": json.loads(drawn) if drawn else EMPTY}
    except (ValueError, RecursionError) as broken:
        raise Invalid({"signature": _("The signature did not arrive whole. Please sign again.")}) from broken
