"""The room of master data."""

from django.apps import AppConfig


class MasterDataConfig(AppConfig):
    """Company, clients, order types, products, workers."""

    name = "fieldwork.masterdata"
