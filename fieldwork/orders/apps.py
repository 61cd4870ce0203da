"""The heart: plan, release, confirmations, journal."""

from django.apps import AppConfig
from django.utils.module_loading import import_string


class OrdersConfig(AppConfig):
    """Service orders."""

    name = "fieldwork.orders"

    def ready(self) -> None:
        """Forbids currency changes once the first order exists. Models can be imported only now."""
        import_string("fieldwork.masterdata.company.forbid_currency_change")(self.has_orders)

    def has_orders(self) -> bool:
        """Whether any order was ever created."""
        return bool(self.get_model("Order")._default_manager.exists())
