"""One sending of a form: its permanent id, and a digest of what it said."""

import hashlib
import json
import uuid
from dataclasses import dataclass


@dataclass(frozen=True)
class Submission:
    """The same `id` by the same person is recorded once; another `fingerprint` under it is refused."""

    id: uuid.UUID
    fingerprint: str


def make_submission(identity: uuid.UUID, body: object) -> Submission:
    """`body` is what was sent, as JSON-like data; the order of its keys does not matter."""
    return Submission(identity, fingerprint(body))


def fingerprint(body: object) -> str:
    """SHA-256 of the canonical JSON of `body`: sorted keys, no blanks, UTF-8."""
    canonical = json.dumps(body, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=str)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
