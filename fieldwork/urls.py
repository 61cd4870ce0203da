"""Every address. One that is missing in the rights table of tests/test_rights.py fails the checks."""

from django.urls import include, path
from django.views.generic import RedirectView

from fieldwork import api

urlpatterns = [
    path("", RedirectView.as_view(url="/orders"), name="home"),
    path("", include("fieldwork.people.urls")),
    path("", include("fieldwork.attachments.urls")),
    path("", include("fieldwork.masterdata.urls")),
    path("", include("fieldwork.orders.urls")),
    path("", include("fieldwork.workspace.urls")),
    path("", include("fieldwork.lists.urls")),
    path("", include("fieldwork.documents.urls")),
    path("", include("fieldwork.sharing.urls")),
    path("", include("fieldwork.mailing.urls")),
    path("", include("fieldwork.jobs.urls")),
    path("", include("fieldwork.notices.urls")),
    path("", include("fieldwork.search.urls")),
    path("", include("fieldwork.live.urls")),
    path("api/v1/", api.urls),
]

handler400 = "fieldwork.shell.error_pages.bad_request"
handler403 = "fieldwork.shell.error_pages.permission_denied"
handler404 = "fieldwork.shell.error_pages.not_found"
handler500 = "fieldwork.shell.error_pages.server_error"
