"""The company: what documents print, the company's own rules, the logo."""

from django.contrib.messages import get_messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from fieldwork.masterdata.actions.edit_company import FIELDS, edit_company
from fieldwork.masterdata.actions.save_logo import remove_logo, save_logo
from fieldwork.masterdata.company import get_company
from fieldwork.masterdata.forms.company import CompanyForm
from fieldwork.masterdata.models import Company
from fieldwork.masterdata.views.form_responses import add_form_errors, redirect_with_message
from fieldwork.rest.errors import Invalid
from fieldwork.shell.auth import current_person
from fieldwork.shell.cache_headers import not_modified_or


def show_company(request: HttpRequest) -> HttpResponse:
    """GET /company."""
    company = get_company()
    return _show(request, company, _form(company))


def change_company(request: HttpRequest) -> HttpResponse:
    """POST /company: 409 with both where somebody else has saved it since the form was opened."""
    with transaction.atomic():
        company = Company.objects.select_for_update().defer("logo").get(pk=1)
        return _change(request, company)


def _change(request: HttpRequest, company: Company) -> HttpResponse:
    form = CompanyForm(request.POST, initial=_initial(company))
    if form.is_valid():
        if form.conflicting_values():
            return _show(request, company, form.with_saved_values(_form(company)), status=409)
        for name in FIELDS:
            setattr(company, name, form.cleaned_data[name])
        try:
            with transaction.atomic():
                edit_company(company, by=current_person(request))
        except Invalid as invalid:
            add_form_errors(form, invalid)
        else:
            return redirect_with_message(request, reverse("company"), words=_("Saved"))
    return _show(request, company, form, status=422)


def show_logo(request: HttpRequest) -> HttpResponseBase:
    """GET /company/logo: the picture, for everybody: the door shows it."""
    company = Company.objects.filter(pk=1).only("logo", "logo_sha256").first()
    if company is None or not company.logo:
        raise Http404
    response = HttpResponse(bytes(company.logo), content_type="image/png")
    response["X-Content-Type-Options"] = "nosniff"
    return not_modified_or(request, response, company.logo_sha256)


def change_logo(request: HttpRequest) -> HttpResponse:
    """POST /company/logo, multipart "logo"."""
    company = get_company()
    try:
        save_logo(company, request.FILES.get("logo"), by=current_person(request))
    except Invalid as invalid:
        return _show(request, company, _form(company), logo_fault=invalid.errors["logo"], status=422)
    return redirect_with_message(request, reverse("company"), words=_("The logo is on every document made from now on"))


def drop_logo(request: HttpRequest) -> HttpResponse:
    """POST /company/logo/removal."""
    remove_logo(get_company(), by=current_person(request))
    return redirect_with_message(request, reverse("company"), words=_("The logo is removed"))


def _form(company: Company) -> CompanyForm:
    return CompanyForm(initial=_initial(company))


def _initial(company: Company) -> dict[str, object]:
    return {name: getattr(company, name) for name in FIELDS}


def _show(
    request: HttpRequest, company: Company, form: CompanyForm, *, logo_fault: str = "", status: int = 200
) -> HttpResponse:
    # What was typed may not be true, so the page around the form shows the company as it is kept.
    context = {"company": get_company(), "form": form, "logo_fault": logo_fault, "messages": get_messages(request)}
    return render(request, "masterdata/company.html", context, status=status)
