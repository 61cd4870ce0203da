"""A program that calls the API with somebody's token, and the bodies of the worked example."""

import json
import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.test import Client

from fieldwork.people.actions.tokens import issue_token
from fieldwork.people.models import Person
from fieldwork.signatures.signature import to_json
from tests.worked_example import INK, Team, order_fields

Json = Any
ROOT = "/api/v1"
SIGNATURE = to_json(INK)
ORDER = order_fields(work_start="2026-06-02T12:00:00+02:00", work_completion="2026-06-03T12:00:00+02:00", files=[])


@dataclass(frozen=True)
class Answered:
    """What came back."""

    status: int
    type: str
    raw: bytes
    headers: dict[str, str]

    @property
    def json(self) -> Json:
        """The body read as JSON."""
        return json.loads(self.raw)

    @property
    def faults(self) -> dict[str, str]:
        """Field to message of a 422."""
        assert (self.status, self.type) == (422, "application/problem+json"), (self.status, self.raw)
        return {fault["field"]: fault["message"] for fault in self.json["errors"]}


class Caller:
    """Calls as `person`; without one, without a token."""

    def __init__(self, person: Person | None = None) -> None:
        self.token = issue_token(person, name="test") if person else ""
        self._client = Client()

    def call(self, method: str, path: str, body: object = None, *, key: object = None, **more: Any) -> Answered:
        """Sends `body` as JSON (bytes as they are)."""
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        headers |= more.pop("headers", {})
        if key is not None:
            headers["Idempotency-Key"] = str(key)
        data = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        sent = {"content_type": "application/json", **more}
        return answered(self._client.generic(method, ROOT + path, data, headers=headers, **sent))

    def get(self, path: str) -> Answered:
        """GET."""
        return self.call("GET", path)

    def post(self, path: str, body: object = None, *, key: object = None) -> Answered:
        """POST."""
        return self.call("POST", path, {} if body is None else body, key=key)

    def put(self, path: str, body: object = None, *, key: object = None) -> Answered:
        """PUT."""
        return self.call("PUT", path, {} if body is None else body, key=key)

    def upload(self, file: object, *, key: object = None) -> Answered:
        """POST /files with `file` as its part "file"."""
        headers = {"Authorization": f"Bearer {self.token}", **({"Idempotency-Key": str(key)} if key else {})}
        return answered(self._client.post(f"{ROOT}/files", {"file": file}, headers=headers))


@dataclass(frozen=True)
class Callers:
    """Everybody's program."""

    layla: Caller
    ogechi: Caller
    diego: Caller
    noor: Caller
    outsider: Caller
    stranger: Caller

    def by_name(self) -> dict[str, Caller]:
        """All of them."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def callers(team: Team) -> Callers:
    """A token for everybody but the stranger."""
    return Callers(
        layla=Caller(team.layla),
        ogechi=Caller(team.ogechi),
        diego=Caller(team.diego),
        noor=Caller(team.noor),
        outsider=Caller(team.outsider),
        stranger=Caller(),
    )


def answered(response: Any) -> Answered:
    """The whole answer, streamed or not."""
    assert isinstance(response, HttpResponse) or response.streaming
    raw = b"".join(response) if response.streaming else response.content
    return Answered(response.status_code, response.get("Content-Type", "").split(";")[0], raw, dict(response.items()))


def new_key() -> uuid.UUID:
    """A key that nobody used."""
    return uuid.uuid4()
