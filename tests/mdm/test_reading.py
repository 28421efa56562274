"""Preferences are read in every form in which they are kept, and what can't be read is told in words."""

import datetime
import plistlib
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import pkcs7
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.preference_key import AUTHCHANGER, LOGIN, LOGINWINDOW, MENU_BAR
from jamf_connect_okta.mdm.checking.comparison import compare
from jamf_connect_okta.mdm.checking.reading import read_profiles
from jamf_connect_okta.mdm.errors import ExportError
from jamf_connect_okta.mdm.export import profiles_of
from jamf_connect_okta.mdm.preferences import preferences_of

from .stack_outputs import everything, two_apps

OUTPUT = everything()
PREFERENCES = preferences_of(OUTPUT)
MOBILECONFIGS = {profile.domain: profile.mobileconfig() for profile in profiles_of(OUTPUT)}


def payload(domain: str) -> dict[str, Any]:
    """As Jamf Connect Configuration saves it: the domain is the payload's type."""
    common = {"PayloadType": domain, "PayloadVersion": 1, "PayloadUUID": "1", "PayloadIdentifier": "1"}
    return common | PREFERENCES[domain]


def profile(*payloads: dict[str, Any], scope: str = "System") -> dict[str, Any]:
    return {"PayloadType": "Configuration", "PayloadScope": scope, "PayloadContent": list(payloads)}


def signed(content: bytes, encoding: serialization.Encoding = serialization.Encoding.DER) -> bytes:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "MDM")])
    now = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    builder = builder.serial_number(1).not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
    certificate = builder.sign(key, hashes.SHA256())
    signature = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, hashes.SHA256())
    return signature.sign(encoding, [pkcs7.PKCS7Options.Binary])


def signed_in_pieces(content: bytes) -> bytes:
    """As a signer writes that does not know the length beforehand: lengths are left open (BER), and nobody signed."""
    pieces = b"".join(
        bytes([0x04, len(piece)]) + piece for piece in (content[at : at + 100] for at in range(0, len(content), 100))
    )

    def opened(tag: int, inside: bytes) -> bytes:
        return bytes([tag, 0x80]) + inside + bytes(2)

    data = opened(0x30, bytes.fromhex("06092a864886f70d010701") + opened(0xA0, opened(0x24, pieces)))
    signed_data = opened(0x30, bytes.fromhex("0201013100") + data + bytes.fromhex("3100"))
    return opened(0x30, bytes.fromhex("06092a864886f70d010702") + opened(0xA0, signed_data))


FORMS: dict[str, tuple[bytes, set[str]]] = {
    "a profile of managed preferences": (plistlib.dumps(MOBILECONFIGS[LOGIN]), {LOGIN}),
    "a binary profile": (plistlib.dumps(MOBILECONFIGS[LOGIN], fmt=plistlib.FMT_BINARY), {LOGIN}),
    "a signed profile": (signed(plistlib.dumps(MOBILECONFIGS[MENU_BAR])), {MENU_BAR}),
    "a profile that was signed in pieces": (signed_in_pieces(plistlib.dumps(MOBILECONFIGS[LOGIN])), {LOGIN}),
    "a signed profile as text": (
        signed(plistlib.dumps(MOBILECONFIGS[MENU_BAR]), serialization.Encoding.PEM),
        {MENU_BAR},
    ),
    "a profile whose payload type is the domain": (plistlib.dumps(profile(payload(LOGIN))), {LOGIN}),
    "both domains in one profile": (plistlib.dumps(profile(payload(LOGIN), payload(MENU_BAR))), {LOGIN, MENU_BAR}),
    "both domains in one payload of managed preferences": (
        plistlib.dumps(
            profile(
                {
                    "PayloadType": "com.apple.ManagedClient.preferences",
                    "PayloadContent": {
                        domain: {"Forced": [{"mcx_preference_settings": PREFERENCES.get(domain, {})}]}
                        for domain in (LOGIN, MENU_BAR, "com.acme.other")
                    },
                }
            )
        ),
        {LOGIN, MENU_BAR},
    ),
    "a domain in two payloads": (
        plistlib.dumps(
            profile(
                {"PayloadType": MENU_BAR, "IdPSettings": PREFERENCES[MENU_BAR]["IdPSettings"]},
                {"PayloadType": MENU_BAR}
                | {key: value for key, value in PREFERENCES[MENU_BAR].items() if key != "IdPSettings"},
            )
        ),
        {MENU_BAR},
    ),
    "a payload without its profile": (plistlib.dumps(payload(LOGIN)), {LOGIN}),
    "a payload of managed preferences without its profile": (
        plistlib.dumps(MOBILECONFIGS[LOGIN]["PayloadContent"][0]),
        {LOGIN},
    ),
    "managed preferences by themselves": (
        plistlib.dumps(MOBILECONFIGS[MENU_BAR]["PayloadContent"][0]["PayloadContent"]),
        {MENU_BAR},
    ),
    "a plist of the login window": (plistlib.dumps(PREFERENCES[LOGIN]), {LOGIN}),
    "a binary plist of the menu bar app": (plistlib.dumps(PREFERENCES[MENU_BAR], fmt=plistlib.FMT_BINARY), {MENU_BAR}),
    "a plist of the activation": (plistlib.dumps(PREFERENCES[AUTHCHANGER]), {AUTHCHANGER}),
    "a plist of macOS's login window": (plistlib.dumps(PREFERENCES[LOGINWINDOW]), {LOGINWINDOW}),
}


