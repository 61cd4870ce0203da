"""Search over orders, entries and files."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class SearchConfig(AppConfig):
    """The index of what was written, and the palette."""

    name = "fieldwork.search"

    def ready(self) -> None:
        """Registers the hook that indexes each entry in the entry's transaction. Models can be imported only now."""
        import_string("fieldwork.orders.entry_hooks.register_hook")(
            import_string("fieldwork.search.actions.index_entries.index")
        )
