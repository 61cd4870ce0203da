"""Forget sessions that have ended, where they were, and links to choose a password that open nothing any more."""

from datetime import timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.utils import timezone

from fieldwork.people.models import PasswordLink

A_DAY = timedelta(days=1)
"""A session is written before the line about its device, or after it: what is younger is not judged."""

LINKS_MAX_AGE = timedelta(days=30)


def delete_ended_sessions() -> int:
    """Deletes ended sessions and returns how many. Two processes may do it at once.

    UserSession rows without a session and old password links are deleted too.
    """
    now = timezone.now()
    ended = Session.objects.filter(expire_date__lte=now).delete()[0]
    lasts = Session.objects.filter(session_key=OuterRef("session_key"))
    UserSession.objects.filter(~Exists(lasts), created_at__lt=now - A_DAY).delete()
    PasswordLink.objects.filter(expires_at__lt=now - LINKS_MAX_AGE).delete()
    return ended
