"""Addresses of this room."""

from django.urls import path

from fieldwork.search import views

urlpatterns = [
    path("search", views.search, name="search"),
    path("search/palette", views.palette, name="search-palette"),
]
