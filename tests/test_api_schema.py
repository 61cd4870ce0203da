"""The API against its own OpenAPI document: schemathesis calls a running program as the document allows, and otherwise.

The same calls every time: no random seed, no database of examples. `FIELDWORK_LONG=1` makes twenty times as many.
"""

import copy
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from fieldwork.api import document
from tests.hypothesis_effort import EFFORT
from tests.running.program import ROOT, running
from tests.running.second_process import SecondProcess

pytestmark = pytest.mark.slow

FEW = 5
EXAMPLES = FEW * EFFORT
"""Random calls and chains; the edges of a schema are as many as it has."""
CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "response_headers_conformance", "negative_data_rejection", "positive_data_acceptance", "unsupported_method",
    "valid_calls_are_refused_for_a_reason",
)  # fmt: skip
OFFERED = {
    "order_type": ["computer-repair"],
    "client": ["acme"],
    "item": ["cleaning"],
    "worker": ["diego"],
}
"""What this company has, so that calls come through. Whatever else is named is refused, which other tests show."""
PEOPLE = ["diego@nadiya.example", "robin@nadiya.example"]

CONFIGURATION = """
continue-on-failure = true
phases.coverage.unexpected-methods = ["DELETE", "PATCH"]
phases.coverage.extra-data-sources.responses = false
phases.fuzzing.extra-data-sources.responses = false
generation.codec = "latin-1"
checks.positive_data_acceptance.expected-statuses = ["2xx", "403", "404", "409", "422"]
"""
"""Letters that every installation can print, else hardly an order would be made; other tests send all the others.
A valid call may come at the wrong time (409) or to nothing (404); of each 422 our own check asks the reason."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Place:
    """A running program that Robin may call, and a folder for what the runs leave."""

    address: str
    token: str
    folder: Path


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """The worked example's company on a file of SQLite."""
    data, folder = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("runs")
    second_process = SecondProcess(data)
    token = second_process.do("stage_for_programs")
    second_process.close()
    with running(data) as program:
        yield Place(program.address, token, folder)


def test_every_call_takes_and_answers_what_the_document_says(place: Place) -> None:
    """faults.md A17: examples, the edges of each schema, random calls, and chains of calls along the links."""
    said, status = run(place, here(document()), "--phases", "examples,coverage,fuzzing,stateful")
    assert status == 0, said
    assert "(not applicable)" not in said, said


def without_a_least(told: Json) -> None:
    name = told["components"]["schemas"]["CreateOrder"]["properties"]["name"]
    del name["minLength"], name["pattern"]


def longer(told: Json) -> None:
    parameters(told)["q"]["maxLength"] += 1


def with_more(told: Json) -> None:
    del told["components"]["schemas"]["TypedSignatureIn"]["additionalProperties"]


def saying_nothing(told: Json) -> None:
    del told["components"]["schemas"]["PostMessage"]["anyOf"]


def any_cursor(told: Json) -> None:
    del parameters(told)["after"]["pattern"]


def stricter(told: Json) -> None:
    parameters(told)["q"]["maxLength"] = 10


def parameters(told: Json) -> Json:
    """The schemas of what the list of orders may be asked."""
    return {each["name"]: each["schema"] for each in told["paths"]["/api/v1/orders"]["get"]["parameters"]}


def undeclared(told: Json) -> None:
    del told["paths"]["/api/v1/orders"]["post"]["responses"]["422"]


@pytest.mark.parametrize(
    ("wrong", "operation", "fault"),
    [
        (without_a_least, "create_order", "name: This is required"),
        (longer, "orders", "q: At most 200 characters"),
        (with_more, "release", "signature: A signature is either drawn"),
        (saying_nothing, "write", "text: Write something or add a file"),
        (any_cursor, "orders", "after: This is no cursor of this list"),
        (stricter, "orders", "Schema-violating request accepted"),
        (undeclared, "create_order", "Undocumented status code"),
    ],
)
def test_control_a_document_that_is_wrong_is_caught(
    place: Place, wrong: Callable[[Json], None], operation: str, fault: str
) -> None:
    told = here(document())
    wrong(told)
    said, status = run(place, told, f"--include-operation-id={operation}", "--phases", "coverage,fuzzing")
    assert status == 1, said
    assert fault in said, said


def here(told: Json) -> Json:
    """The document with what this company offers where it asks for a code or a person."""
    told = copy.deepcopy(told)
    schemas = told["components"]["schemas"]
    for command in ("CreateOrder", "ProductLine", "LabourLine"):
        fields = schemas[command]["properties"]
        fields |= {name: {"type": "string", "enum": OFFERED[name]} for name in OFFERED.keys() & fields.keys()}
    schemas["SetFieldWorkers"]["properties"]["users"]["items"]["enum"] = PEOPLE
    return told


def run(place: Place, told: Json, *options: str) -> tuple[str, int]:
    """What schemathesis says after calling the program by this document, and its exit status: 1 for any fault."""
    (place.folder / "openapi.json").write_text(json.dumps(told), "utf-8")
    (place.folder / "schemathesis.toml").write_text(CONFIGURATION, "utf-8")
    command = [sys.executable, "-m", "schemathesis.cli", "run", "openapi.json", "--url", place.address]
    # The live stream has no end; tests/test_live.py reads it.
    command += ["--header", f"Authorization: Bearer {place.token}", "--exclude-operation-id", "live"]
    command += [
        "--checks",
        ",".join(CHECKS),
        "--generation-deterministic",
        "--max-examples",
        str(EXAMPLES),
        "--no-color",
    ]
    surroundings = {
        **os.environ, "PYTHONPATH": str(ROOT), "SCHEMATHESIS_HOOKS": "tests.running.schema_checks",
        "FUZZED_ADDRESS": place.address, "FUZZED_TOKEN": place.token,
    }  # fmt: skip
    ended = subprocess.run(
        [*command, *options], cwd=place.folder, env=surroundings, capture_output=True, text=True, check=False
    )
    return ended.stdout + ended.stderr, ended.returncode
