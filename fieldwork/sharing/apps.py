"""The client's link and the page behind it."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """Links for clients, and the page behind them."""

    name = "fieldwork.sharing"
