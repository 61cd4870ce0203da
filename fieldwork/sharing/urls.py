"""URLs of the client links. The public ones are short: people type them from paper."""

from django.urls import path

from fieldwork.sharing.views import client_page, links

urlpatterns = [
    path("c/<str:secret>", client_page.client_page, name="client-page"),
    path("c/<str:secret>/documents/<int:version>", client_page.client_document, name="client-document"),
    path("c/<str:secret>/photos/<uuid:identity>/<slug:size>", client_page.client_photo, name="client-photo"),
    path("c/<str:secret>/logo", client_page.client_logo, name="client-logo"),
    path("c/<str:secret>/opened", client_page.opened, name="client-opened"),
    path("c/<str:secret>/answer", client_page.client_answer, name="client-answer"),
    path("orders/<int:number>/links", links.links, name="order-links"),
    path("orders/<int:number>/links/<int:link>/revocation", links.revoke, name="order-link-revocation"),
    path("orders/<int:number>/links/<int:link>/replacement", links.replace, name="order-link-replacement"),
]
