"""Of two who accept at once, one has accepted; on every database."""

from functools import partial

import pytest

from fieldwork.orders.actions import client_answer as answering
from fieldwork.orders.models import ClientAnswer, DocumentVersion, Order
from fieldwork.sharing.actions.manage_links import make_link
from fieldwork.sharing.models import ClientLink
from fieldwork.sharing.tests.link_client import YES, answer
from tests.concurrent_actors import results_of
from tests.worked_example import fill_company, finally_confirmed

pytestmark = [pytest.mark.both, pytest.mark.django_db(transaction=True)]


def accept_both(number: int) -> list[int]:
    """Two clients with a link each sign at the same moment; the statuses they get."""
    links = [make_link(Order.objects.get(pk=number), by=None) for _ in range(2)]
    return sorted(results_of(*[partial(accept, link) for link in links]))


def accept(link: ClientLink) -> int:
    return int(answer(link, YES).status_code)


def test_two_who_accept_at_once_leave_one_acceptance(own_files: None) -> None:
    number = finally_confirmed(fill_company()).number
    assert accept_both(number) == [201, 409]
    assert ClientAnswer.objects.count() == 1
    assert DocumentVersion.objects.filter(order=number).count() == 4


def test_control_without_the_look_at_what_is_there_the_database_refuses_the_second(
    own_files: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "_not_accepted", lambda _order: None)
    monkeypatch.setattr(
        answering,
        "_require_last_version",
        lambda order, _version: DocumentVersion.objects.filter(order=order).latest("pk"),
    )
    number = finally_confirmed(fill_company()).number
    with pytest.raises(Exception, match=r"client_accepts_once|client_answer|UNIQUE"):
        accept_both(number)
    assert ClientAnswer.objects.count() == 1
