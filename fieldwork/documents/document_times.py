"""Times of a document in the company's zone and language (Babel)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale
from babel.dates import format_date, format_time, get_timezone_name

from fieldwork.documents.printable_text import clean_line
from fieldwork.measures.regional_locale import locale_of


@dataclass(frozen=True, slots=True)
class DocumentTimes:
    """How a document tells time; `shows_offsets`, from layout 4 on: where a time alone would leave a doubt."""

    locale: Locale
    zone: ZoneInfo
    shows_offsets: bool = False

    @property
    def right_to_left(self) -> bool:
        """Whether the language is written from the right."""
        return bool(self.locale.text_direction == "rtl")

    def local(self, iso: str) -> datetime:
        """An ISO time with offset, as the zone's clocks showed it."""
        return datetime.fromisoformat(iso).astimezone(self.zone)

    def date(self, iso: str) -> str:
        """Formats the date, such as "Jun 2, 2026", or "2 Jun 2026"."""
        return clean_line(format_date(self.local(iso), "medium", locale=self.locale))

    def time(self, iso: str) -> str:
        """Formats the time, such as "1:40 PM"; with `shows_offsets`, in a repeated hour: "1:40 AM (UTC+02:00)"."""
        local = self.local(iso)
        text = clean_line(format_time(local, "short", locale=self.locale))
        twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
        return f"{text} ({_offset(local)})" if self.shows_offsets and twice else text

    def date_and_time(self, iso: str) -> str:
        """Formats date and time, such as "Jun 2, 2026, 1:40 PM", in the order of the language."""
        pattern = str(self.locale.datetime_formats["medium"]).replace("'", "")
        return clean_line(pattern).replace("{1}", self.date(iso)).replace("{0}", self.time(iso))

    def date_and_time_with_zone(self, iso: str) -> str:
        """Date and time with the zone's short name where it has letters: "… CEST"."""
        name = self.local(iso).tzname() or ""
        return f"{self.date_and_time(iso)} {name}" if name.isalpha() else self.date_and_time(iso)

    def zone_name(self, isos: Iterable[str]) -> str:
        """The zone as people say it, with its key; without "Summer" if the times fall on both sides."""
        locals_ = [self.local(iso) for iso in isos]
        same = len({(moment.utcoffset(), moment.dst()) for moment in locals_}) == 1
        name = get_timezone_name(locals_[0] if same else self.zone, width="long", locale=self.locale)
        if not self.shows_offsets:
            return clean_line(f"{name} ({self.zone.key})")
        # The names of zones say less than one thinks: what is called Pacific Standard Time may be UTC-7 by law.
        offsets = dict.fromkeys(_offset(local) for local in sorted(locals_))
        return clean_line(f"{name} ({self.zone.key}, {', '.join(offsets)})")


def _offset(local: datetime) -> str:
    """Formats the UTC offset, such as "UTC+02:00"."""
    offset = f"{local:%z}"
    return f"UTC{offset[:3]}:{offset[3:5]}"


def document_times(language: str, time_zone: str, region: str = "", *, shows_offsets: bool = False) -> DocumentTimes:
    """The clock of a company: "pt-BR" and "Europe/Madrid"; raises ValueError if there is no such thing.

    `region`, from layout 5 on, is the country whose forms of the language are used.
    """
    try:
        return DocumentTimes(locale_of(language, region), ZoneInfo(time_zone), shows_offsets)
    except ZoneInfoNotFoundError as missing:
        raise ValueError(str(missing)) from missing
