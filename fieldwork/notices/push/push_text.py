"""What a push says: short, and only what its person may see at the moment it is sent."""

import json

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from fieldwork.masterdata.models import Company
from fieldwork.notices.models import Push
from fieldwork.notices.notice_queries import still_unread, visible_notices
from fieldwork.notices.notice_text import present_notice

MAX_BYTES = 3000
"""Of the text; a push service takes 4,096 bytes, all in all."""


def text_of(push: Push, company: Company) -> str | None:
    """JSON for the service worker; None where meanwhile everything is read, or is not to be seen any more."""
    about = Q(pk=push.notice_id) | Q(pushed_with=push.notice_id)
    notices = still_unread(visible_notices(push.subscription.person).filter(about))
    found = list(notices.select_related("order__client", "entry__author").order_by("-pk"))
    if not found:
        return None
    with override(company.language):
        item = present_notice(found[0], unread=True)
        title, body, url = item.sentence, f"{item.title}\n{item.words}".strip(), item.url
        if len(found) > 1:
            title = _("%(n)s notifications") % {"n": len(found)}
            body, url = f"{item.sentence}\n{item.title}", "/notices?unread=1"
    shown = {"title": title, "body": body, "url": url, "tag": f"notice-{push.notice_id}"}
    text = json.dumps(shown, ensure_ascii=False)
    assert len(text.encode()) <= MAX_BYTES, len(text)
    return text
