"""The database without one of its rules, for controls."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models


@contextmanager
def without(model: type[models.Model], name: str) -> Iterator[None]:
    """The constraint is gone inside; the records that it would not have taken are gone afterwards."""
    rules = model._meta.constraints
    rule = next(rule for rule in rules if rule.name == name)
    model._meta.constraints = [other for other in rules if other is not rule]
    with connection.schema_editor() as editor:
        editor.remove_constraint(model, rule)
    try:
        yield
    finally:
        model._default_manager.all().delete()
        model._meta.constraints = rules
        with connection.schema_editor() as editor:
            editor.add_constraint(model, rule)
