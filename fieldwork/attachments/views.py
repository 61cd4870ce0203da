"""Files arrive one by one, before the form that names them."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from fieldwork.attachments.actions.store_upload import store_upload
from fieldwork.attachments.models import File
from fieldwork.rest.errors import Invalid, problem_details_of
from fieldwork.shell.auth import current_person, login_required


@require_POST
@login_required
def upload(request: HttpRequest) -> JsonResponse:
    """Multipart "file" -> 201 with its id; 422 with the reason."""
    try:
        return JsonResponse(
            serialize_file(store_upload(request.FILES.get("file"), by=current_person(request))), status=201
        )
    except Invalid as invalid:
        return problem_details_of(invalid)


def serialize_file(file: File) -> dict[str, object]:
    """A file as the API tells it."""
    return {"id": str(file.id), "name": file.name, "size": file.size, "sha256": file.sha256}
