"""Puts texts in the place of those that are there."""

from collections.abc import Collection

from fieldwork.search.models import Text


def replace_texts(texts: Collection[Text], *, instead_of: Collection[int]) -> None:
    """Replaces the indexed texts of the entries with the keys `instead_of` by `texts`."""
    if instead_of:
        Text.objects.filter(entry__in=instead_of).delete()
    Text.objects.bulk_create(texts)
