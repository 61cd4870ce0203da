"""Keep a list under a name, or let it go."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from fieldwork.lists.list_query import OrderListQuery
from fieldwork.lists.models import Layout, SavedView
from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.rest.errors import Forbidden, Invalid

MAX_VIEWS = 50


def save_view(
    name: str, query: OrderListQuery, layout: Layout, columns: Sequence[str], *, by: Person, shared: bool = False
) -> SavedView:
    """The view; one of one's own with this name becomes it. Raises Forbidden for who may not share, Invalid."""
    if shared and not by.may(Right.SEE_ALL_ORDERS):
        raise Forbidden(_("Only coordinators and supervisors share views."))
    if not name:
        raise Invalid({"name": _("This is required")})
    if (
        not SavedView.objects.filter(person=by, name=name).exists()
        and SavedView.objects.filter(person=by).count() >= MAX_VIEWS
    ):
        raise Invalid({"name": _("You have very many views. Remove one first.")})
    values = {"query": query.changed(view=0).query(), "layout": layout, "columns": list(columns), "shared": shared}
    return SavedView.objects.update_or_create(person=by, name=name, defaults=values)[0]


def remove_view(view: SavedView, *, by: Person) -> None:
    """Raises Forbidden for a view of somebody else."""
    if view.person_id != by.pk:
        raise Forbidden(_("This view is somebody else's."))
    view.delete()
