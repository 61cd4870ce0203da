"""The room of workspace."""

from django.apps import AppConfig


class WorkspaceConfig(AppConfig):
    """Where people talk and see the order."""

    name = "fieldwork.workspace"
