"""Who may do what, drawn from the tables that decide it."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.views.decorators.http import require_safe

from fieldwork.orders.states import TABLE, may_ever
from fieldwork.people.roles import RIGHTS, ROLE_NAMES, Right, role_sentence
from fieldwork.shell.doors import with_right


@dataclass(frozen=True)
class Line:
    """What may be done, and whether each role may, in the order of ROLE_NAMES."""

    words: Promise
    allowed: list[bool]


@require_safe
@with_right(Right.KEEP_PEOPLE)
def who_may(request: HttpRequest) -> HttpResponse:
    """GET /rights: roles in words, and against what they may do anywhere and on an order that they see."""
    steps = [step for step in TABLE.values() if not step.by_client]
    context = {
        "roles": [(name, role_sentence(role)) for role, name in ROLE_NAMES.items()],
        "anywhere": [Line(words, [bool(roles & role) for role in ROLE_NAMES]) for roles, words in RIGHTS.values()],
        "on_orders": [Line(step.label, [may_ever(step, role, on_order=True) for role in ROLE_NAMES]) for step in steps],
    }
    return render(request, "orders/who_may.html", context)
