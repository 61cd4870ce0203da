"""Addresses of this room."""

from django.urls import path

from fieldwork.documents import views

urlpatterns = [
    path("orders/<int:number>/documents/<int:version>", views.document, name="document"),
    path("orders/<int:number>/documents/<int:version>/thumbnail", views.first_page, name="document-thumbnail"),
]
