"""URLs of jobs."""

from django.urls import path

from fieldwork.jobs import views

urlpatterns = [
    path("outgoing/documents/<int:key>/again", views.unmade, name="outgoing-document-again"),
    path("outgoing/steps/<int:key>/again", views.step, name="outgoing-step-again"),
    path("orders/<int:number>/documents/<int:version>/again", views.document, name="document-again"),
]
