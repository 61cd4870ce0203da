"""What a form is answered with."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.functional import Promise

from fieldwork.rest.errors import Invalid
from fieldwork.shell.auth import is_script_request


def redirect_with_message(request: HttpRequest, url: str, *, words: str | Promise = "") -> HttpResponse:
    """Leads to `url`, where `words` are shown once."""
    if words:
        messages.success(request, str(words))
    if is_script_request(request):
        return HttpResponse(headers={"X-Location": url})
    return HttpResponseRedirect(url)


def add_form_errors(form: forms.Form, invalid: Invalid) -> None:
    """The errors an action found, at the fields they belong to."""
    for field, sentence in invalid.errors.items():
        form.add_error(field if field in form.fields else None, sentence)
