"""Files arrive one by one, before the form that names them."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from fieldwork.attachments.actions.store_upload import store_upload
from fieldwork.attachments.serializers import serialize_file
from fieldwork.rest.api_response import json_response
from fieldwork.rest.errors import Invalid, problem_details_of
from fieldwork.shell.auth import current_person, login_required


@require_POST
@login_required
def upload(request: HttpRequest) -> HttpResponse:
    """Multipart "file" -> 201 with its id; 422 with the reason."""
    try:
        file = store_upload(request.FILES.get("file"), by=current_person(request))
        return json_response(201, serialize_file(file))
    except Invalid as invalid:
        return problem_details_of(invalid)
