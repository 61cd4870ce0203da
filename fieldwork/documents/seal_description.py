"""The seal of a document in words: whose certificate, until when, by whom it was issued."""

from cryptography import x509

from fieldwork.documents.certificates import CertificateFacts, describe
from fieldwork.documents.models import Document, SealKey


def seal_facts(document: Document) -> CertificateFacts | None:
    """The certificate that sealed it; None for documents made before there were seals."""
    return certificate_facts(document.sealed_by) if document.sealed_by else None


def certificate_facts(key: SealKey) -> CertificateFacts:
    """A kept certificate."""
    return describe(x509.load_pem_x509_certificate(key.certificates.encode()))
