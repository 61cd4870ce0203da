"""The browsers in which people agreed to be disturbed."""

from importlib import import_module

from django.conf import settings
from django.contrib.auth import get_user
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from fieldwork.notices.models import PushSubscription
from fieldwork.notices.push.push_encryption import are_keys
from fieldwork.notices.push.push_request import NotAllowed, check_endpoint
from fieldwork.people.models import Person
from fieldwork.rest.errors import Invalid

MAX_SUBSCRIPTIONS = 20
MAX_ENDPOINT, MAX_KEY, MAX_SECRET = 1000, 100, 30

_store = import_module(settings.SESSION_ENGINE).SessionStore


def save_subscription(endpoint: str, p256dh: str, auth: str, *, by: Person, session_key: str) -> None:
    """Subscribes this browser to pushes for `by` until the session ends; it shows nobody else's any more.

    Raises Invalid for what no browser sends.
    """
    try:
        check_endpoint(endpoint)
    except NotAllowed:
        raise Invalid({"endpoint": _("This is no push service")}) from None
    too_long = len(endpoint) > MAX_ENDPOINT or len(p256dh) > MAX_KEY or len(auth) > MAX_SECRET
    if too_long or not are_keys(p256dh, auth):
        raise Invalid({"p256dh": _("These are no keys of a browser")})
    PushSubscription.objects.filter(endpoint=endpoint).exclude(person=by).delete()
    PushSubscription.objects.bulk_create(
        [
            PushSubscription(
                person=by,
                session_key=session_key,
                endpoint=endpoint,
                p256dh=p256dh,
                auth=auth,
                created_at=timezone.now(),
            )
        ],
        update_conflicts=True,
        unique_fields=["endpoint"],
        update_fields=["person", "session_key", "p256dh", "auth", "created_at"],
    )
    newest = PushSubscription.objects.filter(person=by).order_by("-created_at", "-pk").values_list("pk", flat=True)
    PushSubscription.objects.filter(person=by).exclude(pk__in=list(newest[:MAX_SUBSCRIPTIONS])).delete()


def delete_endpoint(endpoint: str, *, by: Person) -> None:
    """This browser of `by` shows nothing any more."""
    PushSubscription.objects.filter(person=by, endpoint=endpoint).delete()


def delete_subscription(subscription: PushSubscription) -> None:
    """The device is gone, and what waits for it."""
    PushSubscription.objects.filter(pk=subscription.pk).delete()


def is_open(subscription: PushSubscription) -> bool:
    """Whether the person is still signed in there: who signs out, leaves or changes the password ends it."""
    request = HttpRequest()
    request.session = _store(subscription.session_key)
    found = get_user(request)
    return isinstance(found, Person) and found.is_active and found.pk == subscription.person_id
