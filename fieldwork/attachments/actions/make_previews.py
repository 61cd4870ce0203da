"""Make the previews of a picture that was kept without them."""

import logging

from fieldwork.attachments.file_damage import Damaged, damage_of, open_whole
from fieldwork.attachments.file_kinds import UNKNOWN
from fieldwork.attachments.models import File
from fieldwork.attachments.previews import SIZES, NotAPicture, preview_of, previews_of, save_previews

log = logging.getLogger(__name__)


def make_previews(file: File) -> bool:
    """Whether it has previews now; takes as long as it takes. One that cannot be decoded is no picture from then on.

    Raises Damaged where its own bytes are not those that were sent: of these nothing is to be learned.
    """
    if file.width and all(preview_of(file.storage_path, name) for name in SIZES):
        return True
    if damage := damage_of(file):
        raise Damaged(file.storage_path, damage)
    with open_whole(file.storage_path, file.size) as stored:
        content = stored.read()
    row = File.objects.filter(pk=file.pk)
    try:
        previews = previews_of(content)
    except NotAPicture as error:
        log.info("%s is a file, not a picture: %s", file.pk, error)
        row.update(content_type=UNKNOWN)
        return False
    save_previews(file.storage_path, previews)
    row.update(width=previews.width, height=previews.height)
    return True
