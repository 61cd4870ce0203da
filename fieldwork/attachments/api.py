"""Files arrive one by one, before the call that names them."""

import hashlib

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router

from fieldwork.attachments.actions.store_upload import store_upload
from fieldwork.attachments.models import File
from fieldwork.attachments.serializers import FileOut, serialize_file
from fieldwork.rest.api_response import HEADER, ApiRequest, ApiResponse, idempotent_response, read_key
from fieldwork.rest.authentication import bearer

router = Router(tags=["Files"])


LIMITS = "25 MB at most, not empty"
UPLOAD = {
    "requestBody": {
        "required": True,
        "content": {
            "multipart/form-data": {
                "schema": {
                    "type": "object",
                    "required": ["file"],
                    "properties": {
                        "file": {"type": "string", "format": "binary", "minLength": 1, "description": LIMITS}
                    },
                }
            }
        },
    }
}


@router.post("/files", response={201: FileOut}, operation_id="upload", openapi_extra=UPLOAD)
def upload(request: HttpRequest) -> HttpResponse:
    """Keep a file. It belongs to nobody's order until a call names its id."""
    person = bearer(request)
    key = read_key(request.headers.get(HEADER))
    given = request.FILES.get("file")
    content = [given.name, _digest(given)] if given else None
    call = ApiRequest(person, key, request.method or "", request.path, content)

    def respond(file: File | None) -> ApiResponse:
        if file is None:
            raise Http404
        return ApiResponse(201, serialize_file(file))

    return idempotent_response(call, lambda: store_upload(given, by=person), respond, model=File)


def _digest(upload: "UploadedFile[bytes]") -> str:
    """SHA-256 of the content: the same file sent again has another multipart body."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()
