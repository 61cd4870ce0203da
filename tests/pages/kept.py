"""What stands in the database, to say that nothing changed."""

from django.apps import apps

Kept = dict[str, list[tuple[object, ...]]]


def kept(*rooms: str) -> Kept:
    """Every row of the rooms' records (all rooms of Fieldwork if none is named), by record."""
    return {
        model.__name__: sorted(model._default_manager.values_list(), key=repr)
        for model in apps.get_models()
        if model.__module__.startswith("fieldwork.") and (not rooms or model._meta.app_label in rooms)
    }
