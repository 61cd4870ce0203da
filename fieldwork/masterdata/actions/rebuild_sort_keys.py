"""Makes the keys that names are sorted by anew, when the company speaks another language."""

from collections.abc import Iterable

from django.db.models import Model

from fieldwork.collation.sort_keys import sort_key
from fieldwork.masterdata.models import Client, OrderType, Product, Worker
from fieldwork.people.models import Person

AT_ONCE = 500
SORTED: Iterable[type[Model]] = (Client, OrderType, Product, Worker, Person)


def rebuild_sort_keys(language: str) -> None:
    """Writes the key of every name that `language` sorts otherwise than before. Part of the caller's transaction."""
    for kind in SORTED:
        changed = []
        for pk, name, before in kind._default_manager.order_by("pk").values_list("pk", "name", "sort_key"):
            if before != (key := sort_key(name, language)):
                changed.append(kind(pk=pk, sort_key=key))
        kind._default_manager.bulk_update(changed, ["sort_key"], batch_size=AT_ONCE)
