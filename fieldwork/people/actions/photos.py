"""The small picture of somebody: kept, given, and taken away."""

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from fieldwork.people.models import Person


def save_photo(person: Person, webp: bytes) -> None:
    """The person's picture from now on; `webp` was encoded by us and tells nothing but what it shows."""
    key = secrets.token_hex(32)
    default_storage.save(photo_path(key), ContentFile(webp))
    _set(person, key)


def remove_photo(person: Person) -> None:
    """Letters stand for the person again."""
    _set(person, "")


def photo_bytes(key: str) -> bytes | None:
    """The WebP, as long as it is somebody's picture."""
    if not key or not Person.objects.filter(photo=key).exists():
        return None
    try:
        with default_storage.open(photo_path(key)) as stored:
            return bytes(stored.read())
    except FileNotFoundError:
        # Letters stand for the person: a lost picture is nobody's error page.
        return None


def photo_path(key: str) -> str:
    """Returns the storage path of a photo."""
    return f"people/{key[:2]}/{key}.webp"


def _set(person: Person, key: str) -> None:
    """Sets the photo and deletes the old one, which nobody shares.

    Of two changes at once each deletes the photo that it replaced.
    """
    with transaction.atomic():
        old = Person.objects.select_for_update().values_list("photo", flat=True).get(pk=person.pk)
        Person.objects.filter(pk=person.pk).update(photo=key)
    person.photo = key
    if old:
        default_storage.delete(photo_path(old))
