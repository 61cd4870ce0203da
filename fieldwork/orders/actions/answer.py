"""The client accepts the last statement, or objects to it; through a link, so nobody of the people does it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.orders.actions.freeze import freeze
from fieldwork.orders.actions.steps import OTHER_CONTENT, acting, lock, record
from fieldwork.orders.kinds import Kind, Title
from fieldwork.orders.models import ClientAnswer, Entry, Order, Version
from fieldwork.orders.rights import ask_of_client
from fieldwork.orders.states import Action
from fieldwork.orders.submission import Submission
from fieldwork.rest.problems import Invalid, Refused
from fieldwork.signatures.drawing import Drawn, Typed, to_json


@dataclass(frozen=True)
class ByClient:
    """Who answers: what they say they are called and do, which nobody has proved, and the link they came by."""

    name: str
    job_title: str = ""
    link: int = 0


@dataclass(frozen=True)
class Objection:
    """What is not right with one line: its name as it was shown, and the client's words."""

    line: str
    words: str


def accept(
    number: int, version: int, signature: Drawn | Typed, *, by: ByClient, submission: Submission, comment: str = ""
) -> Entry:
    """The entry; the next version carries both signatures. Raises Refused if `version` is not the last, or accepted."""
    with acting():
        order = lock(number)
        if done := _replay(submission, order):
            return done
        ask_of_client(order, Action.ACCEPT)
        signed = _last(order, version)
        _not_accepted(order)
        now = timezone.now()
        answer = ClientAnswer.objects.create(
            order=order, version=signed, accepted=True, name=by.name, job_title=by.job_title, at=now,
            signature=to_json(signature), comment=comment,
        )  # fmt: skip
        made = freeze(order, title=Title.STATEMENT, at=now, release=order.release, accepted=answer)
        data = {"client": by.name, "accepts": signed.number, "version": made.number, "link": by.link}
        return record(order, Kind.ACCEPTED, by=None, submission=submission, text=comment, data=data)


def object_to(
    number: int, version: int, objections: Sequence[Objection], *, by: ByClient, submission: Submission, comment: str
) -> Entry:
    """The entry with the client's words. Raises Refused if `version` is not the last, or is accepted."""
    with acting():
        order = lock(number)
        if done := _replay(submission, order):
            return done
        ask_of_client(order, Action.OBJECT)
        about = _last(order, version)
        _not_accepted(order)
        told: list[dict[str, Any]] = [{"line": one.line, "words": one.words} for one in objections]
        ClientAnswer.objects.create(
            order=order, version=about, accepted=False, name=by.name, job_title=by.job_title, at=timezone.now(),
            comment=comment, objections=told,
        )  # fmt: skip
        data = {"client": by.name, "about": about.number, "objections": told, "link": by.link}
        return record(order, Kind.OBJECTED, by=None, submission=submission, text=comment, data=data)


def _replay(submission: Submission, order: Order) -> Entry | None:
    entry = Entry.objects.filter(by=None, submission_id=submission.id).first()
    if entry is not None and (entry.fingerprint != submission.fingerprint or entry.order_id != order.pk):
        raise Invalid({"submission_id": str(OTHER_CONTENT)})
    return entry


def _last(order: Order, version: int) -> Version:
    last = Version.objects.filter(order=order).order_by("-number").first()
    if last is None or last.number != version:
        newer = _("There is a newer statement. Load the page again and read it first.")
        raise Refused(newer, state=order.state, version=order.version)
    return last


def _not_accepted(order: Order) -> None:
    done = ClientAnswer.objects.filter(order=order, accepted=True).first()
    if done is not None:
        reason = _("%(name)s has accepted this statement already.") % {"name": done.name}
        raise Refused(reason, state=order.state, version=order.version)
