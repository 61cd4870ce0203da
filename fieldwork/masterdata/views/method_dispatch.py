"""One address, several methods, each behind its own door."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

View = Callable[..., HttpResponseBase]


def dispatch_by_method(*, get: View | None = None, post: View | None = None) -> View:
    """The view of the request's method; 405 for any other. HEAD is a GET without its body."""
    views = {"GET": get, "HEAD": get, "POST": post}
    allowed = [method for method, view in views.items() if view]

    def dispatch(request: HttpRequest, /, *args: object, **kwargs: object) -> HttpResponseBase:
        view = views.get(request.method or "")
        return view(request, *args, **kwargs) if view else HttpResponseNotAllowed(allowed)

    return dispatch
