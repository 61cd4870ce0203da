"""What people ask of mails. Every error at once, at its field."""

from typing import Annotated

from django.utils.translation import gettext as _
from pydantic import AfterValidator, ValidationInfo

from fieldwork.mailing.actions.queue_mails import MailDraft
from fieldwork.mailing.forms import MAX_SUBJECT, MAX_TEXT
from fieldwork.mailing.placeholders import LINK_MARK, LINK_PLACEHOLDER
from fieldwork.masterdata.forms.fields import is_address
from fieldwork.measures.invisible_characters import visible
from fieldwork.rest.command import Command, InputContext, input_error
from fieldwork.rest.field_types import MAX_LISTED_TEXT, listed_text, optional_text, rows_up_to, text

MAX_ADDRESSES = 20
MAX_MORE = 1000


def _check_more(more: str, info: ValidationInfo[InputContext]) -> str:
    """All errors of addresses are said at the field in which they are written."""
    addresses = _addresses(more, info.data.get("mail_to", []))
    if wrong := [address for address in addresses if not is_address(address)]:
        raise input_error(_("%(address)s is no e-mail address") % {"address": wrong[0]})
    if len(addresses) > MAX_ADDRESSES:
        raise input_error(_("At most %(most)s addresses") % {"most": MAX_ADDRESSES})
    if not addresses:
        raise input_error(_("Choose or write at least one address"))
    return more


def _addresses(more: str, ticked: list[str]) -> list[str]:
    """Each once, whatever its case."""
    written = visible(more).replace(",", " ").replace(";", " ").split()
    return list({address.lower(): address for address in [*written, *ticked]}.values())


class SendDocument(Command):
    """The form *Send to client*: one mail for each address, of those ticked (`mail_to`) and those written (`more`)."""

    subject: Annotated[str, text(MAX_SUBJECT)]
    text: Annotated[str, text(MAX_TEXT)]
    mail_to: Annotated[list[Annotated[str, listed_text(MAX_LISTED_TEXT)]], rows_up_to(MAX_ADDRESSES)] = []
    more: Annotated[str, optional_text(MAX_MORE), AfterValidator(_check_more)]

    def drafts(self, language: str) -> list[MailDraft]:
        """Returns the mails; the placeholder of the link becomes its mark."""
        subject, marked = " ".join(self.subject.split()), self.text.replace(LINK_PLACEHOLDER, LINK_MARK)
        return [MailDraft(to, "", language, subject, marked) for to in _addresses(self.more, self.mail_to)]
