"""A kept file as an answer. Whoever calls has asked for the right before."""

from django.core.files.storage import default_storage
from django.http import FileResponse

from fieldwork.attachments.models import INLINE, File


def file_response(file: File) -> FileResponse:
    """Pictures and PDF in place, all else as a download; nothing in it can run."""
    inline = file.content_type in INLINE
    response = FileResponse(
        default_storage.open(file.stored_as),
        as_attachment=not inline,
        filename=file.name,
        content_type=file.content_type if inline else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, max-age=3600"
    if file.content_type != "application/pdf":
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response
