"""The picture of a person: one's own is kept and removed, everybody signed in sees everybody's."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext as _

from fieldwork.attachments.actions.keep import LARGEST
from fieldwork.attachments.kinds import PICTURES
from fieldwork.attachments.previews import NotAPicture, is_whole_webp, previews_of
from fieldwork.attachments.serving import guarded
from fieldwork.attachments.sniffing import content_type_of
from fieldwork.masterdata.views.answering import went_well
from fieldwork.masterdata.views.profile import show_faulty_photo
from fieldwork.people.actions.photos import keep_photo, photo_bytes, remove_photo
from fieldwork.shell.caching import kept_but_asked_for
from fieldwork.shell.doors import person_of


def show_photo(request: HttpRequest, key: str) -> HttpResponseBase:
    """GET /people/photos/<key>: 404 once it is nobody's any more."""
    webp = photo_bytes(key)
    if webp is None or not is_whole_webp(webp):
        raise Http404
    response = HttpResponse(webp, content_type="image/webp")
    guarded(response, "image/webp")
    return kept_but_asked_for(request, response, key)


def change_photo(request: HttpRequest) -> HttpResponse:
    """POST /profile/photo, multipart "photo"."""
    upload = request.FILES.get("photo")
    if upload is None or not upload.size:
        return show_faulty_photo(request, _("Choose a picture"))
    if upload.size > LARGEST:
        return show_faulty_photo(request, _("This file is larger than 25 MB"))
    content = b"".join(upload.chunks())
    try:
        if content_type_of(content) not in PICTURES:
            raise NotAPicture
        keep_photo(person_of(request), previews_of(content).made["small"])
    except NotAPicture:
        return show_faulty_photo(request, _("This is no picture that can be read"))
    return went_well(request, reverse("profile"), words=_("Saved"))


def drop_photo(request: HttpRequest) -> HttpResponse:
    """POST /profile/photo/removal."""
    remove_photo(person_of(request))
    return went_well(request, reverse("profile"), words=_("The picture is removed"))
