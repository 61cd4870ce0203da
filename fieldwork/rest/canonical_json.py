"""One way to write JSON for a digest: documents, signatures and submissions are compared by it."""

import hashlib
import json


def canonical_digest(content: object, *, escaped: bool = False) -> str:
    """SHA-256 in hex of the canonical JSON of `content`: sorted keys, no blanks, UTF-8.

    `escaped`: with what is not ASCII as escapes, as calls of the API were compared before 2026-12.
    """
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=escaped)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
