"""Company, clients, order types, products, workers."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from fieldwork.collation.model_fields import register_language_provider


class MasterDataConfig(AppConfig):
    """Company, clients, order types, products, workers."""

    name = "fieldwork.masterdata"

    def ready(self) -> None:
        """Names are sorted by the company's language. Models can be imported only now."""
        register_language_provider(import_string("fieldwork.masterdata.company.company_language"))
