"""Put mails into the outbox: those that a rule calls for, and those that somebody sends by hand."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.db import transaction
from django.utils import timezone
from django.utils.translation import override

from fieldwork.config import PUBLIC_URL, SMTP_URL
from fieldwork.mailing.actions.append_mail_entry import append_mail_entry
from fieldwork.mailing.models import MAX_SUBJECT, Mail, MailState, PlannedMail, Rule
from fieldwork.mailing.placeholders import LINK_MARK, default_subject, default_text, fill, values_for
from fieldwork.mailing.sender_wakeup import wake
from fieldwork.orders.actions.transaction import lock_order
from fieldwork.orders.models import DocumentVersion, Entry, version_of
from fieldwork.people.models import Person
from fieldwork.sharing.actions.manage_links import make_link, may_share

MESSAGE_HOST = urlsplit(PUBLIC_URL).hostname or "localhost"


@dataclass(frozen=True)
class MailDraft:
    """One mail to one address: `text` marks where the link belongs, if there is to be one."""

    to: str
    to_name: str
    language: str
    subject: str
    text: str


def queue_rule_mails(entry: Entry) -> list[Mail]:
    """The mails that were promised with `entry`, each once however often this runs."""
    there = Mail.objects.filter(entry=entry).values("to")
    promised = list(PlannedMail.objects.filter(entry=entry).exclude(to__in=there).select_related("rule").order_by("pk"))
    if not promised:
        return []
    version = version_of(entry)
    return [_queue(version, default_draft(version, one), entry=entry, rule=one.rule, by=None) for one in promised]


def default_draft(version: DocumentVersion, to: PlannedMail) -> MailDraft:
    """Returns the draft of one planned mail. Only the client gets the link to a page of their own."""
    rule = Rule(language=to.language, subject=to.subject, text=to.text)
    subject, text = fill_rule(rule, version, language_of(rule, version))
    text = text if to.for_client else without_link(text)
    return MailDraft(to.to, to.to_name, language_of(rule, version), subject, text)


def fill_rule(rule: Rule, version: DocumentVersion, language: str) -> tuple[str, str]:
    """Subject and text with everything filled in; the link is only marked."""
    values = values_for(version, language)
    with override(language):
        subject, text = rule.subject or default_subject(), rule.text or default_text()
    one_line = " ".join(fill(subject, values).replace(LINK_MARK, "").split())
    return one_line[:MAX_SUBJECT], fill(text, values).strip()


def language_of(rule: Rule, version: DocumentVersion) -> str:
    """The rule's own, else that of the document."""
    return rule.language or str(version.content["language"])


def without_link(text: str) -> str:
    """The text for somebody who gets no page of their own: the paragraph that holds the link is left out."""
    return "\n\n".join(part for part in text.split("\n\n") if LINK_MARK not in part)


def send_by_hand(version: DocumentVersion, letters: Sequence[MailDraft], *, by: Person) -> list[Mail]:
    """Mails that a person wrote, in the outbox: all of them or none. Raises Forbidden."""
    may_share(by)
    with transaction.atomic():
        lock_order(version.order_id)
        return [_queue(version, letter, entry=None, rule=None, by=by) for letter in letters]


def queue_for_person(person: Person, *, subject: str, language: str) -> Mail:
    """A mail in the outbox whose text is made when it is sent, by whoever registered at `personal`."""
    now = timezone.now()
    mail = Mail.objects.create(
        person=person, to=person.email, to_name=person.name, language=language, subject=subject[:MAX_SUBJECT],
        message_id=f"<{uuid.uuid4()}@{MESSAGE_HOST}>",
        status=MailState.WAITING, queued_at=now, next_try_at=now,
    )  # fmt: skip
    transaction.on_commit(wake, robust=True)
    return mail


def _queue(
    version: DocumentVersion,
    letter: MailDraft,
    *,
    entry: Entry | None,
    rule: Rule | None,
    by: Person | None,
) -> Mail:
    """Creates one mail with its link and its entry in the timeline, in one transaction."""
    now: datetime = timezone.now()
    with transaction.atomic():
        link = make_link(version.order, by=by, given_to=letter.to) if LINK_MARK in letter.text else None
        mail = Mail.objects.create(
            order=version.order, version=version, entry=entry, rule=rule, author=by,
            to=letter.to, to_name=letter.to_name,
            language=letter.language, subject=letter.subject, text=letter.text, link=link,
            message_id=f"<{uuid.uuid4()}@{MESSAGE_HOST}>",
            status=MailState.WAITING if SMTP_URL else MailState.HELD, queued_at=now, next_try_at=now,
        )  # fmt: skip
        append_mail_entry(mail)
        transaction.on_commit(wake, robust=True)
    return mail
