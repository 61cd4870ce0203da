"""Addresses of files that are not part of an order yet."""

from django.urls import path

from fieldwork.attachments import views

urlpatterns = [path("files", views.upload, name="files")]
