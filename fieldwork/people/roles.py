"""Who may do what: roles, rights, and the one table between them (product.md §8)."""

from enum import IntFlag, StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Role(IntFlag):
    """Roles combine; a person's roles are kept as one whole number."""

    ADMINISTRATOR = 1
    COORDINATOR = 2
    SUPERVISOR = 4
    FIELD_WORKER = 8


NOBODY = Role(0)
EVERY_ROLE = Role.ADMINISTRATOR | Role.COORDINATOR | Role.SUPERVISOR | Role.FIELD_WORKER

ROLE_NAMES: dict[Role, Promise] = {
    Role.ADMINISTRATOR: _("Administrator"),
    Role.COORDINATOR: _("Coordinator"),
    Role.SUPERVISOR: _("Supervisor"),
    Role.FIELD_WORKER: _("Field worker"),
}


class Right(StrEnum):
    """What a role may do anywhere. Rights on one order stand in `orders/transitions.py`."""

    SEE_ALL_ORDERS = "see_all_orders"
    CREATE_ORDER = "create_order"
    LOOK_UP_PRODUCTS = "look_up_products"
    LOOK_UP_CLIENTS = "look_up_clients"
    MANAGE_MASTER_DATA = "keep_master_data"
    MANAGE_COMPANY = "keep_company"
    MANAGE_PEOPLE = "keep_people"
    MANAGE_MAIL = "keep_mail"
    SEND_DOCUMENTS = "send_documents"


RIGHTS: dict[Right, tuple[Role, Promise]] = {
    Right.SEE_ALL_ORDERS: (Role.COORDINATOR | Role.SUPERVISOR, _("See every order")),
    Right.CREATE_ORDER: (Role.COORDINATOR, _("Create service orders")),
    Right.LOOK_UP_PRODUCTS: (EVERY_ROLE, _("Look up materials, services and workers")),
    Right.LOOK_UP_CLIENTS: (
        Role.ADMINISTRATOR | Role.COORDINATOR | Role.SUPERVISOR,
        _("Look up clients and order types"),
    ),
    Right.MANAGE_MASTER_DATA: (Role.ADMINISTRATOR, _("Add and edit master data")),
    Right.MANAGE_COMPANY: (Role.ADMINISTRATOR, _("Edit the company")),
    Right.MANAGE_PEOPLE: (Role.ADMINISTRATOR, _("Add and edit people")),
    Right.MANAGE_MAIL: (Role.ADMINISTRATOR, _("Keep the mail rules and read what goes out")),
    Right.SEND_DOCUMENTS: (Role.COORDINATOR | Role.SUPERVISOR, _("Send documents and links to clients")),
}


ROLE_DUTIES: dict[Role, Promise] = {
    Role.SUPERVISOR: _("Release or reject service orders"),
    Role.FIELD_WORKER: _("See and confirm the orders they were added to"),
}
"""What a role may do on orders, in short; `orders/transitions.py` has it in full."""


def role_sentence(role: Role) -> str:
    """Returns, in one line, what this role may do that not everybody may."""
    duties = [ROLE_DUTIES[role]] if role in ROLE_DUTIES else []
    rights = [words for roles, words in RIGHTS.values() if role & roles and roles != EVERY_ROLE]
    return " · ".join(str(words) for words in (*duties, *rights))


def roles_allow(roles: int, right: Right) -> bool:
    """Whether any of `roles` (a sum of Role values) carries `right`."""
    return bool(RIGHTS[right][0] & roles)


def role_list(roles: int) -> list[Role]:
    """The single roles in `roles`, in the order of the table."""
    return [role for role in ROLE_NAMES if role & roles]


def api_names(roles: int) -> list[str]:
    """The roles as the API names them: "coordinator", "field_worker"."""
    return [(role.name or "").lower() for role in role_list(roles)]
