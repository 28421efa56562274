"""Takes the content out of a signed profile, without judging the signature: only the Mac knows whom it trusts."""

from asn1crypto import cms, pem

from jamf_connect_okta.mdm.errors import ExportError

_CONSTRUCTED_SEQUENCE = 0x30


def looks_signed(data: bytes) -> bool:
    """Whether `data` may be CMS, in its binary form or as PEM."""
    return data[:1] == bytes([_CONSTRUCTED_SEQUENCE]) or pem.detect(data)


def signed_content(data: bytes, file: str) -> bytes:
    """What was signed (CMS SignedData, RFC 5652). Raises ExportError where `data` is something else."""
    try:
        if pem.detect(data):
            _, _, data = pem.unarmor(data)
        info = cms.ContentInfo.load(data)
        kind = info["content_type"].native
        if kind == "signed_data":
            content = info["content"]["encap_content_info"]["content"].native
            if isinstance(content, bytes):
                return content
            raise ExportError(f"{file} is a signature without the profile that it belongs to.")
    except (ValueError, TypeError, KeyError) as error:
        raise ExportError(f"{file} is neither a property list nor a signed profile: {error}") from None
    raise ExportError(f"{file} is encrypted or not a signed profile ({kind}): take it from where it was made.")
