"""The seal: a certifying signature (PAdES baseline B-B) put behind a finished PDF, none of whose bytes it changes."""

import io
from datetime import datetime

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers.cms_embedder import PdfCMSEmbedder, SigIOSetup, SigMDPSetup, SigObjSetup
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from fieldwork.documents.cms_signature import SigningIdentity

FIELD = "Seal"

# Accessible and archival at once: no hidden flag (PDF/A-3), and outside the page, so that it needs no tag (PDF/UA-1).
_INVISIBLE = SigFieldSpec(FIELD, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True), readable_field_name=FIELD)


class _UnchangedPdfWriter(IncrementalPdfFileWriter):
    """Leaves the document's own metadata alone: it says when the content was frozen, and satisfies PDF/A."""

    def _update_meta(self) -> None:
        """Updates nothing."""


def seal(pdf: bytes, identity: SigningIdentity, *, name: str, at: datetime) -> bytes:
    """Returns the bytes to append to `pdf` so that it carries the seal of `name`, signed at `at`.

    PDF readers report any later change of the file; no change is allowed.
    """
    steps = PdfCMSEmbedder(new_field_spec=_INVISIBLE).write_cms(FIELD, _UnchangedPdfWriter(io.BytesIO(pdf)))
    next(steps)
    signature = SignatureObject(
        timestamp=at, subfilter=SigSeedSubFilter.PADES, bytes_reserved=identity.reserved_bytes, name=name
    )
    certified = SigMDPSetup(md_algorithm="sha256", certify=True, docmdp_perms=MDPPerm.NO_CHANGES)
    steps.send(SigObjSetup(sig_placeholder=signature, mdp_setup=certified))
    out = io.BytesIO()
    prepared, _out = steps.send(SigIOSetup(md_algorithm="sha256", output=out))
    steps.send(identity.sign(prepared.document_digest))
    return out.getvalue()[len(pdf) :]
