"""What the address of a list asks for; anything in it that is not understood is the usual."""

import base64
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from urllib.parse import urlencode

from django.http import QueryDict

from fieldwork.lists.sort_orders import SORTS, Cursor
from fieldwork.orders.transitions import State
from fieldwork.rest.text_rules import clean_text

MAX_LENGTH = 100
DEFAULT_SORT = "-number"
PLACES = ("after", "before")


@dataclass(frozen=True)
class OrderListQuery:
    """`sort` is a name of SORTS, with "-" the other way round; `grouped` shows its values as headings.

    `client` and `type` are codes, `worker` the key of a person, `due_from` and `due_to` days, both included.
    `after` and `before` are places in the list, as `cursor_token` writes them. `view` is the saved view it came from.
    """

    q: str = ""
    state: tuple[str, ...] = ()
    client: str = ""
    type: str = ""
    worker: int = 0
    due_from: date | None = None
    due_to: date | None = None
    late: bool = False
    no_worker: bool = False
    waiting: bool = False
    sort: str = DEFAULT_SORT
    grouped: bool = False
    view: int = 0
    after: str = ""
    before: str = ""

    @property
    def down(self) -> bool:
        """Whether it is sorted from the last to the first."""
        return self.sort.startswith("-")

    @property
    def sort_name(self) -> str:
        """The sort without its direction."""
        return self.sort.removeprefix("-")

    @property
    def narrows(self) -> bool:
        """Whether it leaves any order out."""
        return replace(self, sort=DEFAULT_SORT, grouped=False, view=0, after="", before="") != OrderListQuery()

    def changed(self, **changes: object) -> "OrderListQuery":
        """The same list from its start, with these changes."""
        return replace(self, **{"after": "", "before": "", **changes})  # type: ignore[arg-type]

    def query(self) -> str:
        """Returns the fields that differ from the default, as the query string of an address."""
        default = OrderListQuery()
        pairs: list[tuple[str, str]] = []
        for field in fields(self):
            value = getattr(self, field.name)
            if value == getattr(default, field.name):
                continue
            if isinstance(value, tuple):
                pairs += [(field.name, one) for one in value]
            else:
                pairs.append((field.name, "1" if value is True else str(value)))
        return urlencode(pairs)


def parse_list_query(given: QueryDict) -> OrderListQuery:
    """Returns the list query that the query string of an address asks for."""
    text = {name: clean_text(given.get(name, ""), max_length=MAX_LENGTH) for name in ("q", "client", "type", "sort")}
    states = given.getlist("state")
    return OrderListQuery(
        q=text["q"],
        state=tuple(state for state in State.values if state in states),
        client=text["client"],
        type=text["type"],
        worker=_key(given.get("worker", "")),
        due_from=_day(given.get("due_from", "")),
        due_to=_day(given.get("due_to", "")),
        late=_yes(given, "late"),
        no_worker=_yes(given, "no_worker"),
        waiting=_yes(given, "waiting"),
        sort=text["sort"] if text["sort"].removeprefix("-") in SORTS else DEFAULT_SORT,
        grouped=_yes(given, "grouped"),
        view=_key(given.get("view", "")),
        after=given.get("after", ""),
        before=given.get("before", ""),
    )


def cursor_token(place: Cursor) -> str:
    """A place in the list as part of an address."""
    return base64.urlsafe_b64encode(json.dumps(place).encode()).decode().rstrip("=")


def cursor_of(text: str) -> Sequence[object] | None:
    """Decodes what `cursor_token` wrote; None for anything that is no JSON list."""
    if not text or len(text) > 1000:
        return None
    try:
        found = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except ValueError:
        return None
    return found if isinstance(found, list) else None


def _key(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 16 else 0


def _yes(given: Mapping[str, object], name: str) -> bool:
    return given.get(name) == "1"


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if 1990 <= day.year < 2190 else None
