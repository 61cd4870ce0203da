"""Which rule mails whom, in which words; each address once."""

import pytest
from django.db import IntegrityError, transaction

from fieldwork.mailing.actions.queue_mails import queue_rule_mails
from fieldwork.mailing.forms import RuleForm
from fieldwork.mailing.mail_recipients import mail_recipients, recipients_of, supervisor_of
from fieldwork.mailing.models import Mail, Rule
from fieldwork.mailing.placeholders import LINK_MARK
from fieldwork.mailing.tests.conftest import ANA
from fieldwork.masterdata.models import Client, OrderType
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.actions.fast_close import fast_close
from fieldwork.orders.actions.not_performed import not_performed
from fieldwork.orders.actions.release import release
from fieldwork.orders.entry_payload import MailedEntry, MailTrigger
from fieldwork.orders.models import Entry, Order
from fieldwork.people.models import Person
from tests.worked_example import (
    INK,
    Team,
    finally_confirmed,
    first_confirmation,
    made,
    partially_confirmed,
    released,
    second_confirmation,
)

pytestmark = pytest.mark.django_db


def rule(**facts: object) -> Rule:
    """An active rule; without more it mails the client at each release."""
    given: dict[str, object] = {"name": "R", "active": True, "released": True, "to_client": True}
    return Rule.objects.create(**given | facts)


def mailed(order: Order, *moments: MailTrigger) -> list[str]:
    return sorted(one.address for one in mail_recipients(order, moments, supervisor_of(order)))


def newest(order: Order) -> Entry:
    return Entry.objects.filter(order=order, kind__in=("released", "confirmed", "fast_closed", "not_performed")).latest(
        "pk"
    )


def test_one_rule_stands_ready_and_is_off() -> None:
    ready = Rule.objects.get()
    assert (ready.active, ready.released, ready.closed, ready.confirmed, ready.to_client) == (
        False,
        True,
        True,
        False,
        True,
    )


def test_an_inactive_rule_mails_nobody(team: Team) -> None:
    assert mailed(released(team), MailTrigger.RELEASED) == []


def test_everybody_who_can_be_named_is_mailed_once(team: Team) -> None:
    rule(
        to_coordinator=True,
        to_supervisor=True,
        to_field_workers=True,
        addresses="Books@nadiya.example\nana@acme.example",
    )
    order = released(team)
    assert mailed(order, MailTrigger.RELEASED) == [
        "Books@nadiya.example", ANA, "diego@nadiya.example", "layla@nadiya.example", "ogechi@nadiya.example",
    ]  # fmt: skip


def test_copies_go_to_all_contacts_of_the_client(team: Team) -> None:
    Client.objects.update(copies_to="boss@acme.example\nbooks@acme.example")
    rule()
    assert mailed(released(team), MailTrigger.RELEASED) == [ANA, "books@acme.example", "boss@acme.example"]


def test_a_client_can_be_excluded_and_the_others_still_get_theirs(team: Team) -> None:
    Client.objects.update(no_mail=True)
    rule(to_coordinator=True)
    assert mailed(released(team), MailTrigger.RELEASED) == ["layla@nadiya.example"]


def test_who_is_deactivated_gets_nothing(team: Team) -> None:
    rule(to_client=False, to_field_workers=True)
    order = released(team)
    Person.objects.filter(pk=team.diego.pk).update(is_active=False)
    assert mailed(order, MailTrigger.RELEASED) == []


def test_a_rule_is_for_all_or_a_type_or_a_client_and_the_closest_one_speaks(team: Team) -> None:
    order = released(team)
    other = OrderType.objects.create(code="other", name="Other")
    elsewhere = Client.objects.create(code="other", name="Other")
    rule(name="For another type", order_type=other)
    rule(name="For another client", client=elsewhere)
    assert mailed(order, MailTrigger.RELEASED) == []
    rule(name="For all")
    rule(name="For the type", order_type=order.order_type)
    rule(name="For the client", client=order.client)
    (one,) = mail_recipients(order, [MailTrigger.RELEASED], None)
    assert one.rule.name == "For the client"


def test_each_act_comes_to_its_moments(team: Team) -> None:
    order = made(team)
    acts = [
        (release(order.number, INK, by=team.ogechi), [MailTrigger.RELEASED]),
        (confirm(order.number, first_confirmation(order), by=team.ogechi), [MailTrigger.CONFIRMED]),
        (
            confirm(order.number, second_confirmation(order), by=team.ogechi),
            [MailTrigger.CONFIRMED, MailTrigger.CLOSED],
        ),
        (fast_close(released(team).number, by=team.ogechi), [MailTrigger.CONFIRMED, MailTrigger.CLOSED]),
        (not_performed(released(team).number, "Moved", by=team.ogechi), [MailTrigger.NOT_PERFORMED]),
    ]
    assert [triggers_of(entry) for entry, _moments in acts] == [moments for _entry, moments in acts]
    assert triggers_of(Entry.objects.filter(kind="created")[0]) == []


