"""The heart: plan, release, confirmations, journal."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    """Service orders."""

    name = "fieldwork.orders"
