"""Puts texts in the place of those that are there."""

from collections.abc import Collection

from fieldwork.search.models import Text


def replace_texts(texts: Collection[Text], *, instead_of: Collection[int]) -> None:
    """From now on these, and nothing else, are found of the entries with the keys `instead_of`."""
    if instead_of:
        Text.objects.filter(entry__in=instead_of).delete()
    Text.objects.bulk_create(texts)
