"""One way to write JSON for a digest: documents, signatures and submissions are compared by it."""

import hashlib
import json


def canonical_digest(content: object) -> str:
    """SHA-256 in hex of the canonical JSON of `content`: sorted keys, no blanks, UTF-8."""
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()
