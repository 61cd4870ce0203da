"""The worked example's company with an address of the client's, files of its own, and a mail server address."""

from pathlib import Path

import pytest
from pytest_django import Settings

from fieldwork.mailing.actions import queue_mails, resend
from fieldwork.masterdata.models import Client
from tests.worked_example import Team, fill_company

ANA = "ana@acme.example"


@pytest.fixture
def team(db: None, settings: Settings, tmp_path: Path) -> Team:
    """In an empty database."""
    stored = {**settings.STORAGES["default"], "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {**settings.STORAGES, "default": stored}
    team = fill_company()
    Client.objects.update(email=ANA)
    return team


@pytest.fixture
def with_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mails wait for a server instead of being kept; nobody answers at this address."""
    for module in (queue_mails, resend):
        monkeypatch.setattr(module, "SMTP_URL", "smtp://127.0.0.1:9")
