"""The rules on one screen, each with a preview of its mail about a real order."""

from functools import partial

from django.contrib.messages import get_messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from fieldwork.collation.sort_keys import in_order
from fieldwork.config import SMTP_URL
from fieldwork.mailing.actions.queue_mails import fill_rule, language_of
from fieldwork.mailing.actions.save_rule import add_rule, edit_rule, remove_rule
from fieldwork.mailing.forms import RuleForm
from fieldwork.mailing.models import RULE_FIELDS, Rule
from fieldwork.mailing.placeholders import PLACEHOLDERS, shown
from fieldwork.masterdata.models import Client, OrderType
from fieldwork.masterdata.views.form_responses import add_form_errors, redirect_with_message
from fieldwork.orders.models import DocumentVersion
from fieldwork.people.roles import Right
from fieldwork.rest.errors import Invalid
from fieldwork.rest.form_post import submission_of
from fieldwork.rest.idempotency import idempotent
from fieldwork.shell.auth import current_person, permission_required

BLANK = Rule(released=True, closed=True, to_client=True)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Right.MANAGE_MAIL)
def rules(request: HttpRequest) -> HttpResponse:
    """GET /rules, POST adds one."""
    if request.method != "POST":
        return _page(request, None, None)
    return _save(request, Rule())


@require_http_methods(["GET", "HEAD"])
@permission_required(Right.MANAGE_MAIL)
def new_rule(request: HttpRequest) -> HttpResponse:
    """GET /rules/new."""
    return _page(request, BLANK, RuleForm(rule=BLANK))


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required(Right.MANAGE_MAIL)
def rule(request: HttpRequest, key: int) -> HttpResponse:
    """GET /rules/3, POST edits it: 409 with both where somebody else has saved it since the form was opened."""
    found = get_object_or_404(Rule, pk=key)
    if request.method == "POST":
        with transaction.atomic():
            return _save(request, get_object_or_404(Rule.objects.select_for_update(), pk=key))
    return _page(request, found, RuleForm(rule=found))


@require_POST
@permission_required(Right.MANAGE_MAIL)
def removal(request: HttpRequest, key: int) -> HttpResponse:
    """POST /rules/3/removal."""
    remove_rule(get_object_or_404(Rule, pk=key), by=current_person(request))
    return redirect_with_message(request, reverse("rules"), words=_("The rule is removed"))


def _save(request: HttpRequest, found: Rule) -> HttpResponse:
    form = RuleForm(request.POST, rule=found)
    if not form.is_valid():
        return _page(request, found, form, status=422)
    if found.pk and form.conflicting_values():
        return _page(request, found, form.with_saved_values(RuleForm(rule=found)), status=409)
    for name in RULE_FIELDS:
        setattr(found, name, form.cleaned_data[name])
    found.order_type = OrderType.objects.filter(pk=form.cleaned_data["order_type"] or 0).first()
    found.client = Client.objects.filter(pk=form.cleaned_data["client"] or 0).first()
    person = current_person(request)
    if found.pk:
        saved: Rule | None = edit_rule(found, by=person)
    else:
        try:
            saved = idempotent(submission_of(request), partial(add_rule, found, by=person), by=person, model=Rule)
        except Invalid as invalid:
            add_form_errors(form, invalid)
            return _page(request, found, form, status=422)
    there = reverse("rule", args=[saved.pk]) if saved else reverse("rules")
    return redirect_with_message(request, there, words=_("Saved"))


def _page(request: HttpRequest, chosen: Rule | None, form: RuleForm | None, status: int = 200) -> HttpResponse:
    context = {
        "rules": in_order(Rule.objects.select_related("client", "order_type"), lambda one: one.name),
        "rule": chosen,
        "form": form,
        "places": PLACEHOLDERS,
        "preview": _preview(chosen) if chosen is not None and form is not None and not form.is_bound else None,
        "mail_server": bool(SMTP_URL),
        "messages": get_messages(request),
    }
    return render(request, "mailing/rules.html", context, status=status)


def _preview(chosen: Rule) -> dict[str, object] | None:
    """The mail about the newest document that the rule is for; None while there is none."""
    versions = DocumentVersion.objects.select_related("order").order_by("-pk")
    if chosen.client_id:
        versions = versions.filter(order__client=chosen.client_id)
    if chosen.order_type_id:
        versions = versions.filter(order__order_type=chosen.order_type_id)
    newest = versions.first()
    if newest is None:
        return None
    subject, text = fill_rule(chosen, newest, language_of(chosen, newest))
    return {"subject": subject, "text": shown(text), "version": newest}
