"""Remember which columns somebody wants to see."""

from collections.abc import Sequence

from fieldwork.lists.columns import chosen_columns
from fieldwork.lists.models import ColumnChoice
from fieldwork.people.models import Person


def save_columns(names: Sequence[str], *, by: Person) -> None:
    """Names that are none are left out."""
    ColumnChoice.objects.update_or_create(
        person=by, defaults={"columns": [column.name for column in chosen_columns(names)]}
    )
