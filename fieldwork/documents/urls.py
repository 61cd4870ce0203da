"""URLs of documents."""

from django.urls import path

from fieldwork.documents import seal_settings, verification_page, views

urlpatterns = [
    path("company/seal", seal_settings.seal_page, name="seal"),
    path("company/seal/renewal", seal_settings.new_seal, name="seal-renewal"),
    path("verify", verification_page.verify, name="verify"),
    path("v/<path:code>", verification_page.verify_code, name="verify-code"),
    path("orders/<int:number>/documents/<int:version>", views.document, name="document"),
    path("orders/<int:number>/documents/<int:version>/thumbnail", views.first_page, name="document-thumbnail"),
    path(
        "orders/<int:number>/documents/<int:version>/pages/<int:place>",
        views.page_picture,
        name="document-page-picture",
    ),
]
