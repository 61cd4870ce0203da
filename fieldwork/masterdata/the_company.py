"""The one company of this installation."""

from zoneinfo import ZoneInfo

from fieldwork.masterdata.models import Company


def find_company() -> Company | None:
    """The company, or None while the installation is empty."""
    return Company.objects.defer("logo").first()


def the_company() -> Company:
    """The company. Raises Company.DoesNotExist while the installation is empty."""
    return Company.objects.defer("logo").get(pk=1)


def zone_of(company: Company) -> ZoneInfo:
    """The company's time zone."""
    return ZoneInfo(company.time_zone)
