"""Forget what sign-in remembered for some minutes."""

from django.utils import timezone

from fieldwork.people.models import FailedAttempts, SignInMemory


def delete_expired_cache() -> int:
    """Deletes expired counts and used codes, and returns how many. Two processes may do it at once."""
    now = timezone.now()
    return sum(table.objects.filter(expires_at__lte=now).delete()[0] for table in (SignInMemory, FailedAttempts))
