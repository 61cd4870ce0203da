"""The keys that a page listens to, told as a dialog that "?" opens. The scripts' side is frontend/src/controllers."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from fieldwork.people.roles import Right
from fieldwork.shell.auth import current_person, is_script_request, login_required


@dataclass(frozen=True)
class Shortcut:
    """What is pressed (one of `keys`, each a chord of keys) and what it does; `right` None means for everyone."""

    keys: tuple[tuple[str | Promise, ...], ...]
    action: Promise
    right: Right | None = None


_CTRL, _SPACE, _SHIFT = _("Ctrl"), _("Space"), _("Shift")

GROUPS: tuple[tuple[Promise, tuple[Shortcut, ...]], ...] = (
    (
        _("Everywhere"),
        (
            Shortcut((("?",),), _("Show these keys")),
            Shortcut(((_CTRL, "K"),), _("Search or start something")),
            Shortcut(((_("Esc"),),), _("Close what lies over the page")),
        ),
    ),
    (
        _("Where orders are shown"),
        (
            Shortcut((("/",),), _("Search orders")),
            Shortcut((("N",),), _("New order"), Right.CREATE_ORDER),
            Shortcut((("↑",), ("↓",)), _("Go through the list")),
            Shortcut((("J",), ("K",)), _("Go through the table")),
            Shortcut((("X",), (_SPACE,)), _("Select the row of the table")),
        ),
    ),
    (
        _("In an order"),
        (
            Shortcut(((_("Enter"),),), _("Send the message")),
            Shortcut(((_SHIFT, _("Enter")),), _("Begin a new line")),
            Shortcut((("←",), ("→",)), _("Picture before, picture after")),
        ),
    ),
)


@require_safe
@login_required
def keyboard_shortcuts(request: HttpRequest) -> HttpResponse:
    """GET /keys: those that this person can use; a whole page where no script asks."""
    person = current_person(request)
    groups = [(name, [one for one in group if one.right is None or person.may(one.right)]) for name, group in GROUPS]
    whole = not is_script_request(request)
    return render(request, "search/keys_page.html" if whole else "search/keys.html", {"groups": groups, "whole": whole})
