"""Addresses of this room."""

from django.urls import path

from fieldwork.mailing.views import document_page, outgoing, rules

urlpatterns = [
    path("rules", rules.rules, name="rules"),
    path("rules/new", rules.new_rule, name="rules-new"),
    path("rules/<int:key>", rules.rule, name="rule"),
    path("rules/<int:key>/removal", rules.removal, name="rule-removal"),
    path("outgoing", outgoing.outgoing, name="outgoing"),
    path("outgoing/<int:key>", outgoing.mail, name="outgoing-mail"),
    path("outgoing/<int:key>/again", outgoing.again, name="outgoing-again"),
    path("orders/<int:number>/documents/<int:version>/page", document_page.document_page, name="document-page"),
    path("orders/<int:number>/documents/<int:version>/send", document_page.send_document, name="document-send"),
]
