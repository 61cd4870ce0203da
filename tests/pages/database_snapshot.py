"""What stands in the database, to say that nothing changed."""

from collections.abc import Collection

from django.apps import apps

COUNTS = ("people.signinmemory", "people.failedattempts")
"""How often somebody tried something is counted for who is refused, too."""

Snapshot = dict[str, list[tuple[object, ...]]]


def database_snapshot(*apps_named: str, but: Collection[str] = COUNTS) -> Snapshot:
    """Every row of the apps' records (all of Fieldwork if none is named), by record."""
    return {
        model.__name__: sorted(model._default_manager.values_list(), key=repr)
        for model in apps.get_models()
        if model.__module__.startswith("fieldwork.")
        and (not apps_named or model._meta.app_label in apps_named)
        and model._meta.label_lower not in but
    }
