"""What was found about a document, in sentences that a client understands: for the page and the command line."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fieldwork.documents.moments import clock_of
from fieldwork.documents.verification import Finding
from fieldwork.measures.regions import region_of


@dataclass(frozen=True)
class Look:
    """How a verdict is shown: icon, heading, and a chip with a word."""

    icon: str
    heading: Promise
    chip: str
    word: Promise


GENUINE = Look("shield-check", gettext_lazy("Issued and unchanged"), "chip--ok", gettext_lazy("Genuine"))
ISSUED = Look("file-check", gettext_lazy("This version was issued"), "chip--ok", gettext_lazy("Issued"))
UNKNOWN = Look("circle-x", gettext_lazy("Not issued like this"), "chip--danger", gettext_lazy("Not genuine"))
DOUBTFUL = Look("octagon-alert", gettext_lazy("Its record was changed"), "chip--danger", gettext_lazy("In doubt"))


def look_of(finding: Finding | None) -> Look:
    """The verdict. Only a compared file can be called genuine."""
    if finding is None:
        return UNKNOWN
    if not finding.intact:
        return DOUBTFUL
    return GENUINE if finding.file else ISSUED


def sentences_of(finding: Finding | None, *, file: bool) -> list[str]:
    """Which version, of when, whether a later one exists, unchanged or not. `file`: a file was asked about."""
    if finding is None:
        if file:
            return [_("Nobody here issued a file with these bytes: it comes from elsewhere, or it was changed.")]
        return [_("No document with this code was issued here. Look whether the address is complete.")]
    if not finding.intact:
        doubt = _("But what is kept about it does not agree with its digests any more. Ask the company.")
        return [_told(finding), doubt]
    later = _("A later version of it exists.") if finding.has_later else _("It is the latest version.")
    last = (
        _("The file is unchanged: every byte is as it was issued.")
        if finding.file
        else _("Whether your copy is unchanged is told when you compare the file.")
    )
    told = [_told(finding), later, last]
    if finding.sealed_by:
        told.append(_("It carries the seal of %(name)s.") % {"name": finding.sealed_by})
    return told


def _told(finding: Finding) -> str:
    clock = clock_of(get_language() or "en", finding.time_zone, region_of(finding.time_zone))
    return _("%(title)s %(order)s, version %(version)s, was issued by %(provider)s on %(when)s.") % {
        "title": finding.title,
        "order": finding.order,
        "version": finding.version,
        "provider": finding.provider,
        "when": clock.zoned(finding.made_at.astimezone(timezone.get_default_timezone()).isoformat()),
    }
