"""The picture of a person: one's own is kept and removed, everybody signed in sees everybody's."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from fieldwork.attachments.actions.store_upload import MAX_BYTES
from fieldwork.attachments.content_type import content_type_of
from fieldwork.attachments.file_kinds import PICTURES
from fieldwork.attachments.file_responses import with_safe_headers
from fieldwork.attachments.previews import NotAPicture, is_whole_webp, previews_of
from fieldwork.masterdata.views.form_responses import redirect_with_message
from fieldwork.masterdata.views.profile import show_photo_error
from fieldwork.people.actions.photos import photo_bytes, remove_photo, save_photo
from fieldwork.shell.auth import current_person
from fieldwork.shell.cache_headers import not_modified_or


def show_photo(request: HttpRequest, key: str) -> HttpResponseBase:
    """GET /people/photos/<key>: 404 once it is nobody's any more."""
    webp = photo_bytes(key)
    if webp is None or not is_whole_webp(webp):
        raise Http404
    response = HttpResponse(webp, content_type="image/webp")
    with_safe_headers(response, "image/webp")
    return not_modified_or(request, response, key)


def change_photo(request: HttpRequest) -> HttpResponse:
    """POST /profile/photo, multipart "photo"."""
    upload = request.FILES.get("photo")
    if upload is None or not upload.size:
        return show_photo_error(request, _("Choose a picture"))
    if upload.size > MAX_BYTES:
        return show_photo_error(request, _("This file is larger than 25 MB"))
    content = b"".join(upload.chunks())
    try:
        if content_type_of(content) not in PICTURES:
            raise NotAPicture
        save_photo(current_person(request), previews_of(content).made["small"])
    except NotAPicture:
        return show_photo_error(request, _("This is no picture that can be read"))
    return redirect_with_message(request, reverse("profile"), words=_("Saved"))


def drop_photo(request: HttpRequest) -> HttpResponse:
    """POST /profile/photo/removal."""
    remove_photo(current_person(request))
    return redirect_with_message(request, reverse("profile"), words=_("The picture is removed"))
