"""The room of lists."""

from django.apps import AppConfig


class ListsConfig(AppConfig):
    """Table, board, saved views and exports of orders."""

    name = "fieldwork.lists"
