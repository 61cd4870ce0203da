"""A random walk of actions by random people never leaves the table, and what is kept always agrees with itself."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from fieldwork.orders.actions import reject as reject_file
from fieldwork.orders.actions.confirm import confirm
from fieldwork.orders.actions.fast_close import fast_close
from fieldwork.orders.actions.not_performed import not_performed
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.actions.reject import reject
from fieldwork.orders.actions.release import release
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.orders.commands import ConfirmOrder
from fieldwork.orders.models import Order
from fieldwork.orders.totals import effective_totals, total_of
from fieldwork.orders.transitions import State
from fieldwork.people.models import Person
from fieldwork.rest.errors import Conflict, Forbidden, Invalid
from tests.concurrent_actors import without_guard
from tests.hypothesis_effort import EFFORT
from tests.worked_example import (
    CABLE,
    INK,
    Team,
    again,
    confirmation,
    confirmation_fields,
    fill_company,
    journal,
    made,
    text,
)

pytestmark = [pytest.mark.django_db, pytest.mark.both]
people = st.sampled_from(["layla", "ogechi", "diego", "noor", "outsider"])
WAYS = {
    ("created", "released"), ("created", "not_performed"), ("released", "partially_confirmed"),
    ("released", "finally_confirmed"), ("released", "not_performed"),
    ("partially_confirmed", "partially_confirmed"), ("partially_confirmed", "finally_confirmed"),
}  # fmt: skip
"""The ways from state to state that product.md §3 allows."""

VERSIONS_MADE = {"released", "confirmed", "fast_closed", "not_performed"}


class Walk(RuleBasedStateMachine):
    """One order and five people who try anything at any time."""

    @initialize()
    def begin(self) -> None:
        self.story = transaction.atomic()
        self.story.__enter__()
        self.team: Team = fill_company()
        self.order = made(self.team)
        self.before: Order = self.order

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.story.__exit__(None, None, None)

    def _try(self, act: Any, *given: object, who: str) -> None:
        by: Person = getattr(self.team, who)
        self.before = again(self.order)
        try:
            act(self.order.number, *given, by=by)
        except (Forbidden, Conflict, Invalid):
            now = again(self.order)
            assert (now.state, now.revision, now.last_seq) == (
                self.before.state, self.before.revision, self.before.last_seq,
            )  # fmt: skip

    @rule(who=people)
    def release(self, who: str) -> None:
        self._try(release, INK, who=who)

    @rule(who=people)
    def reject(self, who: str) -> None:
        self._try(reject, "No", who=who)

    @rule(who=people, others=st.lists(st.sampled_from(["diego", "otto", "layla"]), max_size=2))
    def set_field_workers(self, who: str, others: list[str]) -> None:
        self._try(set_field_workers, [f"{name}@nadiya.example" for name in others], who=who)

    @rule(who=people, cables=st.integers(0, 3), hours=st.sampled_from(["", "1", "0:20"]), last=st.booleans())
    def confirm(self, who: str, cables: int, hours: str, last: bool) -> None:
        products = [(CABLE, str(cables))] if cables else []
        try:
            form = confirmation(confirmation_fields(products, hours, last=last), self.order)
        except Invalid:
            # The form refuses an empty confirmation before anybody asks; the action has to do so, too.
            form = ConfirmOrder.model_construct(last=last)
        self._try(confirm, form, who=who)

    @rule(who=people)
    def fast_close(self, who: str) -> None:
        self._try(fast_close, who=who)

    @rule(who=people)
    def not_performed(self, who: str) -> None:
        self._try(not_performed, "Cancelled", who=who)

    @rule(who=people)
    def write(self, who: str) -> None:
        self._try(post_message, text("Hello"), who=who)

    @invariant()
    def the_state_moves_along_the_table(self) -> None:
        now = again(self.order)
        if now.revision == self.before.revision:
            assert now.state == self.before.state
        else:
            assert now.revision == self.before.revision + 1
            assert (self.before.state, now.state) in WAYS

    @invariant()
    def the_journal_has_no_gaps_and_every_document_its_entry(self) -> None:
        entries = journal(self.order)
        assert [entry.seq for entry in entries] == list(range(1, again(self.order).last_seq + 1))
        told = [entry.data["version"] for entry in entries if entry.kind in VERSIONS_MADE]
        assert told == [version.number for version in self.order.versions.all()] == list(range(1, len(told) + 1))

    @invariant()
    def what_is_printed_is_what_counts(self) -> None:
        newest = self.order.versions.last()
        if newest is None:
            return
        confirmed = list(self.order.lines.exclude(confirmation=None))
        plan = total_of(self.order.lines.filter(confirmation=None))
        now = again(self.order).state
        assert (
            newest.content["totals"]
            == effective_totals(now, plan, total_of(confirmed) if confirmed else None).as_dict()
        )
        assert newest.content["state"] == now

    @invariant()
    def at_most_one_confirmation_is_the_last_and_only_of_a_closed_order(self) -> None:
        last = [one.last for one in self.order.confirmations.all()]
        assert sum(last) == (again(self.order).state == State.FINALLY_CONFIRMED)
        assert not any(last[:-1])


usual = settings(
    max_examples=8 * EFFORT,
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def test_a_random_walk_never_leaves_the_table() -> None:
    run_state_machine_as_test(Walk, settings=usual)


def test_a_walk_without_question_and_guard_leaves_the_table(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: rejection at any time, by anybody."""
    monkeypatch.setattr(reject_file, "authorize", lambda *_question: None)
    without_guard(monkeypatch, reject_file)
    careless = settings(usual, max_examples=60, database=None, print_blob=False, phases=[Phase.generate])
    with pytest.raises(AssertionError):
        run_state_machine_as_test(Walk, settings=careless)
