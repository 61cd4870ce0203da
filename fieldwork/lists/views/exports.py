"""The list that is shown, whole, as a file."""

from zoneinfo import ZoneInfo

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fieldwork.lists.asked import read_asked
from fieldwork.lists.columns import exported
from fieldwork.lists.export import as_csv, as_xlsx
from fieldwork.lists.paging import all_rows
from fieldwork.lists.showing import columns_of
from fieldwork.masterdata.the_company import the_company
from fieldwork.shell.doors import person_of, signed_in

FORMATS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
@signed_in
def export(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    """GET /orders/export.csv?…, .xlsx: the same filters, order and columns as the table, every row of them."""
    person, zone = person_of(request), ZoneInfo(the_company().time_zone)
    write, kind = FORMATS[ending]
    asked = read_asked(request.GET).changed()
    pieces = write(all_rows(person, asked), exported(columns_of(person, asked)), zone)
    answer = StreamingHttpResponse(pieces, content_type=kind)
    name = _("orders-%(day)s") % {"day": timezone.now().astimezone(zone).date().isoformat()}
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
