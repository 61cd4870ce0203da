"""Which rule mails whom: found from the order as it is. Every address once, by the rule that is closest to it."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from fieldwork.mailing.models import Rule
from fieldwork.masterdata.models import Client
from fieldwork.orders.entry_payload import MailTrigger
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import Order
from fieldwork.orders.recipients import Recipient
from fieldwork.people.models import Person


@dataclass(frozen=True)
class MailRecipient:
    """Somebody a rule mails: `for_client`, one of the client's contacts, who gets a link that answers."""

    address: str
    name: str
    rule: Rule
    for_client: bool


def mail_recipients(order: Order, triggers: Collection[MailTrigger], supervisor: Person | None) -> list[MailRecipient]:
    """Returns each address once; a rule for the client goes before one for the order type, and that before one for all.

    `supervisor` is who released the order, or is about to.
    """
    found: dict[str, MailRecipient] = {}
    for rule in sorted(_rules(order, triggers), key=_distance):
        for one in _of_rule(order, rule, supervisor):
            found.setdefault(one.address.lower(), one)
    return list(found.values())


def recipients_of(order: Order, triggers: Collection[MailTrigger], by: Person) -> list[Recipient]:
    """The same as forms show it; those that only the end of the order reaches are told apart."""
    supervisor = by if MailTrigger.RELEASED in triggers else supervisor_of(order)
    always = {one.address.lower() for one in mail_recipients(order, set(triggers) - {MailTrigger.CLOSED}, supervisor)}
    title = _("Service order") if MailTrigger.RELEASED in triggers else _("Service order statement")
    last = order.versions.order_by("-number").values_list("number", flat=True).first() or 0
    document = _("%(title)s v%(version)s") % {"title": title, "version": last + 1}
    return [
        Recipient(one.address, one.name, one.rule.name, document, only_when_closed=one.address.lower() not in always)
        for one in mail_recipients(order, triggers, supervisor)
    ]


def supervisor_of(order: Order) -> Person | None:
    """Returns the person who released the order; None before."""
    released = order.entries.filter(kind=EntryKind.RELEASED).select_related("author").first()
    return released.author if released else None


def contacts_of(client: Client) -> list[tuple[str, str]]:
    """(address, name) of everybody at the client who gets documents."""
    main = [(client.email, client.contact or client.name)] if client.email else []
    return [*main, *((address, client.name) for address in client.copies_to.split())]


def _rules(order: Order, triggers: Collection[MailTrigger]) -> Iterable[Rule]:
    if not triggers:
        return []
    when = Q()
    for moment in triggers:
        when |= Q(**{moment.value: True})
    for_it = Q(order_type=None) | Q(order_type=order.order_type_id)
    for_it &= Q(client=None) | Q(client=order.client_id)
    return Rule.objects.filter(when, for_it, active=True).order_by("pk")


def _distance(rule: Rule) -> tuple[int, int]:
    return (2 * (rule.client_id is None) + (rule.order_type_id is None), rule.pk)


def _of_rule(order: Order, rule: Rule, supervisor: Person | None) -> Iterator[MailRecipient]:
    if rule.to_client and not order.client.no_mail:
        for address, name in contacts_of(order.client):
            yield MailRecipient(address, name, rule, for_client=True)
    for person in _people(order, rule, supervisor):
        if person.is_active:
            yield MailRecipient(person.email, person.name, rule, for_client=False)
    for address in rule.addresses.split():
        yield MailRecipient(address, "", rule, for_client=False)


def _people(order: Order, rule: Rule, supervisor: Person | None) -> Iterator[Person]:
    if rule.to_coordinator:
        yield order.created_by
    if rule.to_supervisor and supervisor is not None:
        yield supervisor
    if rule.to_field_workers:
        for row in order.assignments.select_related("person").order_by("person__sort_key"):
            yield row.person
