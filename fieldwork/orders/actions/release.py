"""A supervisor approves the order with a signature."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy

from fieldwork.orders.actions.freeze import content_now, freeze
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.actions.steps import acting, lock, mail_left_out, move, record, replay
from fieldwork.orders.content import digest_to_sign
from fieldwork.orders.kinds import Kind, Title
from fieldwork.orders.models import Entry, Order, Release
from fieldwork.orders.rights import ask
from fieldwork.orders.states import Action, State
from fieldwork.orders.submission import Submission
from fieldwork.people.models import Person
from fieldwork.rest.problems import Refused
from fieldwork.signatures.drawing import Drawn, Typed, to_json

CHANGED = gettext_lazy(
    "What the document will show has changed while you were reading: the client or the company was edited. "
    "Open the form again and look before you sign."
)


def release(
    number: int,
    signature: Drawn | Typed,
    *,
    by: Person,
    note: str = "",
    seen: str | None = None,
    left_out: Sequence[str] = (),
    field_workers: Sequence[str] = (),
    submission: Submission | None = None,
) -> Entry:
    """The entry of the release; version 1 is frozen with it. Raises Forbidden, Refused, Invalid.

    `field_workers` are addresses of people who carry it out from now on; none leaves that for later.
    `left_out` are addresses that no rule mails this once. `seen` is the digest of what was shown while signing
    (`shown_digest`): if it is another now, this is Refused.
    """
    with acting():
        order = lock(number)
        if done := replay(submission, by=by, order=order):
            return done
        ask(order, Action.RELEASE, by)
        now = timezone.now()
        digest = shown_digest(order)
        if seen is not None and seen != digest:
            raise Refused(str(CHANGED), state=order.state, version=order.version)
        signed = Release.objects.create(order=order, by=by, at=now, signature=to_json(signature), digest=digest)
        move(order, State.RELEASED, by=by)
        version = freeze(order, title=Title.SERVICE_ORDER, at=now, release=signed)
        data = {"version": version.number, "from": State.CREATED, **mail_left_out(left_out)}
        entry = record(order, Kind.RELEASED, by=by, submission=submission, text=note, data=data)
        if field_workers:
            set_field_workers(number, field_workers, by=by)
        return entry


def shown_digest(order: Order) -> str:
    """The digest of what a release would be signed for now."""
    shown = content_now(
        order, title=Title.SERVICE_ORDER, at=timezone.now(), release=None, version=1, before=None, reason=None
    )
    return digest_to_sign(shown)
