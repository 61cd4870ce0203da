"""Addresses of this room."""

from django.urls import path

from fieldwork.search import keys, views

urlpatterns = [
    path("search", views.search, name="search"),
    path("keys", keys.keys, name="keys"),
    path("search/palette", views.palette, name="search-palette"),
]
