"""The client's page behind a link: state, statement, documents, and at the end the answer. GET changes nothing."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils.cache import patch_cache_control
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from fieldwork.attachments.file_responses import preview_response
from fieldwork.documents.actions.make_pdf import RenderingFailed
from fieldwork.documents.models import Document
from fieldwork.documents.pdf_response import pdf_response
from fieldwork.documents.snapshot_types import currency_of
from fieldwork.documents.views import ensure_document, not_ready_page
from fieldwork.masterdata.models import Company
from fieldwork.orders.entry_types import EntryKind
from fieldwork.orders.models import DocumentVersion, Entry, Order
from fieldwork.orders.views.form_submission import error_summary
from fieldwork.rest.errors import Conflict, Invalid, problem_details_of
from fieldwork.rest.form_post import parse_post
from fieldwork.rest.idempotency import idempotent
from fieldwork.sharing.actions.answer_by_link import accept_by_link, object_by_link
from fieldwork.sharing.actions.manage_links import mark_opened
from fieldwork.sharing.client_statement import confirmation_reports, picture_of
from fieldwork.sharing.commands import AcceptStatement, ObjectToStatement, StatementContext, lines_of
from fieldwork.sharing.link_tokens import find_link
from fieldwork.sharing.models import ClientLink
from fieldwork.sharing.objections import answers_of
from fieldwork.sharing.progress import progress_steps
from fieldwork.signatures.signature_field import with_signature_of_pad

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, ClientLink, P], HttpResponseBase]


def client_link_required(view: View[P]) -> Callable[..., HttpResponseBase]:
    """Finds the link and speaks the client's language. Nothing is kept, and no other site learns the address."""

    @wraps(view)
    def wrapper(request: HttpRequest, secret: str, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        link = find_link(secret)
        with override(_language_of(link)):
            if link is None:
                response: HttpResponseBase = render(request, "sharing/no_link.html", status=404)
            else:
                response = view(request, link, *args, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex, nofollow"
        patch_cache_control(response, private=True, no_store=True)
        return response

    return wrapper


@require_safe
@client_link_required
def client_page(request: HttpRequest, link: ClientLink) -> HttpResponse:
    """GET /c/SECRET."""
    return render(request, "sharing/client_page.html", _context(request, link, {}, {}))


@require_safe
@client_link_required
def client_logo(request: HttpRequest, link: ClientLink) -> HttpResponse:
    """GET /c/SECRET/logo: the company's picture, for who is not signed in."""
    company = Company.objects.only("logo").filter(pk=1).first()
    if company is None or not company.logo:
        raise Http404
    response = HttpResponse(bytes(company.logo), content_type="image/png")
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@client_link_required
def client_document(request: HttpRequest, link: ClientLink, version: int) -> HttpResponseBase:
    """GET /c/SECRET/documents/2: the PDF, once it is made; a link that is fetched makes nothing."""
    found = get_object_or_404(DocumentVersion, order=link.order, number=version)
    if not Document.objects.filter(version=found, ready_at__isnull=False).exists():
        return not_ready_page(request, Document.objects.filter(version=found).first() or Document(version=found))
    try:
        return pdf_response(request, ensure_document(found))
    except RenderingFailed as failure:
        return not_ready_page(request, failure.document)


@require_safe
@client_link_required
def client_photo(request: HttpRequest, link: ClientLink, identity: UUID, size: str) -> HttpResponseBase:
    """GET /c/SECRET/photos/<id>/medium: a picture that the last version appends, small, medium or large.

    A preview that is missing is made from the kept file, as in the workspace; nothing that is told changes by it.
    """
    found = picture_of(_latest(link.order).content, identity)
    if found is None:
        raise Http404
    return preview_response(request, found, size)


@require_POST
@client_link_required
def opened(request: HttpRequest, link: ClientLink) -> HttpResponse:
    """POST /c/SECRET/opened: said by the page once somebody sees it; a scanner that only fetches says nothing."""
    mark_opened(link)
    return HttpResponse(status=204)


@require_POST
@client_link_required
def client_answer(request: HttpRequest, link: ClientLink) -> HttpResponse:
    """POST /c/SECRET/answer: accepts or objects."""
    data: dict[str, object] = {}
    try:
        data, submission = parse_post(request)
        entry = idempotent(submission, partial(_answer, link, data), by=None, model=Entry)
    except Invalid as wrong:
        return render(request, "sharing/answer_form.html", _context(request, link, data, wrong.errors), status=422)
    except Conflict as refusal:
        return problem_details_of(refusal)
    if entry is None or entry.order_id != link.order_id:
        raise Http404
    response = HttpResponse(status=201)
    # Another address each time: a page that is only loaded again is shown where it was, and the thanks are elsewhere.
    shown = "#objection" if entry.kind == EntryKind.OBJECTED else ""
    response["X-Location"] = f"{request.path.removesuffix('/answer')}?answer={entry.seq}{shown}"
    return response


def _answer(link: ClientLink, data: dict[str, object]) -> Entry:
    if data.get("decision") == "accept":
        yes = AcceptStatement.parse(with_signature_of_pad(data))
        return accept_by_link(link, yes.version, yes.signature, by=yes.by, comment=yes.comment)
    lines = [str(line["name"]) for line in lines_of(_latest(link.order).content)]
    no = ObjectToStatement.parse(data, StatementContext(lines=lines))
    return object_by_link(link, no.version, no.objections, by=no.by, comment=no.comment)


def _latest(order: Order) -> DocumentVersion:
    last = order.versions.order_by("-number").first()
    if last is None:
        raise Http404
    return last


def _context(request: HttpRequest, link: ClientLink, data: dict[str, object], errors: dict[str, str]) -> dict[str, Any]:
    order = link.order
    versions = list(order.versions.order_by("-number"))
    content = versions[0].content if versions else None
    answers = answers_of(order.client_answers.select_related("version"), versions[0].number if versions else 0)
    return {
        "link": link,
        "order": order,
        "here": f"/c/{request.path.split('/')[2]}",
        "versions": versions,
        "content": content,
        "reports": confirmation_reports(content) if content else [],
        "priced_in": currency_of(content) if content else None,
        "lines": lines_of(content) if content else [],
        "steps": progress_steps(order, answers),
        "answers": answers,
        "data": data,
        "errors": errors,
        "summary": error_summary(errors),
    }


def _language_of(link: ClientLink | None) -> str | None:
    """Returns the language of the latest document, else of the client; None leaves the page's language as it is."""
    if link is None:
        return None
    version = link.order.versions.order_by("-number").first()
    return str(version.content["language"]) if version else link.order.client.language or None
