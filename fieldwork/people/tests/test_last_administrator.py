"""Somebody must always be left who can let others in."""

from functools import partial

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from fieldwork.people.actions import set_active as act
from fieldwork.people.actions.edit_person import edit_person
from fieldwork.people.actions.set_active import set_active
from fieldwork.people.actions.tokens import issue_token, person_of_token
from fieldwork.people.last_administrator import LastAdministrator
from fieldwork.people.models import Person
from fieldwork.people.roles import Role, role_sentence
from tests.concurrent_actors import at_once


def test_the_last_administrator_cannot_be_deactivated(noor: Person, layla: Person) -> None:
    with pytest.raises(LastAdministrator):
        set_active(noor, is_active=False)
    assert Person.objects.get(pk=noor.pk).is_active


def test_the_last_administrator_cannot_lose_the_role(noor: Person) -> None:
    with pytest.raises(LastAdministrator):
        edit_person(noor, name="Noor", email=noor.email, job_title="", roles=Role.COORDINATOR, password="")
    assert Person.objects.get(pk=noor.pk).roles == Role.ADMINISTRATOR


def test_a_deactivated_administrator_does_not_count(noor: Person, layla: Person) -> None:
    Person.objects.filter(pk=layla.pk).update(roles=Role.ADMINISTRATOR, is_active=False)
    with pytest.raises(LastAdministrator):
        set_active(noor, is_active=False)


def test_with_another_administrator_one_may_go(noor: Person, layla: Person) -> None:
    Person.objects.filter(pk=layla.pk).update(roles=Role.ADMINISTRATOR | Role.SUPERVISOR)
    set_active(noor, is_active=False)
    assert not Person.objects.get(pk=noor.pk).is_active


def put_out_at_once(people: list[Person]) -> int:
    """How many active administrators are left when all are deactivated at once."""
    at_once(*[partial(set_active, person, is_active=False) for person in people])
    return Person.objects.filter(is_active=True, roles=Role.ADMINISTRATOR).count()


@pytest.fixture
def two(noor: Person, layla: Person) -> list[Person]:
    Person.objects.update(roles=Role.ADMINISTRATOR)
    return list(Person.objects.all())


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_put_each_other_out_at_once(two: list[Person]) -> None:
    assert put_out_at_once(two) == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_question_both_would_be_out(two: list[Person], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(act, "require_another_administrator", lambda *_, **__: None)
    assert put_out_at_once(two) == 0


def test_every_role_says_in_one_line_what_it_may_do() -> None:
    for role in Role:
        assert role_sentence(role)
    assert "Create service orders" in role_sentence(Role.COORDINATOR)
    assert "Look up materials" not in role_sentence(Role.COORDINATOR)


def test_an_edit_does_not_let_in_who_was_deactivated_meanwhile(noor: Person, layla: Person) -> None:
    """The form was opened before, and sent after."""
    opened = Person.objects.get(pk=layla.pk)
    set_active(layla, is_active=False)
    edit_person(opened, name="Layla N.", email=layla.email, job_title="", roles=Role.COORDINATOR, password="")
    layla.refresh_from_db()
    assert (layla.name, layla.is_active) == ("Layla N.", False)


def test_who_was_deactivated_comes_back_without_the_old_sessions_and_tokens(noor: Person, layla: Person) -> None:
    browser = Client()
    browser.force_login(layla)
    token = issue_token(layla, name="Till")
    set_active(layla, is_active=False)
    set_active(layla, is_active=True)
    assert not Session.objects.exists()
    assert person_of_token(token) is None
