"""Addresses of an order's room."""

from django.urls import path, re_path

from fieldwork.workspace import views

urlpatterns = [
    path("orders/<int:number>", views.workspace, name="order"),
    path("orders/<int:number>/entries", views.entries, name="order-entries"),
    re_path(
        r"^orders/(?P<number>[0-9]{1,15})/parts/(?P<name>head|actions|details)$",
        views.part,
        name="order-part",
    ),
    path("orders/<int:number>/messages", views.messages, name="order-messages"),
    path("orders/<int:number>/read", views.read_to, name="order-read"),
    path("orders/<int:number>/files/<uuid:identity>", views.file, name="order-file"),
]
