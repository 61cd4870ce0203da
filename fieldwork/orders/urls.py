"""Addresses of orders and their forms."""

from django.urls import path

from fieldwork.orders.views import (
    close_order,
    confirmation,
    create,
    field_workers,
    order_list,
    permissions_page,
    release,
)

urlpatterns = [
    path("rights", permissions_page.permissions_page, name="rights"),
    path("orders", order_list.orders, name="orders"),
    path("orders/groups", order_list.order_groups, name="order-groups"),
    path("orders/new", create.new_order, name="order-new"),
    path("orders/<int:number>/release", release.release_order, name="order-release"),
    path("orders/<int:number>/confirmation", confirmation.order_confirmation, name="order-confirmation"),
    path("orders/<int:number>/confirmations", confirmation.order_confirmation, name="order-confirmations"),
    path("orders/<int:number>/fast-close", close_order.fast_close_form, name="order-fast-close"),
    path("orders/<int:number>/not-performed", close_order.not_performed_form, name="order-not-performed"),
    path("orders/<int:number>/field-workers", field_workers.order_field_workers, name="order-field-workers"),
]
