"""What stands in the database, to say that nothing changed."""

from django.apps import apps

COUNTS = ("people.kept", "people.tries")
"""How often somebody tried something is counted for who is refused, too."""

Kept = dict[str, list[tuple[object, ...]]]


def kept(*apps_named: str) -> Kept:
    """Every row of the apps' records (all of Fieldwork if none is named), by record."""
    return {
        model.__name__: sorted(model._default_manager.values_list(), key=repr)
        for model in apps.get_models()
        if model.__module__.startswith("fieldwork.")
        and (not apps_named or model._meta.app_label in apps_named)
        and model._meta.label_lower not in COUNTS
    }
