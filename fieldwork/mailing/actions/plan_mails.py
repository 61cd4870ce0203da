"""Freeze, with an act, whom the rules mail after it."""

from fieldwork.mailing.mail_recipients import mail_recipients, supervisor_of
from fieldwork.mailing.models import PlannedMail
from fieldwork.orders.models import Entry, Order
from fieldwork.orders.recipients import mail_triggers


def plan_mails(order: Order, entry: Entry) -> None:
    """Writes, in the act's own transaction, who is to get its document and in which words.

    A rule that is switched on, off, changed or removed afterwards is for later acts.
    """
    triggers = mail_triggers(entry)
    if not triggers:
        return
    out = {address.lower() for address in entry.data.get("left_out", [])}
    PlannedMail.objects.bulk_create(
        PlannedMail(
            entry=entry, rule=one.rule, to=one.address, to_name=one.name, for_client=one.for_client,
            language=one.rule.language, subject=one.rule.subject, text=one.rule.text,
        )
        for one in mail_recipients(order, triggers, supervisor_of(order))
        if one.address.lower() not in out
    )  # fmt: skip
