"""Ending what is open in somebody's name: a session, a token, or all of it; by oneself, or by an administrator."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from fieldwork.masterdata.views.form_responses import redirect_with_message
from fieldwork.people.actions.end_access import end_access
from fieldwork.people.actions.end_sessions import end_session
from fieldwork.people.actions.tokens import revoke_token
from fieldwork.people.models import Person, Token
from fieldwork.shell.auth import current_person


def end_own_session(request: HttpRequest, key: int) -> HttpResponse:
    """POST /profile/sessions/4/removal."""
    return _end_session(request, current_person(request), key, reverse("profile"))


def end_own_token(request: HttpRequest, key: int) -> HttpResponse:
    """POST /profile/tokens/4/removal."""
    return _end_token(request, current_person(request), key, reverse("profile"))


def end_all_other_access(request: HttpRequest) -> HttpResponse:
    """POST /profile/access/removal: every session but this one, and every token."""
    return _end_everything(request, current_person(request), reverse("profile"))


def end_session_of(request: HttpRequest, key: int, session: int) -> HttpResponse:
    """POST /people/4/sessions/9/removal."""
    return _end_session(request, get_object_or_404(Person, pk=key), session, _page_of(key))


def end_token_of(request: HttpRequest, key: int, token: int) -> HttpResponse:
    """POST /people/4/tokens/9/removal."""
    return _end_token(request, get_object_or_404(Person, pk=key), token, _page_of(key))


def end_all_access_of(request: HttpRequest, key: int) -> HttpResponse:
    """POST /people/4/access/removal: all of it; of oneself, this session stays."""
    return _end_everything(request, get_object_or_404(Person, pk=key), _page_of(key))


def _end_session(request: HttpRequest, person: Person, key: int, page: str) -> HttpResponse:
    if not end_session(person, key):
        raise Http404
    return redirect_with_message(request, page, words=_("Signed out there"))


def _end_token(request: HttpRequest, person: Person, key: int, page: str) -> HttpResponse:
    token = get_object_or_404(Token.objects.living(), person=person, pk=key)
    revoke_token(token)
    return redirect_with_message(request, page, words=_("The token “%(name)s” has ended") % {"name": token.name})


def _end_everything(request: HttpRequest, person: Person, page: str) -> HttpResponse:
    if person == current_person(request):
        end_access(person, but=request.session.session_key)
        return redirect_with_message(request, page, words=_("All other sessions and all API tokens have ended"))
    end_access(person)
    return redirect_with_message(request, page, words=_("All sessions and API tokens have ended"))


def _page_of(key: int) -> str:
    return reverse("people-row", args=[key])
