"""Files arrive one by one, before the form that names them."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_POST

from fieldwork.attachments.actions.keep import keep_file
from fieldwork.attachments.models import File
from fieldwork.rest.problems import Invalid, problem_of
from fieldwork.shell.doors import person_of, signed_in


@require_POST
@signed_in
def upload(request: HttpRequest) -> JsonResponse:
    """Multipart "file" -> 201 with its id; 422 with the reason."""
    try:
        return JsonResponse(told(keep_file(request.FILES.get("file"), by=person_of(request))), status=201)
    except Invalid as invalid:
        return problem_of(invalid)


def told(file: File) -> dict[str, object]:
    """A file as the API tells it."""
    return {"id": str(file.id), "name": file.name, "size": file.size, "sha256": file.sha256}
