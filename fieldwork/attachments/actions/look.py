"""Make the previews of a picture that was kept without them."""

import logging

from django.core.files.storage import default_storage

from fieldwork.attachments.kinds import UNKNOWN
from fieldwork.attachments.models import File
from fieldwork.attachments.previews import SIZES, NotAPicture, keep_previews, place_of, previews_of

log = logging.getLogger(__name__)


def look_at(file: File) -> bool:
    """Whether it has previews now; takes as long as it takes. One that cannot be decoded is no picture from then on."""
    if file.width and all(default_storage.exists(place_of(file.stored_as, name)) for name in SIZES):
        return True
    with default_storage.open(file.stored_as) as kept:
        content = kept.read()
    row = File.objects.filter(pk=file.pk)
    try:
        previews = previews_of(content)
    except NotAPicture as fault:
        log.info("%s is a file, not a picture: %s", file.pk, fault)
        row.update(content_type=UNKNOWN)
        return False
    keep_previews(file.stored_as, previews)
    row.update(width=previews.width, height=previews.height)
    return True
