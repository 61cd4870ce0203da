"""Who may do what, drawn from the tables that decide it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from fieldwork.orders.transitions import TRANSITIONS, is_permitted
from fieldwork.people.roles import RIGHTS, ROLE_NAMES, Right, role_sentence
from fieldwork.shell.auth import permission_required


@dataclass(frozen=True)
class PermissionRow:
    """What may be done, and whether each role may, in the order of ROLE_NAMES."""

    words: Promise
    allowed: list[bool]


@require_safe
@permission_required(Right.MANAGE_PEOPLE)
def permissions_page(request: HttpRequest) -> HttpResponse:
    """GET /rights: roles in words, and against what they may do anywhere and on an order that they see."""
    steps = [step for step in TRANSITIONS.values() if not step.by_client]
    context = {
        "roles": [(name, role_sentence(role)) for role, name in ROLE_NAMES.items()],
        "anywhere": [
            PermissionRow(words, [bool(roles & role) for role in ROLE_NAMES]) for roles, words in RIGHTS.values()
        ],
        "on_orders": [
            PermissionRow(step.label, [is_permitted(step, role, is_assigned=True) for role in ROLE_NAMES])
            for step in steps
        ],
    }
    return render(request, "orders/permissions.html", context)
