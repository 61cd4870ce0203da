"""THE table of lists: what each holds, shows and asks for, who may look and who may keep it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fieldwork.masterdata.actions.save_person import save_new_person, save_person, set_person_active
from fieldwork.masterdata.actions.save_row import Row, add_row, edit_row
from fieldwork.masterdata.actions.set_active import set_active
from fieldwork.masterdata.active_access import active_access
from fieldwork.masterdata.forms.list_forms import ClientForm, OrderTypeForm, ProductForm, RowForm, WorkerForm
from fieldwork.masterdata.forms.person import PersonForm
from fieldwork.masterdata.list_columns import CODE, NAME, CellStyle, Column
from fieldwork.masterdata.models import Client, OrderType, Product, ProductKind, Worker
from fieldwork.masterdata.text_search import matching_people, matching_rows
from fieldwork.people.mfa_adapter import protection_of
from fieldwork.people.models import Person
from fieldwork.people.password_mail_carrier import can_send_mail
from fieldwork.people.roles import Right


@dataclass(frozen=True)
class Labels:
    """The sentences of one list; `of` takes %(shown)s and %(all)s."""

    title: Promise
    new: Promise
    find: Promise
    none: Promise
    of: Promise


@dataclass(frozen=True)
class Operations:
    """What writes the list; each raises Forbidden, Invalid, Conflict."""

    add: Callable[[RowForm, Person], Model]
    edit: Callable[[RowForm, Person], None]
    set_activity: Callable[[Any, bool, Person], None]


@dataclass(frozen=True)
class ListConfig:
    """One list. `slug` is its address and the start of its url names; `key` the attribute in a row's address.

    `below` is a template under the form of a row, and `more` what it needs.
    """

    slug: str
    icon: str
    labels: Labels
    view_right: Right
    edit_right: Right
    rows: Callable[[], QuerySet[Any]]
    blank: Callable[[], Model]
    form: type[RowForm]
    columns: tuple[Column, ...]
    facts: tuple[Column, ...]
    operations: Operations
    find: Callable[[QuerySet[Any], str], QuerySet[Any]] = matching_rows
    key: str = "code"
    key_type: str = "slug"
    active: str = "active"
    below: str = ""
    more: Callable[[Any], Mapping[str, object]] = lambda _row: {}

    def is_active(self, row: Any) -> bool:
        """Whether the row is still offered."""
        return bool(getattr(row, self.active))


def _filled(form: RowForm) -> Row:
    row = form.row
    assert isinstance(row, Client | OrderType | Product | Worker)
    for name, value in form.cleaned_data.items():
        setattr(row, name, value)
    return row


def _add(form: RowForm, by: Person) -> Model:
    return add_row(_filled(form), by=by)


def _edit(form: RowForm, by: Person) -> None:
    edit_row(_filled(form), by=by)


def _set_activity(row: Any, active: bool, by: Person) -> None:  # noqa: FBT001 - called through Acts only
    set_active(row, active=active, by=by)


def _person_values(form: RowForm) -> dict[str, Any]:
    names = ("name", "email", "job_title", "roles", "password")
    return {name: form.cleaned_data[name] for name in names}


def _add_person(form: RowForm, by: Person) -> Model:
    return save_new_person(**_person_values(form), by=by)


def _edit_person(form: RowForm, by: Person) -> None:
    assert isinstance(form.row, Person)
    save_person(form.row, **_person_values(form), by=by)


def _set_person_active(row: Any, active: bool, by: Person) -> None:  # noqa: FBT001 - called through Acts only
    set_person_active(row, active=active, by=by)


def _sign_in_context(person: Person) -> dict[str, object]:
    return {"protection": protection_of(person), "can_write": can_send_mail(), "access": active_access(person, None)}


ROWS = Operations(_add, _edit, _set_activity)
PEOPLE = Operations(_add_person, _edit_person, _set_person_active)
UNIT = Column("unit", _("Unit"))
PRICE = Column("price", _("Price"), CellStyle.MONEY)
PER_HOUR = Column("price", _("Price per hour"), CellStyle.MONEY)
JOB_TITLE = Column("job_title", _("Job title"))
CONTACT = Column("contact", _("Contact"))
ADDRESS = Column("address", _("Address"), CellStyle.LINES)
PHONE = Column("phone", _("Phone"), CellStyle.PHONE)
EMAIL = Column("email", _("E-mail"), CellStyle.EMAIL)
SIGNS_IN = Column("person", _("Signs in as"), sortable=False)
ROLES = Column("roles", _("Roles"), CellStyle.ROLES, sortable=False)


CLIENTS = ListConfig(
    "clients", "building-2",
    Labels(_("Clients"), _("New client"), _("Search clients"), _("No clients yet"), _("%(shown)s of %(all)s clients")),
    Right.LOOK_UP_CLIENTS, Right.MANAGE_MASTER_DATA,
    Client.objects.all, Client, ClientForm,
    (CODE, NAME, CONTACT, PHONE, EMAIL), (CODE, CONTACT, ADDRESS, PHONE, EMAIL), ROWS,
)  # fmt: skip
MATERIALS = ListConfig(
    "materials", "package",
    Labels(
        _("Materials"), _("New material"), _("Search materials"), _("No materials yet"),
        _("%(shown)s of %(all)s materials"),
    ),
    Right.LOOK_UP_PRODUCTS, Right.MANAGE_MASTER_DATA,
    lambda: Product.objects.filter(kind=ProductKind.MATERIAL), lambda: Product(kind=ProductKind.MATERIAL), ProductForm,
    (CODE, NAME, UNIT, PRICE), (CODE, UNIT, PRICE), ROWS,
)  # fmt: skip
SERVICES = ListConfig(
    "services", "wrench",
    Labels(
        _("Services"), _("New service"), _("Search services"), _("No services yet"),
        _("%(shown)s of %(all)s services"),
    ),
    Right.LOOK_UP_PRODUCTS, Right.MANAGE_MASTER_DATA,
    lambda: Product.objects.filter(kind=ProductKind.SERVICE), lambda: Product(kind=ProductKind.SERVICE), ProductForm,
    (CODE, NAME, UNIT, PRICE), (CODE, UNIT, PRICE), ROWS,
)  # fmt: skip
WORKERS = ListConfig(
    "workers", "hard-hat",
    Labels(_("Workers"), _("New worker"), _("Search workers"), _("No workers yet"), _("%(shown)s of %(all)s workers")),
    Right.LOOK_UP_PRODUCTS, Right.MANAGE_MASTER_DATA,
    lambda: Worker.objects.select_related("person"), Worker, WorkerForm,
    (CODE, NAME, JOB_TITLE, SIGNS_IN, PER_HOUR), (CODE, JOB_TITLE, PER_HOUR, SIGNS_IN), ROWS,
)  # fmt: skip
ORDER_TYPES = ListConfig(
    "order-types", "tag",
    Labels(
        _("Order types"), _("New order type"), _("Search order types"), _("No order types yet"),
        _("%(shown)s of %(all)s order types"),
    ),
    Right.LOOK_UP_CLIENTS, Right.MANAGE_MASTER_DATA,
    OrderType.objects.all, OrderType, OrderTypeForm,
    (CODE, NAME), (CODE,), ROWS,
)  # fmt: skip
EVERYBODY = ListConfig(
    "people", "users",
    Labels(_("People"), _("New person"), _("Search people"), _("No people yet"), _("%(shown)s of %(all)s people")),
    Right.MANAGE_PEOPLE, Right.MANAGE_PEOPLE,
    Person.objects.all, Person, PersonForm,
    (NAME, EMAIL, JOB_TITLE, ROLES), (EMAIL, JOB_TITLE, ROLES), PEOPLE,
    find=matching_people, key="pk", key_type="int", active="is_active",
    below="masterdata/person_access.html", more=_sign_in_context,
)  # fmt: skip

PRODUCTS = replace(
    MATERIALS, slug="products", rows=Product.objects.all,
    labels=Labels(
        _("Products"), _("New material"), _("Search materials and services"), _("No materials and no services yet"),
        _("%(shown)s of %(all)s materials and services"),
    ),
)  # fmt: skip
"""Both kinds at once, for pickers alone."""

LISTS = (CLIENTS, ORDER_TYPES, MATERIALS, SERVICES, WORKERS, EVERYBODY)
LOOKUP_LISTS = (*LISTS[:-1], PRODUCTS)
