"""A kept file, or a part of it, as an answer. Whoever calls has asked for the right before."""

import io
import logging
import re
from collections.abc import Iterator
from typing import IO

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, http_date, parse_http_date, parse_http_date_safe
from django.utils.translation import gettext as _

from fieldwork.attachments.actions.make_previews import make_previews
from fieldwork.attachments.file_damage import Damaged, damage_of, open_whole
from fieldwork.attachments.file_kinds import INLINE, UNKNOWN
from fieldwork.attachments.metadata_removal import cleaned
from fieldwork.attachments.models import File
from fieldwork.attachments.previews import SIZES, preview_of
from fieldwork.shell.error_pages import error_page

log = logging.getLogger(__name__)

CHUNK = 64 * 1024
MAKE_PARAMETER = "make"
_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.IGNORECASE)


def file_response(request: HttpRequest, file: File) -> HttpResponseBase:
    """Returns the file inline if its type is in INLINE, else as a download; nothing in it can run. Ranges: RFC 9110."""
    inline = file.content_type in INLINE
    kind = file.content_type if inline else UNKNOWN
    try:
        source, size = _opened(file)
    except Damaged as damaged:
        return damaged_response(request, file, damaged)
    etag = f'"{file.sha256[:32]}"'
    response = range_response(request, source, size, kind, etag=etag, at=http_date(file.uploaded_at.timestamp()))
    if response.status_code in (200, 206):
        response["Content-Disposition"] = content_disposition_header(not inline, file.name) or "attachment"
    return with_safe_headers(response, kind)


def _opened(file: File) -> tuple[IO[bytes], int]:
    """Opens the bytes to send; returns them and their number. Raises Damaged.

    A file with known damage is read whole each time: somebody may have put it right.
    """
    if file.damage and (damage := damage_of(file)):
        raise Damaged(file.storage_path, damage)
    stored = open_whole(file.storage_path, file.size)
    if file.is_clean:
        return stored, file.size
    # Kept before places were taken out: its digest stands in documents, so its bytes stay and the answer has fewer.
    with stored:
        clean = cleaned(stored.read())
    return io.BytesIO(clean), len(clean)


def damaged_response(request: HttpRequest, file: File, damaged: Damaged) -> HttpResponse:
    """410 in words: half of a file, or another one, is never given out as the file."""
    log.error("%s is damaged: %s", file.pk, damaged)
    title = _("“%(name)s” is damaged on the server") % {"name": file.name}
    advice = _("Ask an administrator to bring it back from a backup, or whoever sent it to send it again.")
    return error_page(request, 410, title, advice)


def preview_response(request: HttpRequest, file: File, size: str) -> HttpResponseBase:
    """The picture as WebP, "small", "medium" or "large". Raises Http404 if it can have none.

    One that is not made yet is made at ?make, where that may last.
    """
    if size not in SIZES or not file.is_picture:
        raise Http404
    try:
        if request.GET.get(MAKE_PARAMETER) is not None and not make_previews(file):
            raise Http404
    except Damaged as damaged:
        return damaged_response(request, file, damaged)
    if (webp := preview_of(file.storage_path, size)) is None:
        return with_safe_headers(
            HttpResponse(status=307, headers={"Location": f"{request.path}?{MAKE_PARAMETER}"}), "text/plain"
        )
    etag, at = f'"{file.sha256[:32]}-{size}"', http_date(file.uploaded_at.timestamp())
    return with_safe_headers(
        range_response(request, io.BytesIO(webp), len(webp), "image/webp", etag=etag, at=at), "image/webp"
    )


def with_safe_headers(response: HttpResponseBase, kind: str) -> HttpResponseBase:
    """Kept by the browser, but asked for each time: what one may not see any more is not seen."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-cache"
    if kind != "application/pdf":
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def range_response(
    request: HttpRequest, source: IO[bytes], size: int, kind: str, *, etag: str, at: str
) -> HttpResponseBase:
    """Returns all of `source`, the range asked for, or 304 to a client that has it (RFC 9110).

    Closes `source` in the end. `etag` in its quotes, `at` when it was last changed, as HTTP writes it.
    """
    headers = {"ETag": etag, "Last-Modified": at, "Accept-Ranges": "bytes"}
    if known := get_conditional_response(request, etag=etag, last_modified=parse_http_date(at)):
        source.close()
        for name, value in headers.items():
            known[name] = value
        return known
    requested = _RANGE.fullmatch(request.headers.get("Range", "").strip())
    # HEAD has no ranges. More ranges than one, or of a file that is another by now: the whole answers that, too.
    is_part = requested is not None and any(requested.groups()) and request.META["REQUEST_METHOD"] == "GET"
    if requested is None or not is_part or not _is_same(request.headers.get("If-Range"), etag, at):
        return FileResponse(source, content_type=kind, headers=headers | {"Content-Length": str(size)})
    first, last = _ends(requested[1], requested[2], size)
    if first > last:
        source.close()
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{size}"}, content_type=kind)
    headers |= {"Content-Range": f"bytes {first}-{last}/{size}", "Content-Length": str(last - first + 1)}
    return StreamingHttpResponse(FileSlice(source, first, last), status=206, content_type=kind, headers=headers)


class FileSlice:
    """The bytes from `first` to `last` of a file, which is closed with the answer."""

    def __init__(self, source: IO[bytes], first: int, last: int) -> None:
        self._source, self._left = source, last - first + 1
        source.seek(first)
        self.close = source.close

    def __iter__(self) -> Iterator[bytes]:
        while self._left and (chunk := self._source.read(min(CHUNK, self._left))):
            self._left -= len(chunk)
            yield chunk


def _ends(first: str, last: str, size: int) -> tuple[int, int]:
    """The first and the last byte that are asked for; the first behind the last where there are none."""
    if not first:
        return max(size - int(last), 0) if int(last) else size, size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _is_same(validator: str | None, etag: str, at: str) -> bool:
    """Whether the file of which a part is there already is this one."""
    return validator is None or validator == etag or parse_http_date_safe(validator) == parse_http_date_safe(at)