def triggers_of(entry: Entry) -> list[MailTrigger]:
    return list(entry.payload.mail_triggers()) if isinstance(entry.payload, MailedEntry) else []


def test_the_form_tells_before_who_will_get_it_and_what_only_the_end_brings(team: Team) -> None:
    rule(name="At the end", released=False, closed=True)
    rule(name="Each time", released=False, confirmed=True, to_client=False, to_coordinator=True)
    found = recipients_of(released(team), [MailTrigger.CONFIRMED, MailTrigger.CLOSED], team.diego)
    told = {one.address: (one.rule, one.document, one.only_when_closed) for one in found}
    assert told == {
        ANA: ("At the end", "Service order statement v2", True),
        "layla@nadiya.example": ("Each time", "Service order statement v2", False),
    }


def test_before_a_release_its_supervisor_is_who_opens_the_form(team: Team) -> None:
    rule(to_client=False, to_supervisor=True)
    (one,) = recipients_of(made(team), [MailTrigger.RELEASED], team.ogechi)
    assert (one.address, one.document) == ("ogechi@nadiya.example", "Service order v1")


def test_what_an_entry_calls_for_is_queued_once(team: Team) -> None:
    rule(to_coordinator=True)
    entry = newest(released(team))
    assert len(queue_rule_mails(entry)) == 2
    assert queue_rule_mails(entry) == []
    assert Mail.objects.count() == 2


def test_control_without_looking_what_is_there_the_database_refuses_the_second(team: Team) -> None:
    rule()
    entry = newest(released(team))
    (mail,) = queue_rule_mails(entry)
    mail.pk, mail.message_id = None, "<other@localhost>"
    with pytest.raises(IntegrityError), transaction.atomic():
        mail.save(force_insert=True)


def test_who_was_left_out_gets_nothing_this_once(team: Team) -> None:
    rule(to_coordinator=True)
    order = made(team)
    entry = release(order.number, INK, by=team.ogechi, excluded_recipients=[ANA])
    assert [mail.to for mail in queue_rule_mails(entry)] == ["layla@nadiya.example"]


def test_the_words_are_ours_in_the_clients_language_and_only_the_client_gets_a_link(team: Team) -> None:
    Client.objects.update(language="es")
    rule(to_coordinator=True)
    order = finally_confirmed(team)
    mails = {mail.to: mail for mail in queue_rule_mails(Entry.objects.get(order=order, kind="released"))}
    ana, layla = mails[ANA], mails["layla@nadiya.example"]
    assert ana.subject == f"Orden de servicio {order.number}: Fix network"
    assert ana.text.startswith("Hola, Ana Rivera:")
    assert "176,00" in ana.text
    assert LINK_MARK in ana.text
    assert ana.link is not None
    assert (layla.link, LINK_MARK in layla.text) == (None, False)


def test_a_rule_has_its_own_words_and_language(team: Team) -> None:
    rule(language="es", subject="{client} {number}\n{document}", text="{order} {total} {unknown} {link}")
    (mail,) = queue_rule_mails(newest(released(team)))
    assert mail.subject == f"ACME {mail.order_id} Orden de servicio"
    assert mail.text.startswith("Fix network 176,00")
    assert f"{{unknown}} {LINK_MARK}" in mail.text


def test_what_is_put_in_is_not_looked_through_again(team: Team) -> None:
    rule(text="{order}")
    order = made(team, name="{link} {company}")
    entry = release(order.number, INK, by=team.ogechi)
    (mail,) = queue_rule_mails(entry)
    assert (mail.text, mail.link) == ("{link} {company}", None)


def test_the_form_says_everything_that_is_wrong() -> None:
    form = RuleForm({"subject": "{nobody}", "text": "{client} {x} {y}", "addresses": "not an address"}, rule=Rule())
    assert set(form.errors) == {"name", "released", "addresses", "subject", "text"}
    assert "{x}, {y}" in form.errors["text"][0]
    assert "{nobody}" in form.errors["subject"][0]
    nobody = RuleForm({"name": "R", "released": "on"}, rule=Rule())
    assert set(nobody.errors) == {"to_client"}


def test_a_partial_confirmation_mails_no_rule_for_the_end(team: Team) -> None:
    rule(released=False, closed=True)
    assert queue_rule_mails(newest(partially_confirmed(team))) == []
