"""Fieldwork: service orders from the first call to the signed statement."""

__version__ = "0.1.0"
