"""The page on which people choose what they are told, where, and when not."""

from collections.abc import Mapping

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fieldwork.masterdata.forms.choices import time_zones
from fieldwork.masterdata.views.form_responses import redirect_with_message
from fieldwork.notices.actions.save_preferences import save_channels, save_schedule
from fieldwork.notices.channel_preferences import Channels, preferences_of
from fieldwork.notices.notice_reasons import CHANNEL_NAMES, NOTICE_TYPES, Channel, NoticeReason
from fieldwork.notices.push.push_encryption import public_key
from fieldwork.notices.quiet_hours import schedule_of
from fieldwork.notices.schedule_form import HOURS, clock, read_schedule
from fieldwork.orders.views.form_submission import error_summary
from fieldwork.people.models import Person
from fieldwork.rest.errors import Invalid
from fieldwork.shell.auth import current_person, login_required

ChannelChoices = Mapping[NoticeReason, Channels]


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def preferences_page(request: HttpRequest) -> HttpResponse:
    """GET /notices/choices shows the form, POST keeps it."""
    person = current_person(request)
    if request.method != "POST":
        return _page(request, preferences_of(person), _stored_schedule(person), {})
    chosen = {concern: _chosen_channels(request, concern) for concern in NoticeReason}
    sent = {name: str(value) for name, value in request.POST.items()}
    try:
        schedule = read_schedule(sent)
    except Invalid as wrong:
        page = _page(request, chosen, sent, wrong.errors)
        page.status_code = 422
        return page
    save_channels(chosen, by=person)
    save_schedule(schedule, by=person)
    return redirect_with_message(request, "/notices/choices", words=_("Saved"))


def _page(
    request: HttpRequest, chosen: ChannelChoices, data: Mapping[str, str], errors: dict[str, str]
) -> HttpResponse:
    context = {
        "rows": [(concern, NOTICE_TYPES[concern].icon, channels) for concern, channels in chosen.items()],
        "channels": list(CHANNEL_NAMES.items()),
        "data": data,
        "errors": errors,
        "summary": error_summary(errors),
        "zones": time_zones(),
        "hours": HOURS,
        "push_key": public_key(),
        "messages": get_messages(request),
    }
    return render(request, "notices/preferences.html", context)


def _stored_schedule(person: Person) -> dict[str, str]:
    schedule = schedule_of(person)
    return {
        "time_zone": schedule.time_zone, "quiet_from": clock(schedule.quiet_from), "quiet_to": clock(schedule.quiet_to),
        "mail_at": clock(schedule.mail_at), "mail_after": str(schedule.mail_after),
    }  # fmt: skip


def _chosen_channels(request: HttpRequest, concern: NoticeReason) -> Channels:
    return frozenset(channel for channel in Channel if request.POST.get(f"{concern.value}.{channel.value}") == "on")
