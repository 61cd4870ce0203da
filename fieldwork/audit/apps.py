"""The app of the audit log."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """A table that only grows."""

    name = "fieldwork.audit"
