"""What the runs of schemathesis know beside the schema (SCHEMATHESIS_HOOKS): which valid calls may be refused, and why.

A schema cannot say what depends on what is kept, on two fields at once, or on the fonts of an installation.
"""

import os
import re
import uuid
from collections.abc import Mapping
from typing import Any

import httpx
import schemathesis

REASONS = {
    r"Idempotency-Key": r"This key was already used for another call\.",
    # Master data and people: they change while the schema stands.
    r"order_type|client": r"Choose an? (order type|client) from the list",
    r"products\.\d+\.item": r"Choose an item from the list",
    r"staff\.\d+\.worker": r"Choose a worker from the list",
    r"users\.\d+": r".+ is no field worker here",
    r"files": r"One of the files is not there any more\. Remove it and add it again\.",
    r"answers": r"The entry that this answers is not in this order",
    # One field against another, or against what the order holds.
    r"work_completion": r"Completion must be after the start",
    r"lines": r"Nothing was confirmed so far\. .+",
    r"products\.\d+\.quantity": r"Quantity times price is too large",
    # How much ink there is, and where: sums over all points.
    r"signature": (
        r"The signature is too short\.|The signature has more than 20,000 points\."
        r"|A point of the signature is not a number or lies far outside the box\."
        r"|Documents cannot print .+"
    ),
    # What the fonts of this installation draw.
    r"name|description|reason|note": r"Documents cannot print .+",
}
"""Field to sentence of a 422 that a valid call may get."""

ADDRESS, TOKEN = os.environ["FUZZED_ADDRESS"], os.environ["FUZZED_TOKEN"]
KEY = "Idempotency-Key"
CREATED, RELEASED, PARTIALLY = "created", "released", "partially_confirmed"
NEEDS = {
    "release": [CREATED], "reject": [CREATED], "set_field_workers": [RELEASED], "confirm": [RELEASED, PARTIALLY],
    "fast_close": [RELEASED], "not_performed": [RELEASED],
}  # fmt: skip
"""The states in which a call is possible: in another one it is answered 409 before its body is looked at."""
ORDER = {
    "order_type": "computer-repair", "client": "acme", "name": "Fix network", "description": "It is slow",
    "work_start": "2026-06-02T12:00:00+02:00", "work_completion": "2026-06-03T12:00:00+02:00",
    "staff": [{"worker": "diego", "hours": "2"}],
}  # fmt: skip

SEEDED = 6
"""Orders from the start (tests/running/api_company.py): whatever else asks for one gets one of them."""

LONG = 5
"""Versions of an order."""

READY: dict[str, int] = {}
"""For each call of NEEDS an order in such a state."""


def is_explained(field: str, message: str) -> bool:
    """Whether the fault is one of REASONS."""
    return any(
        re.fullmatch(where, field) and re.fullmatch(words, message, re.DOTALL) for where, words in REASONS.items()
    )


def is_valid(case: schemathesis.Case[Any]) -> bool:
    """Whether the schema allows this call."""
    return case.meta is not None and case.meta.generation.mode.is_positive


def is_key(text: object) -> bool:
    """Whether the header is a UUID."""
    try:
        return isinstance(text, str) and bool(uuid.UUID(text))
    except ValueError:
        return False


def name_of(case: schemathesis.Case[Any]) -> str:
    """The operation's id."""
    return str(case.operation.definition.raw["operationId"])


def ready(call: str) -> int:
    """The number of an order for which this call is possible."""
    if call not in READY:
        number = READY[call] = post("/orders", ORDER)["number"]
        if CREATED not in NEEDS[call]:
            post(f"/orders/{number}/release", {"signature": {"typed": "Ogechi Adeola"}})
    return READY[call]


def post(path: str, body: Mapping[str, object]) -> dict[str, int]:
    """A call that has to come through."""
    answer = httpx.post(f"{ADDRESS}/api/v1{path}", json=body, headers={"Authorization": f"Bearer {TOKEN}"})
    told: dict[str, int] = answer.raise_for_status().json()
    return told


@schemathesis.check
def valid_calls_are_refused_for_a_reason(
    ctx: schemathesis.CheckContext, response: schemathesis.Response, case: schemathesis.Case[Any]
) -> bool | None:
    """A 422 for what the schema calls valid names nothing but REASONS."""
    if is_valid(case) and response.status_code == 422:
        for fault in response.json()["errors"]:
            assert is_explained(fault["field"], fault["message"]), f"{fault['field']}: {fault['message']}"
    return None


@schemathesis.hook
def before_call(context: schemathesis.HookContext, case: schemathesis.Case[Any], kwargs: dict[str, object]) -> None:
    """A key that is one is made another one, else most calls would hear only that it was used before; and whatever is
    done to an order is done to one where it is possible. What is no key or no number stays so.
    """
    if is_key(case.headers.get(KEY)):
        case.headers[KEY] = str(uuid.uuid4())
    number = str(case.path_parameters.get("number"))
    if case.meta and case.meta.phase.name.value != "stateful" and re.fullmatch("[1-9][0-9]*", number):
        call = name_of(case)
        case.path_parameters["number"] = ready(call) if call in NEEDS else (int(number) - 1) % SEEDED + 1


@schemathesis.hook
def after_call(
    context: schemathesis.HookContext, case: schemathesis.Case[Any], response: schemathesis.Response
) -> None:
    """An order with which the call cannot be made again is let go, and one that grew so long that it takes time."""
    call = name_of(case)
    if call in NEEDS and response.status_code < 300:
        order = response.json()
        if order["state"] not in NEEDS[call] or order["version"] > LONG:
            READY.pop(call, None)
