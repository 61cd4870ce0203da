"""Mails whose link was made with an older key of the installation, has expired or was taken back."""

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone
from pytest_django import Settings

from fieldwork.mailing.actions import deliver as posting
from fieldwork.mailing.actions.resend import resend
from fieldwork.mailing.models import MailState
from fieldwork.mailing.tests.test_deliver import carried, queued
from fieldwork.mailing.tests.test_mail_pages import page_for
from fieldwork.sharing.actions.manage_links import revoke_link
from fieldwork.sharing.models import ClientLink
from tests.running.mail_server import Box, mail_server
from tests.worked_example import Team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_server")]
OTHER = "another key of the program, as after a restored backup"


def addresses_in(box: Box) -> list[str]:
    """The paths of links in the last mail."""
    body = box.mails[-1].get_body(("plain",))
    assert body is not None
    return [word[word.index("/c/") :] for word in body.get_content().split() if "/c/" in word]


def opens(path: str) -> int:
    return Browser().get(path).status_code


def test_a_mail_that_waited_over_a_change_of_the_key_leaves_with_a_link_that_opens(
    team: Team, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """faults.md C14."""
    mail = queued(team)
    settings.SECRET_KEY = OTHER
    with mail_server() as (url, box):
        carried(mail, url, monkeypatch)
        [path] = addresses_in(box)
    assert (mail.status, opens(path)) == (MailState.SENT, 200)
    assert [link.revoked_at is None for link in ClientLink.objects.order_by("pk")] == [False, True]


def test_control_without_a_new_link_the_client_gets_none_that_opens(
    team: Team, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = queued(team)
    settings.SECRET_KEY = OTHER
    monkeypatch.setattr(posting, "renew_link", lambda _mail: False)
    with mail_server() as (url, box):
        carried(mail, url, monkeypatch)
        assert [path for path in addresses_in(box) if opens(path) == 200] == []


def test_a_link_taken_back_or_expired_meanwhile_does_not_leave(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = queued(team), queued(team)
    assert first.link
    assert second.link
    revoke_link(first.link, by=team.layla)
    ClientLink.objects.filter(pk=second.link.pk).update(
        created_at=timezone.now() - timedelta(31), expires_at=timezone.now()
    )
    with mail_server() as (url, box):
        carried(first, url, monkeypatch)
        assert addresses_in(box) == []
        carried(second, url, monkeypatch)
        [path] = addresses_in(box)
    assert opens(path) == 200


def test_outgoing_says_it_and_sending_again_makes_a_new_one(
    team: Team, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    mail = queued(team)
    with mail_server() as (url, box):
        carried(mail, url, monkeypatch)
        [old] = addresses_in(box)
        settings.SECRET_KEY = OTHER
        told = page_for(team.noor, f"/outgoing/{mail.pk}")
        assert ("cannot be shown any more" in told, "/c/" in told, "{link}" in told) == (True, False, True)
        again = carried(resend(mail, by=team.layla), url, monkeypatch)
        [new] = addresses_in(box)
    assert (opens(old), opens(new)) == (404, 200)
    assert "cannot be shown any more" not in page_for(team.noor, f"/outgoing/{again.pk}")
