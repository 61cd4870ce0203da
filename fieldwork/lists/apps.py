"""Lists of orders: table, board, saved views, exports."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    """Table, board, saved views and exports of orders."""

    name = "fieldwork.lists"
