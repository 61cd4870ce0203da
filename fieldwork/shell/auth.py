"""Who may come in: decorators for views, and the person of a request in a type the checker knows."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from fieldwork.people.models import Person
from fieldwork.people.roles import Right
from fieldwork.rest.errors import problem_details

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def is_script_request(request: HttpRequest) -> bool:
    """Whether one of our scripts asked, which wants a part of a page or a plain answer."""
    return "HX-Request" in request.headers or request.headers.get("X-Requested-With") == "fetch"


def current_person(request: HttpRequest) -> Person:
    """Returns the signed-in person; only behind `login_required`."""
    assert isinstance(request.user, Person)
    return request.user


def login_required(view: View[P]) -> View[P]:
    """Pages lead to the sign-in page and back; scripts get 401."""

    @wraps(view)
    def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.user.is_authenticated:
            return view(request, *args, **kwargs)
        if is_script_request(request):
            return problem_details(401, _("You are signed out. Sign in again, nothing you typed is lost."))
        return redirect_to_login(request.get_full_path() if request.method in ("GET", "HEAD") else "/orders")

    return wrapper


def permission_required(right: Right) -> Callable[[View[P]], View[P]]:
    """Restricts a view to people who carry `right`; for others the page does not exist (Http404)."""

    def decorate(view: View[P]) -> View[P]:
        @login_required
        @wraps(view)
        def wrapper(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not current_person(request).may(right):
                raise Http404
            return view(request, *args, **kwargs)

        return wrapper

    return decorate
