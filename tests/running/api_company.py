"""A company with orders in every state for a program that may do all that orders allow."""

from django.core.management import call_command

from fieldwork.masterdata.models import Company, Product, ProductKind
from fieldwork.orders.actions.post_message import post_message
from fieldwork.orders.actions.set_field_workers import set_field_workers
from fieldwork.people.actions.add_person import add_person
from fieldwork.people.actions.tokens import issue_token
from fieldwork.people.roles import Role
from tests.worked_example import IN_STATE, fill_company, released, text


def stage_for_programs() -> str:
    """Tables, the worked example and Robin: coordinator, supervisor and field worker in one. Gives Robin's token."""
    call_command("migrate", verbosity=0)
    team = fill_company()
    for kind in ProductKind:
        Product.objects.create(kind=kind, code="cleaning", name="Cleaning", unit="room", price=1500)
    Company.objects.update(own_release_forbidden=False)
    roles = Role.COORDINATOR | Role.SUPERVISOR | Role.FIELD_WORKER
    robin = add_person(email="robin@nadiya.example", name="Robin Okafor", roles=roles, password=None)
    for make in IN_STATE.values():
        make(team)
    number = released(team).number
    set_field_workers(number, [team.diego.email, robin.email], by=team.layla)
    post_message(number, text("The router is in the cellar"), by=team.diego)
    return issue_token(robin, name="test")
