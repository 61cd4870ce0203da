"""The page on which people choose what they are told, where, and when not."""

from collections.abc import Mapping

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fieldwork.masterdata.forms.choices import time_zones
from fieldwork.masterdata.views.answering import went_well
from fieldwork.notices.actions.choose import choose, keep_rhythm
from fieldwork.notices.concerns import CHANNEL_NAMES, LOOKS, Channel, Concern
from fieldwork.notices.push.sealing import public_key
from fieldwork.notices.quiet import rhythm_of
from fieldwork.notices.rhythm import HOURS, clock, read_rhythm
from fieldwork.notices.wishes import Channels, wishes_of
from fieldwork.orders.views.answering import summary
from fieldwork.people.models import Person
from fieldwork.rest.problems import Invalid
from fieldwork.shell.doors import person_of, signed_in

Wishes = Mapping[Concern, Channels]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def choices(request: HttpRequest) -> HttpResponse:
    """GET /notices/choices shows the form, POST keeps it."""
    person = person_of(request)
    if request.method != "POST":
        return _page(request, wishes_of(person), _kept(person), {})
    wanted = {concern: _ticked(request, concern) for concern in Concern}
    sent = {name: str(value) for name, value in request.POST.items()}
    try:
        rhythm = read_rhythm(sent)
    except Invalid as wrong:
        again = _page(request, wanted, sent, wrong.errors)
        again.status_code = 422
        return again
    choose(wanted, by=person)
    keep_rhythm(rhythm, by=person)
    return went_well(request, "/notices/choices", words=_("Saved"))


def _page(request: HttpRequest, wanted: Wishes, data: Mapping[str, str], errors: dict[str, str]) -> HttpResponse:
    context = {
        "rows": [(concern, LOOKS[concern].icon, channels) for concern, channels in wanted.items()],
        "channels": list(CHANNEL_NAMES.items()),
        "data": data,
        "errors": errors,
        "summary": summary(errors),
        "zones": time_zones(),
        "hours": HOURS,
        "push_key": public_key(),
        "messages": get_messages(request),
    }
    return render(request, "notices/choices.html", context)


def _kept(person: Person) -> dict[str, str]:
    rhythm = rhythm_of(person)
    return {
        "time_zone": rhythm.time_zone, "quiet_from": clock(rhythm.quiet_from), "quiet_to": clock(rhythm.quiet_to),
        "mail_at": clock(rhythm.mail_at), "mail_after": str(rhythm.mail_after),
    }  # fmt: skip


def _ticked(request: HttpRequest, concern: Concern) -> Channels:
    return frozenset(channel for channel in Channel if request.POST.get(f"{concern.value}.{channel.value}") == "on")
