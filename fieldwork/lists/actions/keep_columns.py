"""Remember which columns somebody wants to see."""

from collections.abc import Sequence

from fieldwork.lists.columns import chosen
from fieldwork.lists.models import Choice
from fieldwork.people.models import Person


def keep_columns(names: Sequence[str], *, by: Person) -> None:
    """Names that are none are left out."""
    Choice.objects.update_or_create(person=by, defaults={"columns": [column.name for column in chosen(names)]})
