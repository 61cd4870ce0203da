"""Addresses of live; the streams themselves are no part of Django (asgi.py)."""

from django.urls import path

from fieldwork.live import views

urlpatterns = [
    path("session", views.session, name="session"),
    path("live/here", views.open_orders, name="live-here"),
    path("orders/<int:number>/typing", views.typing, name="order-typing"),
]
