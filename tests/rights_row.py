"""One address of tests/test_rights.py and what each role is answered there."""

from dataclasses import dataclass, field

from tests.pages.browser_client import Fields

ROLES = ("stranger", "noor", "layla", "ogechi", "diego", "outsider")
"""Signed out, administrator, coordinator, supervisor, field worker on the order, field worker on no order."""

NEVER = "405 405 405 405 405 405"
EVERYBODY = "401 200 200 200 200 200"
OFFICE = "401 404 200 200 404 404"
ORDER = "401 404 200 200 200 404"
AUTHOR = "401 404 404 404 200 404"
KEPT_BY_NOOR = "401 200 404 404 404 404"
CREATED, RELEASED = 1, 2
REFUSED = range(400, 500)


PROFILE = {"name": "New Name", "job_title": "", "phone": "", "theme": "auto", "language": "", "time_zone": ""}


@dataclass(frozen=True)
class Row:
    """Answers to GET and to a POST of `body` that is all right, asked as the page's script does, in ROLES' order.

    `order` is the order the address is asked for: one only created, or one released with Diego on it.
    """

    get: str
    post: str = NEVER
    body: Fields = field(default_factory=dict)
    order: int = RELEASED
    key: str = ""
    name: str = "details"


def list_rows(slug: str, key: str, look: str, body: Fields) -> dict[str, Row]:
    """The four addresses of a list of master data that the administrator keeps."""
    kind = "int" if slug == "people" else "slug"
    yes = "401 200 404 404 404 404"
    return {
        slug: Row(look, yes, {"code": "newest", "name": "New", **body}),
        f"{slug}/new": Row(KEPT_BY_NOOR),
        f"{slug}/<{kind}:key>": Row(look, yes, {"code": key, "name": "Changed", **body}, key=key),
        f"{slug}/<{kind}:key>/activity": Row(NEVER, yes, {"active": "no"}, key=key),
    }
