"""An empty installation becomes a company with its first administrator."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from fieldwork.audit.record_event import record_added
from fieldwork.masterdata.models import Company
from fieldwork.measures.currencies import default_digits
from fieldwork.people.actions.add_person import add_person
from fieldwork.people.models import Person
from fieldwork.people.roles import Role
from fieldwork.rest.errors import Conflict


@dataclass(frozen=True)
class Beginning:
    """What a company starts with: `currency` ISO 4217, `language` of settings, `time_zone` IANA; who keeps it."""

    company_name: str
    currency: str
    language: str
    time_zone: str
    name: str
    email: str
    password: str
    is_demo: bool = False


def set_up_company(beginning: Beginning) -> Person:
    """The first administrator, beside the company: both or neither.

    Raises Conflict if a company exists; its id is always 1, so of two at once one wins.
    """
    try:
        with transaction.atomic():
            company = Company.objects.create(
                pk=1,
                name=beginning.company_name,
                currency=beginning.currency,
                digits=default_digits(beginning.currency),
                language=beginning.language,
                time_zone=beginning.time_zone,
                is_demo=beginning.is_demo,
            )
            record_added(company)
            return add_person(
                email=beginning.email,
                name=beginning.name,
                roles=Role.ADMINISTRATOR,
                password=beginning.password,
            )
    except IntegrityError as taken:
        raise Conflict(_("This installation has a company already.")) from taken
