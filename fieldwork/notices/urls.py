"""Addresses of the notification centre."""

from django.urls import path

from fieldwork.notices import preferences_page, views
from fieldwork.notices.push import views as push

urlpatterns = [
    path("notices", views.notices, name="notices"),
    path("notices/count", views.count, name="notices-count"),
    path("notices/read", views.read, name="notices-read"),
    path("notices/choices", preferences_page.preferences_page, name="notices-choices"),
    path("notices/devices", push.devices, name="notices-devices"),
    path("notices/devices/removal", push.removal, name="notices-device-removal"),
    path("sw.js", push.worker, name="service-worker"),
    path("orders/<int:number>/notices", views.order_notices, name="order-notices"),
]
