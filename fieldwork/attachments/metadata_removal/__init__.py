"""Takes out of a picture or video what tells more than it shows: above all the place where it was made.

Nothing is encoded anew: each picture point stays as it came. What stays beside them is named, all else goes.
"""

from collections.abc import Callable

from fieldwork.attachments.content_type import content_type_of
from fieldwork.attachments.file_kinds import VIDEOS
from fieldwork.attachments.metadata_removal import bmff, gif, jpeg, png, tiff, webp

_CLEAN: dict[str, Callable[[bytes], bytes]] = {
    "image/jpeg": jpeg.cleaned,
    "image/png": png.cleaned,
    "image/webp": webp.cleaned,
    "image/gif": gif.cleaned,
    "image/heic": bmff.cleaned_picture,
    "image/avif": bmff.cleaned_picture,
    "image/tiff": tiff.cleaned,
    "audio/mp4": bmff.cleaned_film,
    **dict.fromkeys(VIDEOS - {"video/webm"}, bmff.cleaned_film),
}


def cleaned(content: bytes) -> bytes:
    """The same file without place, device numbers, previews, comments, and what hangs on behind its end.

    A file of another kind, or one whose parts cannot be told apart, comes back as it is: no browser shows it.
    """
    clean = _CLEAN.get(content_type_of(content))
    return clean(content) if clean else content
