"""Before a mail leaves: a link in it that its reader could not open gives way to one that can be."""

from fieldwork.mailing.actions.queue_mails import without_link
from fieldwork.mailing.models import Mail
from fieldwork.sharing.actions.manage_links import make_link, replace_link
from fieldwork.sharing.link_tokens import LinkStatus, link_status


def renew_link(mail: Mail) -> bool:
    """Whether the mail, which is not saved here, changed. Runs inside a transaction.

    What was taken back is not sent; what has expired, or cannot be told since the installation's key changed, is made
    anew.
    """
    if mail.link is None or mail.order is None:
        return False
    standing = link_status(mail.link)
    if standing is LinkStatus.EXPIRED:
        mail.link = make_link(mail.order, by=None, given_to=mail.to)
    elif standing is LinkStatus.UNTOLD:
        mail.link = replace_link(mail.link, by=None)
    elif standing is LinkStatus.REVOKED:
        mail.link = None
    if mail.link is None:
        mail.text = without_link(mail.text)
    return standing is not LinkStatus.WORKS
