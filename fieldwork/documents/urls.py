"""Addresses of this room."""

from django.urls import path

from fieldwork.documents import seal_page, verifying, views

urlpatterns = [
    path("company/seal", seal_page.seal_page, name="seal"),
    path("company/seal/renewal", seal_page.new_seal, name="seal-renewal"),
    path("verify", verifying.verify, name="verify"),
    path("v/<path:code>", verifying.verify_code, name="verify-code"),
    path("orders/<int:number>/documents/<int:version>", views.document, name="document"),
    path("orders/<int:number>/documents/<int:version>/thumbnail", views.first_page, name="document-thumbnail"),
    path(
        "orders/<int:number>/documents/<int:version>/pages/<int:place>",
        views.page_picture,
        name="document-page-picture",
    ),
]
