"""Whose certificate a signature carries: the certificates of its PKCS#7 container (RFC 5652), or those beside it."""

from collections.abc import Sequence

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

_SHORT = 0x80  # the first byte of a length in DER: itself the length below this, else how many bytes follow


def signer(contents: bytes, certificates: Sequence[bytes]) -> str:
    """The subject of the certificate that signed: its name (CN), else its organisation (O); empty where it is not known.

    contents: of the signature, DER with zeros behind it. certificates: DER, of signatures that are no container.
    """
    names = [(one.subject, one.issuer) for one in (*_in_container(contents), *_loaded(certificates))]
    issuers = [issuer for subject, issuer in names if issuer != subject]
    own = next((subject for subject, _ in names if subject not in issuers), None)
    return _name(own) if own is not None else ""


def _in_container(contents: bytes) -> list[x509.Certificate]:
    try:
        return pkcs7.load_der_pkcs7_certificates(_without_padding(contents))
    except (ValueError, UnsupportedAlgorithm):
        return []


def _loaded(certificates: Sequence[bytes]) -> list[x509.Certificate]:
    loaded = []
    for certificate in certificates:
        try:
            loaded.append(x509.load_der_x509_certificate(certificate))
        except ValueError:
            continue
    return loaded


def _name(subject: x509.Name) -> str:
    for kind in (NameOID.COMMON_NAME, NameOID.ORGANIZATION_NAME):
        for attribute in subject.get_attributes_for_oid(kind):
            if isinstance(attribute.value, str) and attribute.value.strip():
                return attribute.value.strip()
    return ""


def _without_padding(contents: bytes) -> bytes:
    """The first value of DER in bytes."""
    if len(contents) < 2:
        return contents
    if contents[1] < _SHORT:
        return contents[: 2 + contents[1]]
    size = contents[1] - _SHORT
    return contents[: 2 + size + int.from_bytes(contents[2 : 2 + size])]
