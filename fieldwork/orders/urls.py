"""Addresses of orders and their forms."""

from django.urls import path

from fieldwork.orders.views import closing, confirmation, create, field_workers, listing, release, who_may

urlpatterns = [
    path("rights", who_may.who_may, name="rights"),
    path("orders", listing.orders, name="orders"),
    path("orders/groups", listing.order_groups, name="order-groups"),
    path("orders/new", create.new_order, name="order-new"),
    path("orders/<int:number>/release", release.release_order, name="order-release"),
    path("orders/<int:number>/confirmation", confirmation.order_confirmation, name="order-confirmation"),
    path("orders/<int:number>/confirmations", confirmation.order_confirmation, name="order-confirmations"),
    path("orders/<int:number>/fast-close", closing.close_fast, name="order-fast-close"),
    path("orders/<int:number>/not-performed", closing.close_not_performed, name="order-not-performed"),
    path("orders/<int:number>/field-workers", field_workers.order_field_workers, name="order-field-workers"),
]
