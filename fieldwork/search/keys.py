"""The keys that a page listens to, told as a dialog that "?" opens. The scripts' side is frontend/src/controllers."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from fieldwork.people.roles import Right
from fieldwork.shell.doors import asked_by_script, person_of, signed_in


@dataclass(frozen=True)
class Key:
    """What is pressed (one of `presses`, each a chord of keys) and what it does; `right` None means for everyone."""

    presses: tuple[tuple[str | Promise, ...], ...]
    does: Promise
    right: Right | None = None


_CTRL, _SPACE, _SHIFT = _("Ctrl"), _("Space"), _("Shift")

GROUPS: tuple[tuple[Promise, tuple[Key, ...]], ...] = (
    (
        _("Everywhere"),
        (
            Key((("?",),), _("Show these keys")),
            Key(((_CTRL, "K"),), _("Search or start something")),
            Key(((_("Esc"),),), _("Close what lies over the page")),
        ),
    ),
    (
        _("Where orders are shown"),
        (
            Key((("/",),), _("Search orders")),
            Key((("N",),), _("New order"), Right.CREATE_ORDER),
            Key((("↑",), ("↓",)), _("Go through the list")),
            Key((("J",), ("K",)), _("Go through the table")),
            Key((("X",), (_SPACE,)), _("Select the row of the table")),
        ),
    ),
    (
        _("In an order"),
        (
            Key(((_("Enter"),),), _("Send the message")),
            Key(((_SHIFT, _("Enter")),), _("Begin a new line")),
            Key((("←",), ("→",)), _("Picture before, picture after")),
        ),
    ),
)


@require_safe
@signed_in
def keys(request: HttpRequest) -> HttpResponse:
    """GET /keys: those that this person can use; a whole page where no script asks."""
    person = person_of(request)
    groups = [(name, [one for one in group if one.right is None or person.may(one.right)]) for name, group in GROUPS]
    whole = not asked_by_script(request)
    return render(request, "search/keys_page.html" if whole else "search/keys.html", {"groups": groups, "whole": whole})
