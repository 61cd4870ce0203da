"""The list that is shown, whole, as a file."""

from zoneinfo import ZoneInfo

from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from fieldwork.lists.columns import exported_columns
from fieldwork.lists.export import as_csv, as_xlsx
from fieldwork.lists.list_page import all_rows
from fieldwork.lists.list_query import parse_list_query
from fieldwork.lists.table_display import columns_of
from fieldwork.masterdata.company import get_company
from fieldwork.shell.auth import current_person, login_required

FORMATS = {
    "csv": (as_csv, "text/csv; charset=utf-8"),
    "xlsx": (as_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_safe
@login_required
def export(request: HttpRequest, ending: str) -> StreamingHttpResponse:
    """GET /orders/export.csv?…, .xlsx: the same filters, order and columns as the table, every row of them."""
    person, zone = current_person(request), ZoneInfo(get_company().time_zone)
    write, kind = FORMATS[ending]
    query = parse_list_query(request.GET).changed()
    pieces = write(all_rows(person, query), exported_columns(columns_of(person, query)), zone)
    answer = StreamingHttpResponse(pieces, content_type=kind)
    name = _("orders-%(day)s") % {"day": timezone.now().astimezone(zone).date().isoformat()}
    answer["Content-Disposition"] = f'attachment; filename="{name}.{ending}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
