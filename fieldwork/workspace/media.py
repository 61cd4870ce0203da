"""Pictures, films, sounds and other files of an order: with their entry, and all together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from fieldwork.attachments.file_kinds import PICTURES, VIDEOS
from fieldwork.attachments.models import File
from fieldwork.orders.models import EntryFile, Order
from fieldwork.orders.order_access import get_visible_order
from fieldwork.shell.auth import is_script_request, login_required

KINDS = {"pictures": _("Pictures"), "videos": _("Videos"), "files": _("Files")}
IN_DETAILS = 6
PAGE_SIZE = 48


@dataclass
class Attached:
    """What an entry brought, by how it is shown."""

    pictures: list[File] = field(default_factory=list)
    videos: list[File] = field(default_factory=list)
    sounds: list[File] = field(default_factory=list)
    files: list[File] = field(default_factory=list)

    def add(self, file: File) -> None:
        """Puts it where it belongs."""
        known = ((file.is_picture, self.pictures), (file.is_video, self.videos), (file.is_audio, self.sounds))
        next((shown for fits, shown in known if fits), self.files).append(file)

    def __bool__(self) -> bool:
        return bool(self.pictures or self.videos or self.sounds or self.files)


@dataclass(frozen=True)
class Media:
    """How much an order has of each kind, and its newest pictures."""

    counts: dict[str, int]
    pictures: Sequence[File]


def media_of(order: Order) -> Media:
    """Returns the media counts and newest pictures for the details. Sounds count as files: they show no picture."""
    counts = _counts(order)
    newest = _of_kind(order, "pictures").select_related("file")[:IN_DETAILS] if counts["pictures"] else []
    return Media(counts, [row.file for row in newest])


@require_safe
@login_required
def media(request: HttpRequest, number: int) -> HttpResponse:
    """GET /orders/4/media?kind=pictures (videos, files), the newest first; &before=12 goes on below that."""
    order = get_visible_order(request, number)
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else "pictures"
    rows = _of_kind(order, kind).select_related("file", "entry__author")
    before = request.GET.get("before", "")
    if before.isascii() and before.isdecimal() and len(before) < 16:
        rows = rows.filter(pk__lt=int(before))
    found = list(rows[: PAGE_SIZE + 1])
    context = {
        "order": order,
        "form": "workspace/media.html",
        "wide": True,
        "kind": kind,
        "kinds": KINDS,
        "counts": _counts(order),
        "rows": found[:PAGE_SIZE],
        "attached": _by_kind(row.file for row in found[:PAGE_SIZE]),
        "older": found[PAGE_SIZE - 1].pk if len(found) > PAGE_SIZE else None,
        "is_first": not before,
    }
    whole = context["whole"] = not is_script_request(request)
    return render(request, "orders/form_page.html" if whole else "workspace/media.html", context)


def _by_kind(files: Iterable[File]) -> Attached:
    attached = Attached()
    for file in files:
        attached.add(file)
    return attached


def _counts(order: Order) -> dict[str, int]:
    return _all_of(order).aggregate(**{name: Count("pk", filter=_is(name)) for name in KINDS})


def _all_of(order: Order) -> QuerySet[EntryFile]:
    return EntryFile.objects.filter(entry__order=order, entry__deleted_at=None)


def _of_kind(order: Order, kind: str) -> QuerySet[EntryFile]:
    return _all_of(order).filter(_is(kind)).order_by("-pk")


def _is(kind: str) -> Q:
    named = {"pictures": PICTURES, "videos": VIDEOS}
    return Q(file__content_type__in=named[kind]) if kind in named else ~Q(file__content_type__in=PICTURES | VIDEOS)
