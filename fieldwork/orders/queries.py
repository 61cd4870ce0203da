"""What lists of orders and timelines may be asked over the API."""

from pydantic import Field

from fieldwork.orders.transitions import State
from fieldwork.rest.input_types import NumberCursor
from fieldwork.rest.pagination import NumberPageQuery, SearchQuery


class OrderQuery(NumberPageQuery, SearchQuery):
    """What the list of orders may be asked."""

    state: str = Field("", max_length=20, json_schema_extra={"enum": ["", *State.values]})
    client: str = Field("", max_length=50, description="Code of a client")


class TimelineQuery(NumberPageQuery):
    """What a timeline may be asked."""

    after: NumberCursor = Field("", max_length=20, description="The last `seq` that is known")
