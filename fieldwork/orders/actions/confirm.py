"""Report what was really done."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.attachments.actions.keep import files_of
from fieldwork.orders.actions.freeze import freeze
from fieldwork.orders.actions.lines import write_lines
from fieldwork.orders.actions.steps import acting, lock, mail_left_out, move, record, replay, unused
from fieldwork.orders.forms import NewConfirmation
from fieldwork.orders.kinds import Kind, Title
from fieldwork.orders.models import Confirmation, Entry, Line, Order
from fieldwork.orders.rights import ask
from fieldwork.orders.states import TABLE, Action
from fieldwork.orders.submission import Submission
from fieldwork.people.models import Person
from fieldwork.rest.problems import Invalid


def confirm(
    number: int,
    form: NewConfirmation,
    *,
    by: Person,
    left_out: Sequence[str] = (),
    submission: Submission | None = None,
) -> Entry:
    """The entry of the confirmation; the next version is frozen with it. Raises Forbidden, Refused, Invalid.

    `left_out` are addresses that no rule mails this once.
    """
    action = Action.CONFIRM_LAST if form.last else Action.CONFIRM
    with acting():
        order = lock(number)
        if done := replay(submission, by=by, order=order):
            return done
        ask(order, action, by)
        before = order.state
        _check_lines(order, form)
        files = unused(files_of(form.files, by=by))
        now = timezone.now()
        confirmation = Confirmation.objects.create(
            order=order,
            number=order.confirmations.count() + 1,
            by=by,
            at=now,
            last=form.last,
            note=form.note,
            office_note=form.office_note,
        )
        write_lines(order, form.lines, confirmation=confirmation)
        target = TABLE[action].target
        assert target is not None
        move(order, target, by=by)
        version = freeze(order, title=Title.STATEMENT, at=now, release=order.release, files=files)
        data = {"confirmation": confirmation.number, "version": version.number, "from": before, "last": form.last}
        data |= mail_left_out(left_out) | ({"office_note": form.office_note} if form.office_note else {})
        return record(order, Kind.CONFIRMED, by=by, submission=submission, text=form.note, data=data, files=files)


def _check_lines(order: Order, form: NewConfirmation) -> None:
    if form.lines:
        return
    if not form.last:
        raise Invalid({"lines": _("Add at least one product or worker")})
    if not Line.objects.filter(order=order, confirmation__isnull=False).exists():
        raise Invalid({"lines": _("Nothing was confirmed so far. Add lines, or close the order as not performed.")})
