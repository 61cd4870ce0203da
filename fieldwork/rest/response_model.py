"""What a call answers: one model for the answer itself and for its schema in the OpenAPI document."""

from datetime import UTC, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, PlainSerializer, WithJsonSchema


class ResponseModel(BaseModel):
    """An answer: always these fields and no others."""

    model_config = ConfigDict(
        extra="forbid", frozen=True, populate_by_name=True, json_schema_serialization_defaults_required=True
    )


def iso_utc(moment: datetime) -> str:
    """ISO 8601 in UTC, whole seconds."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")


Timestamp = Annotated[
    datetime,
    PlainSerializer(iso_utc),
    WithJsonSchema({"type": "string", "format": "date-time", "examples": ["2026-06-02T12:00:00+02:00"]}),
]
