"""The part of the table of rights for what goes out: rules, mails, links of clients."""

from tests.rights_row import KEPT_BY_NOOR, NEVER, OFFICE, ORDER, Row

GOING_OUT: dict[str, Row] = {
    "rules": Row(KEPT_BY_NOOR, "401 200 404 404 404 404", {"name": "New", "released": "on", "to_client": "on"}),
    "rules/new": Row(KEPT_BY_NOOR),
    "rules/<int:key>": Row(
        KEPT_BY_NOOR, "401 200 404 404 404 404", {"name": "New", "released": "on", "to_client": "on"}, key="rule"
    ),
    "rules/<int:key>/removal": Row(NEVER, "401 200 404 404 404 404", key="rule"),
    "outgoing": Row(KEPT_BY_NOOR),
    "outgoing/<int:key>": Row(KEPT_BY_NOOR, key="mail"),
    "outgoing/<int:key>/again": Row(NEVER, "401 409 409 409 404 404", key="mail"),
    "orders/<int:number>/documents/<int:version>/page": Row(ORDER),
    # It is made already, so that nothing is begun; an administrator alone comes in by Outgoing.
    "orders/<int:number>/documents/<int:version>/again": Row(NEVER, "401 404 200 200 404 404"),
    "outgoing/documents/<int:key>/again": Row(NEVER, "401 200 404 404 404 404", key="document"),
    "outgoing/steps/<int:key>/again": Row(NEVER, "401 404 404 404 404 404", key="999"),
    "orders/<int:number>/documents/<int:version>/send": Row(
        OFFICE, "401 404 201 201 404 404", {"subject": "S", "text": "T", "more": "ana@acme.example"}
    ),
    "orders/<int:number>/links": Row(NEVER, "401 404 200 200 404 404", {"days": "7"}),
    "orders/<int:number>/links/<int:link>/revocation": Row(NEVER, "401 404 200 200 404 404"),
    "orders/<int:number>/links/<int:link>/replacement": Row(NEVER, "401 404 200 200 404 404"),
}
