"""Whom the rules mail is decided with the act, as its form showed; what follows late decides nothing."""

from collections.abc import Callable

import pytest

from fieldwork.jobs.job_worker import Worker
from fieldwork.mailing.models import Mail, PlannedMail, Rule
from fieldwork.masterdata.models import Client
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.actions.fast_close import fast_close
from fieldwork.orders.actions.not_performed import not_performed
from fieldwork.orders.actions.release import release
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.models import Order
from tests.pages.browser_client import Fields, Visitor
from tests.pages.company import GOOD_CONFIRMATION
from tests.pages.company import INK as DRAWN
from tests.worked_example import INK, Team, finally_confirmed, first_confirmation, made, released

ANA = "ana@acme.example"
pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def _ana(team: Team) -> None:
    Client.objects.update(email=ANA)
    # Real commits are wiped after each test, and the rule that stands ready with them.
    Rule.objects.all().delete()
    Rule.objects.create(name="R", released=True, confirmed=True, closed=True, not_performed=True, to_client=True)


def acts(team: Team) -> Order:
    """Each act that a rule may mail, on several orders; one of them is told."""
    fast_close(released(team).number, by=team.ogechi)
    not_performed(released(team).number, "Moved", by=team.ogechi)
    confirm((order := released(team)).number, first_confirmation(order), by=team.ogechi)
    return finally_confirmed(team)


def restart() -> list[str]:
    """What a program that starts now mails."""
    Worker().run_due()
    return sorted(Mail.objects.order_by("pk").values_list("to", flat=True))


def test_a_rule_switched_on_between_act_and_restart_mails_nothing(team: Team) -> None:
    """faults.md C6."""
    acts(team)
    Rule.objects.update(active=True)
    assert restart() == []
    release(made(team).number, INK, by=team.ogechi)
    assert restart() == [ANA]


@pytest.mark.parametrize("change", ["off", "removed"])
def test_a_rule_switched_off_between_act_and_restart_mails_what_the_form_promised(team: Team, change: str) -> None:
    """faults.md C6."""
    Rule.objects.update(active=True, subject="As it was: {order}")
    release(made(team).number, INK, by=team.ogechi)
    if change == "off":
        Rule.objects.update(active=False, subject="As it is", addresses="new@acme.example")
    else:
        Rule.objects.all().delete()
    assert restart() == [ANA]
    assert Mail.objects.get().subject == "As it was: Fix network"


def test_who_changes_after_the_act_changes_nothing_of_it(team: Team) -> None:
    """faults.md C6: the client's address, who is on the order, whether the client wants mail."""
    Rule.objects.update(active=True, to_field_workers=True)
    order = released(team)
    Client.objects.update(email="new@acme.example", no_mail=True)
    set_field_workers(order.number, [], by=team.layla)
    release(made(team, name="Later").number, INK, by=team.ogechi)
    assert restart() == [ANA]


def test_acts_from_before_this_was_written_down_mail_nobody(team: Team) -> None:
    """faults.md C6: an upgrade."""
    Rule.objects.update(active=True)
    acts(team)
    PlannedMail.objects.all().delete()
    assert restart() == []


def test_who_was_left_out_is_not_promised(team: Team) -> None:
    Rule.objects.update(active=True, to_coordinator=True)
    entry = release(made(team).number, INK, by=team.ogechi, excluded_recipients=[ANA.upper()])
    assert list(PlannedMail.objects.filter(entry=entry).values_list("to", flat=True)) == ["layla@nadiya.example"]


FORMS: dict[str, tuple[Callable[[Team], Order], str, str, Fields]] = {
    "release": (made, "/release", "/release", {"decision": "yes", "signature": DRAWN}),
    "confirmation": (released, "/confirmation", "/confirmations", GOOD_CONFIRMATION),
    "fast close": (released, "/fast-close", "/fast-close", {"decision": "yes"}),
    "not performed": (released, "/not-performed", "/not-performed", {"reason": "Moved"}),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_rule_switched_on_while_a_form_is_open_is_for_the_next_act(team: Team, form: str) -> None:
    """faults.md C6: nobody is mailed whom the sender did not see, whose form showed nobody at all."""
    make, path, to, fields = FORMS[form]
    ogechi = Visitor(team.ogechi)
    first, second = make(team), make(team)
    asked = 'name="mail_asked" value="1"'
    assert asked in ogechi.get(f"/orders/{first.number}{path}").content.decode()
    Rule.objects.update(active=True)
    assert ogechi.send(f"/orders/{first.number}{to}", {**fields, "mail_asked": "1"}).status_code == 201
    assert restart() == []
    shown = ogechi.get(f"/orders/{second.number}{path}").content.decode()
    assert f'name="mail_shown.0" value="{ANA}"' in shown
    sent = {**fields, "mail_asked": "1", "mail_shown.0": ANA, "mail_to.0": ANA}
    assert ogechi.send(f"/orders/{second.number}{to}", sent).status_code == 201
    assert restart() == [ANA]
