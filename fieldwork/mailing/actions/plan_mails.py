"""Freeze, with an act, whom the rules mail after it."""

from fieldwork.mailing.mail_recipients import mail_recipients, supervisor_of
from fieldwork.mailing.models import PlannedMail
from fieldwork.orders.entry_payload import MailedEntry
from fieldwork.orders.models import Entry, Order


def plan_mails(order: Order, entry: Entry) -> None:
    """Writes, in the act's own transaction, who is to get its document and in which words.

    A rule that is switched on, off, changed or removed afterwards is for later acts.
    """
    payload = entry.payload
    if not isinstance(payload, MailedEntry):
        return
    out = {address.lower() for address in payload.excluded_recipients}
    PlannedMail.objects.bulk_create(
        PlannedMail(
            entry=entry, rule=one.rule, to=one.address, to_name=one.name, for_client=one.for_client,
            language=one.rule.language, subject=one.rule.subject, text=one.rule.text,
        )
        for one in mail_recipients(order, payload.mail_triggers(), supervisor_of(order))
        if one.address.lower() not in out
    )  # fmt: skip
