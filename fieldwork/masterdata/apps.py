"""The room of master data."""

from django.apps import AppConfig
from django.utils.module_loading import import_string

from fieldwork.alphabet.columns import language_is_told_by


class MasterDataConfig(AppConfig):
    """Company, clients, order types, products, workers."""

    name = "fieldwork.masterdata"

    def ready(self) -> None:
        """Names are sorted by the company's language. Models can be imported only now."""
        language_is_told_by(import_string("fieldwork.masterdata.the_company.company_language"))
