"""URLs of search."""

from django.urls import path

from fieldwork.search import keyboard_shortcuts, views

urlpatterns = [
    path("search", views.search, name="search"),
    path("keys", keyboard_shortcuts.keyboard_shortcuts, name="keys"),
    path("search/palette", views.palette, name="search-palette"),
]
