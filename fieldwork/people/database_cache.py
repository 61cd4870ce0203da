"""What sign-in has to remember for some minutes, in the database: used codes, and the counts of django-allauth.

Django's own DatabaseCache was weighed and not taken: from 300 rows on it throws away live ones, so that whoever makes
many rows makes a used code work again; it counts the table at each write; its table is outside the migrations; and
its values are pickles. Here a row lives until its end, its key is unique, and its value is JSON.
"""

import json
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from fieldwork.people.models import SignInMemory

Seconds = float | object | None


class DatabaseCache(BaseCache):
    """A cache of Django's that all processes share. Everything in it has an end."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: str, value: Any, timeout: Seconds = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keeps it where nothing is kept; of several that ask at once, in whatever process, one hears True."""
        digest = self._digest(key, version)
        fields = {"value": json.dumps(value), "expires_at": self._end(timeout)}
        if SignInMemory.objects.filter(key=digest, expires_at__lte=timezone.now()).update(**fields):
            return True
        try:
            with transaction.atomic():
                SignInMemory.objects.create(key=digest, **fields)
        except IntegrityError:
            return False
        return True

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Returns the stored value, else `default`."""
        found = self._live(key, version).values_list("value", flat=True).first()
        return default if found is None else json.loads(found)

    def set(self, key: str, value: Any, timeout: Seconds = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keeps it, whatever was kept before."""
        made = SignInMemory(key=self._digest(key, version), value=json.dumps(value), expires_at=self._end(timeout))
        SignInMemory.objects.bulk_create(
            [made], update_conflicts=True, unique_fields=["key"], update_fields=["value", "expires_at"]
        )

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Counts on, also where several do at once; the end stays. Raises ValueError where nothing is kept."""
        with transaction.atomic():
            held = self._live(key, version).select_for_update().first()
            if held is None:
                raise ValueError(key)
            counted: int = json.loads(held.value) + delta
            SignInMemory.objects.filter(pk=held.pk).update(value=json.dumps(counted))
        return counted

    def touch(self, key: str, timeout: Seconds = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Gives it another end; False where nothing is kept."""
        return bool(self._live(key, version).update(expires_at=self._end(timeout)))

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forgets it; False where nothing was kept."""
        return bool(SignInMemory.objects.filter(key=self._digest(key, version)).delete()[0])

    def clear(self) -> None:
        """Forgets all of it."""
        SignInMemory.objects.all().delete()

    def _live(self, key: str, version: int | None) -> QuerySet[SignInMemory]:
        return SignInMemory.objects.filter(key=self._digest(key, version), expires_at__gt=timezone.now())

    def _digest(self, key: str, version: int | None) -> str:
        # As long as the column, and without letters that a database refuses, whatever was typed into it.
        return sha256(self.make_key(key, version).encode("utf-8", "surrogatepass")).hexdigest()

    def _end(self, timeout: Seconds) -> datetime:
        """Raises ValueError for what would never end: nobody would sweep it."""
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        if not isinstance(seconds, int | float):
            raise ValueError(timeout)
        return timezone.now() + timedelta(seconds=seconds)
