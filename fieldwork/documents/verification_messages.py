"""What was found about a document, in sentences that a client understands: for the page and the command line."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from fieldwork.documents.document_times import document_times
from fieldwork.documents.verification import VerificationResult
from fieldwork.measures.regional_locale import region_of


@dataclass(frozen=True)
class VerificationLabel:
    """How a verdict is shown: icon, heading, and a chip with a word."""

    icon: str
    heading: Promise
    chip: str
    word: Promise


GENUINE = VerificationLabel("shield-check", gettext_lazy("Issued and unchanged"), "chip--ok", gettext_lazy("Genuine"))
ISSUED = VerificationLabel("file-check", gettext_lazy("This version was issued"), "chip--ok", gettext_lazy("Issued"))
UNKNOWN = VerificationLabel(
    "circle-x", gettext_lazy("Not issued like this"), "chip--danger", gettext_lazy("Not genuine")
)
DOUBTFUL = VerificationLabel(
    "octagon-alert", gettext_lazy("Its record was changed"), "chip--danger", gettext_lazy("In doubt")
)


def label_of(finding: VerificationResult | None) -> VerificationLabel:
    """The verdict. Only a compared file can be called genuine."""
    if finding is None:
        return UNKNOWN
    if not finding.intact:
        return DOUBTFUL
    return GENUINE if finding.file else ISSUED


def sentences_of(finding: VerificationResult | None, *, file: bool) -> list[str]:
    """Which version, of when, whether a later one exists, unchanged or not. `file`: a file was asked about."""
    if finding is None:
        if file:
            return [_("Nobody here issued a file with these bytes: it comes from elsewhere, or it was changed.")]
        return [_("No document with this code was issued here. Look whether the address is complete.")]
    if not finding.intact:
        doubt = _("But what is kept about it does not agree with its digests any more. Ask the company.")
        return [_document_sentence(finding), doubt]
    later = _("A later version of it exists.") if finding.has_later else _("It is the latest version.")
    last = (
        _("The file is unchanged: every byte is as it was issued.")
        if finding.file
        else _("Whether your copy is unchanged is told when you compare the file.")
    )
    sentences = [_document_sentence(finding), later, last]
    if finding.sealed_by:
        sentences.append(_("It carries the seal of %(name)s.") % {"name": finding.sealed_by})
    return sentences


def _document_sentence(finding: VerificationResult) -> str:
    clock = document_times(get_language() or "en", finding.time_zone, region_of(finding.time_zone))
    return _("%(title)s %(order)s, version %(version)s, was issued by %(provider)s on %(when)s.") % {
        "title": finding.title,
        "order": finding.order,
        "version": finding.version,
        "provider": finding.provider,
        "when": clock.date_and_time_with_zone(finding.made_at.astimezone(timezone.get_default_timezone()).isoformat()),
    }
