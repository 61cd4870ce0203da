"""Invitations, and letters to those who forgot their password."""

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from fieldwork.config import PUBLIC_URL
from fieldwork.mailing.actions.queue_mails import queue_for_person
from fieldwork.mailing.models import Mail, PasswordMail
from fieldwork.masterdata.company import get_company
from fieldwork.people.actions.password_links import FORGOTTEN, INVITED, make_password_link
from fieldwork.people.models import PasswordRequest, Person

BATCH_SIZE = 100


def queue_password_mail(person: Person, *, invited: bool) -> None:
    """Puts a letter into the outbox."""
    language = person.language or get_company().language
    with override(language):
        subject = _("You are invited to Fieldwork") if invited else _("Choose a new password")
    with transaction.atomic():
        mail = queue_for_person(person, subject=subject, language=language)
        PasswordMail.objects.create(mail=mail, invited=invited)


def queue_requested_mails() -> int:
    """Queues the password mails asked for, and returns how many.

    People who are unknown or inactive get none, and nobody hears of it.
    """
    queued = 0
    for request in PasswordRequest.objects.order_by("pk")[:BATCH_SIZE]:
        with transaction.atomic():
            if not PasswordRequest.objects.filter(pk=request.pk).delete()[0]:
                continue
            person = Person.objects.filter(email=request.email, is_active=True).first()
            if person is not None:
                queue_password_mail(person, invited=False)
                queued += 1
    return queued


def text_of(mail: Mail) -> str | None:
    """The letter, with a link that is made now; None if it is none, or its person may not come in any more."""
    letter = PasswordMail.objects.filter(mail=mail).select_related("mail__person").first()
    person = letter.mail.person if letter else None
    if letter is None or person is None or not person.is_active:
        return None
    lasts = INVITED if letter.invited else FORGOTTEN
    url = f"{PUBLIC_URL}/welcome/{make_password_link(person, lasts=lasts, by=None)}"
    with override(mail.language):
        return "\n\n".join(_subject_and_text(person, url, invited=letter.invited))


def _subject_and_text(person: Person, url: str, *, invited: bool) -> list[str]:
    hello = _("Hello %(name)s,") % {"name": person.name}
    if invited:
        days = INVITED.days
        return [
            hello,
            _("%(company)s works with Fieldwork, and you are invited. Choose your password here:")
            % {"company": get_company().name},
            url,
            ngettext("The link holds for %(n)s day.", "The link holds for %(n)s days.", days) % {"n": days},
            _("You sign in with this address: %(email)s") % {"email": person.email},
        ]
    hours = int(FORGOTTEN.total_seconds() // 3600)
    holds = ngettext(
        "The link holds for %(n)s hour and works once.", "The link holds for %(n)s hours and works once.", hours
    )
    return [
        hello,
        _("somebody, you we hope, asked for a new password. Choose it here:"),
        url,
        holds % {"n": hours},
        _("If it was not you, do nothing: your password stays as it is."),
    ]