@pytest.mark.parametrize(("data", "domains"), FORMS.values(), ids=list(FORMS))
def test_it_is_read_out_of(tmp_path: Path, data: bytes, domains: set[str]) -> None:
    (tmp_path / "download").write_bytes(data)
    comparison = compare(OUTPUT, read_profiles([tmp_path / "download"]))
    assert set(comparison.compared) == domains
    assert comparison.differences == ()


def test_a_plist_that_says_nothing_of_its_domain_is_known_by_its_name(tmp_path: Path) -> None:
    (tmp_path / f"{MENU_BAR}.plist").write_bytes(plistlib.dumps({"LicenseFile": "PD94bWw="}))
    assert [found.domain for found in read_profiles([tmp_path / f"{MENU_BAR}.plist"])] == [MENU_BAR]


def test_settings_for_a_user_never_reach_the_login_window(tmp_path: Path) -> None:
    (tmp_path / "user").write_bytes(plistlib.dumps(profile(payload(LOGIN), scope="User")))
    (difference,) = compare(OUTPUT, read_profiles([tmp_path / "user"])).differences
    assert difference.key == "PayloadScope"


def test_settings_that_people_may_change_are_told(tmp_path: Path) -> None:
    content = {LOGIN: {"Set-Once": [{"mcx_preference_settings": PREFERENCES[LOGIN]}]}}
    once = {"PayloadType": "com.apple.ManagedClient.preferences", "PayloadContent": content}
    (tmp_path / "once").write_bytes(plistlib.dumps(profile(once)))
    (difference,) = compare(OUTPUT, read_profiles([tmp_path / "once"])).differences
    assert "can be changed by people" in difference.consequence


def test_what_is_forced_is_not_changed_by_what_people_may_change(tmp_path: Path) -> None:
    manners = {
        "Forced": [{"mcx_preference_settings": PREFERENCES[LOGIN]}],
        "Set-Once": [{"mcx_preference_settings": {"OIDCClientID": "0oaOther"}}],
    }
    both = {"PayloadType": "com.apple.ManagedClient.preferences", "PayloadContent": {LOGIN: manners}}
    (tmp_path / "both").write_bytes(plistlib.dumps(profile(both)))
    (difference,) = compare(OUTPUT, read_profiles([tmp_path / "both"])).differences
    assert difference.key == "PayloadContent"


UNREADABLE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "is not a property list"),
    "text": (b"# Profiles\n", "is not a property list"),
    "half a plist": (plistlib.dumps(PREFERENCES[LOGIN])[:-30], "is not a property list"),
    "half a binary plist": (plistlib.dumps(PREFERENCES[LOGIN], fmt=plistlib.FMT_BINARY)[:-30], "not a property list"),
    "a list": (plistlib.dumps(["DenyLocal"]), "is not a property list of keys"),
    "another app's settings": (plistlib.dumps({"Home": "https://acme.com"}), "holds no settings of Jamf Connect"),
    "another app's profile": (
        plistlib.dumps(profile({"PayloadType": "com.acme", "PayloadContent": {}})),
        "holds no settings",
    ),
    "a profile without payloads": (plistlib.dumps({"PayloadType": "Configuration"}), "holds no settings"),
    "a profile that is encrypted for a Mac": (
        plistlib.dumps({"PayloadType": "Configuration", "EncryptedPayloadContent": b"0"}),
        "is encrypted for one Mac",
    ),
    "a certificate": (b"0\x82\x01\x00rest", "nor a signed profile"),
    "a signature of something else": (signed(b"something else"), "is not a property list"),
    "a certificate as text": (b"-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n", "signed profile"),
}


@pytest.mark.parametrize(("data", "words"), UNREADABLE.values(), ids=list(UNREADABLE))
def test_it_is_told_in_words_that_a_file_is(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "download").write_bytes(data)
    with pytest.raises(ExportError, match=words):
        read_profiles([tmp_path / "download"])


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="No such file"):
        read_profiles([tmp_path / "gone.plist"])


WHOLE = [data for data, _ in FORMS.values()]


@settings(max_examples=300, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(whole=st.sampled_from(WHOLE), at=st.integers(0), put=st.binary(max_size=4), cut=st.integers(0, 8))
def test_a_damaged_file_is_read_or_told_in_words(tmp_path: Path, whole: bytes, at: int, put: bytes, cut: int) -> None:
    position = at % len(whole)
    (tmp_path / "damaged").write_bytes(whole[:position] + put + whole[position + cut :])
    with suppress(ExportError):
        compare(two_apps(), read_profiles([tmp_path / "damaged"]))
