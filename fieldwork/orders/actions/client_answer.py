"""The client accepts the last statement, or objects to it; through a link, so nobody of the people does it."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.orders.actions.create_version import create_version
from fieldwork.orders.actions.transaction import append_entry, lock_order
from fieldwork.orders.document_types import DocumentType
from fieldwork.orders.entry_types import AcceptedEntry, ObjectedEntry, Objection
from fieldwork.orders.models import ClientAnswer, DocumentVersion, Entry, Order
from fieldwork.orders.rights import authorize_client
from fieldwork.orders.transitions import Action
from fieldwork.rest.errors import Conflict
from fieldwork.signatures.signature import Drawn, Typed, to_json


@dataclass(frozen=True)
class ClientSignatory:
    """Who answers: what they say they are called and do, which nobody has proved, and the link they came by."""

    name: str
    job_title: str = ""
    link: int = 0


def accept_statement(
    number: int,
    version: int,
    signature: Drawn | Typed,
    *,
    by: ClientSignatory,
    comment: str = "",
) -> Entry:
    """The entry; the next version carries both signatures. Raises Conflict if `version` is old or accepted."""
    with transaction.atomic():
        order = lock_order(number)
        authorize_client(order, Action.ACCEPT)
        signed = _require_last_version(order, version)
        _not_accepted(order)
        now = timezone.now()
        answer = ClientAnswer.objects.create(
            order=order, version=signed, accepted=True, name=by.name, job_title=by.job_title, created_at=now,
            signature=to_json(signature), comment=comment,
        )  # fmt: skip
        made = create_version(order, title=DocumentType.STATEMENT, at=now, release=order.release, accepted=answer)
        accepted = AcceptedEntry(
            client=by.name, accepts=signed.number, version=made.number, link=by.link, comment=comment
        )
        return append_entry(order, accepted, by=None)


def object_to_statement(
    number: int,
    version: int,
    objections: Sequence[Objection],
    *,
    by: ClientSignatory,
    comment: str,
) -> Entry:
    """The entry with the client's words. Raises Conflict if `version` is not the last, or is accepted."""
    with transaction.atomic():
        order = lock_order(number)
        authorize_client(order, Action.OBJECT)
        about = _require_last_version(order, version)
        _not_accepted(order)
        ClientAnswer.objects.create(
            order=order, version=about, accepted=False, name=by.name, job_title=by.job_title, created_at=timezone.now(),
            comment=comment, objections=[each.model_dump() for each in objections],
        )  # fmt: skip
        objected = ObjectedEntry(
            client=by.name, about=about.number, objections=list(objections), link=by.link, comment=comment
        )
        return append_entry(order, objected, by=None)


def _require_last_version(order: Order, version: int) -> DocumentVersion:
    last = DocumentVersion.objects.filter(order=order).order_by("-number").first()
    if last is None or last.number != version:
        newer = _("There is a newer statement. Load the page again and read it first.")
        raise Conflict(newer, state=order.state, version=order.revision)
    return last


def _not_accepted(order: Order) -> None:
    done = ClientAnswer.objects.filter(order=order, accepted=True).first()
    if done is not None:
        reason = _("%(name)s has accepted this statement already.") % {"name": done.name}
        raise Conflict(reason, state=order.state, version=order.revision)
