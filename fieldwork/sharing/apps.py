"""The room of sharing."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Links for clients, and the page behind them."""

    name = "fieldwork.sharing"
