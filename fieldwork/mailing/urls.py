"""URLs of mailing."""

from django.urls import path

from fieldwork.mailing.views import document_page, mail_rules, outbox

urlpatterns = [
    path("rules", mail_rules.rules, name="rules"),
    path("rules/new", mail_rules.new_rule, name="rules-new"),
    path("rules/<int:key>", mail_rules.rule, name="rule"),
    path("rules/<int:key>/removal", mail_rules.removal, name="rule-removal"),
    path("outgoing", outbox.outbox, name="outgoing"),
    path("outgoing/<int:key>", outbox.mail, name="outgoing-mail"),
    path("outgoing/<int:key>/again", outbox.resend_mail, name="outgoing-again"),
    path("orders/<int:number>/documents/<int:version>/page", document_page.document_page, name="document-page"),
    path("orders/<int:number>/documents/<int:version>/send", document_page.send_document, name="document-send"),
]
