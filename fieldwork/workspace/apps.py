"""An order's page: timeline, composer, actions, details."""

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    """Where people talk and see the order."""

    name = "fieldwork.workspace"
