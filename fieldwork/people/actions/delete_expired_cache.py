"""Forget what sign-in remembered for some minutes."""

from django.utils import timezone

from fieldwork.people.models import FailedAttempts, SignInMemory


def delete_expired_cache() -> int:
    """How many counts and used codes were past their end. Two processes may do it at once."""
    now = timezone.now()
    return sum(table.objects.filter(expires_at__lte=now).delete()[0] for table in (SignInMemory, FailedAttempts))
