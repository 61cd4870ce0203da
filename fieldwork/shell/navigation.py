"""The main menu as a table: what, where, icon, for whom."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from fieldwork.people.models import Person
from fieldwork.people.roles import Right


@dataclass(frozen=True)
class Item:
    """One line of the menu; `right` None means everyone."""

    label: Promise
    url_name: str
    icon: str
    right: Right | None = None


@dataclass(frozen=True)
class Group:
    """Lines under one heading."""

    heading: Promise | None
    items: tuple[Item, ...]


MENU = (
    Group(
        None,
        (Item(_("Service orders"), "orders", "clipboard-list"), Item(_("Notifications"), "notices", "bell")),
    ),
    Group(
        _("Master data"),
        (
            Item(_("Clients"), "clients", "building-2", Right.LOOK_UP_CLIENTS),
            Item(_("Materials"), "materials", "package", Right.LOOK_UP_PRODUCTS),
            Item(_("Services"), "services", "wrench", Right.LOOK_UP_PRODUCTS),
            Item(_("Workers"), "workers", "hard-hat", Right.LOOK_UP_PRODUCTS),
            Item(_("Order types"), "order-types", "tag", Right.LOOK_UP_CLIENTS),
        ),
    ),
    Group(
        _("Administration"),
        (
            Item(_("People"), "people", "users", Right.MANAGE_PEOPLE),
            Item(_("Roles and rights"), "rights", "shield", Right.MANAGE_PEOPLE),
            Item(_("Company"), "company", "settings", Right.MANAGE_COMPANY),
            Item(_("Seal"), "seal", "shield-check", Right.MANAGE_COMPANY),
            Item(_("Mail rules"), "rules", "mail", Right.MANAGE_MAIL),
            Item(_("Outgoing"), "outgoing", "send", Right.MANAGE_MAIL),
            Item(_("Audit log"), "audit-log", "history", Right.MANAGE_COMPANY),
        ),
    ),
)


def menu_for(person: Person, path: str) -> list[dict[str, object]]:
    """The groups this person sees; the item whose address is closest to `path` is `current`."""
    groups = [
        (group.heading, [item for item in group.items if item.right is None or person.may(item.right)])
        for group in MENU
    ]
    urls = [reverse(item.url_name) for _heading, items in groups for item in items]
    current = max((url for url in urls if path == url or path.startswith(f"{url}/")), key=len, default="")
    return [
        {"heading": heading, "items": [_menu_item(item, current) for item in items]}
        for heading, items in groups
        if items
    ]


def _menu_item(item: Item, current: str) -> dict[str, object]:
    url = reverse(item.url_name)
    return {"label": item.label, "url": url, "icon": item.icon, "current": url == current, "name": item.url_name}
