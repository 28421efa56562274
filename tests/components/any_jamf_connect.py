"""Whatever a stack may validly say about Jamf Connect, and the mistakes that make it invalid."""

import base64
import plistlib
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

Section = dict[str, Any]

LICENCE = base64.b64encode(plistlib.dumps({"LicenseKey": "1", "Name": "Acme & Söhne"})).decode()

# What a property list can carry; other characters have a test of their own.
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=20)
NAME = TEXT.filter(lambda text: bool(text.strip()))
NAMES = st.lists(NAME, max_size=3)
PAGE = st.sampled_from(
    ["https://passwords.acme.com", "https://acme.okta.com/help?a=1&b=<2>", "https://größe.example/ü"]
)
PLAIN = st.booleans() | st.integers(-(2**31), 2**31) | TEXT | st.lists(TEXT | st.integers(0, 9), max_size=3)
UNHEARD = st.dictionaries(st.sampled_from(["Unheard", "Ünbekannt & <neu>"]), PLAIN, max_size=2)


@st.composite
def local_login(draw: st.DrawFn) -> Section:
    """Local login, with a way back in where it is denied, and migration where it can be."""
    if not draw(st.booleans()):
        return {"defaultLocal": draw(st.booleans())}
    excluded = draw(NAMES)
    section: Section = {
        "denyLocal": True,
        "denyLocalExcluded": excluded,
        "localFallback": True if not excluded else draw(st.booleans()),
    }
    if draw(st.booleans()):
        hidden, hide = draw(NAMES), draw(st.booleans())
        section |= {"migrate": True, "migrateUsersHide": hidden, "createNewUserHide": hide}
    return section


PASSWORDS = st.sampled_from(
    [
        {},
        {"passthroughAuth": True},
        {"passthroughAuth": True, "createJamfConnectPassword": False},
        {"newPassword": True, "createJamfConnectPassword": False},
    ]
)
FILE_VAULT = st.sampled_from(
    [
        {},
        {"fileVault": True},
        {"fileVault": True, "fileVaultRecoveryKey": True},
        {"fileVault": True, "fileVaultRecoveryKey": True, "fileVaultRecoveryKeyPath": "/var/db/Schlüssel"},
    ]
)
REST = st.fixed_dictionaries(
    {},
    optional={
        "organization": TEXT,
        "ignoreAdmin": st.booleans(),
        "createAdminUser": st.booleans(),
        "scopeSeparator": st.sampled_from(["space", "plus"]),
        "shortNameClaim": TEXT,
        "demobilizeUsers": st.booleans(),
        "fileVaultAutoLogin": st.booleans(),
        "activateLoginWindow": st.booleans(),
        "networkCheck": st.integers(0, 10_080),
        "changePasswordUrl": PAGE,
        "resetPasswordUrl": PAGE,
        "helpUrl": PAGE,
        "licenseFile": st.sampled_from(["", LICENCE]),
        "extraLoginKeys": UNHEARD | st.just({"AllowNetworkSelection": True, "EULAText": "& <Größe>"}),
        "extraMenuBarKeys": UNHEARD | st.just({"PasswordPolicies": {"PolicyRequirements": {"minLength": 12}}}),
    },
)
VALID = st.builds(lambda one, two, three, four: one | two | three | four, local_login(), PASSWORDS, FILE_VAULT, REST)

Mistake = tuple[str, Callable[[Section], Section]]


def _with(**changes: Any) -> Callable[[Section], Section]:
    return lambda section: section | changes


MISTAKES: dict[str, Mistake] = {
    "passthrough and a local password": ("newPassword", _with(passthroughAuth=True, newPassword=True)),
    "a keychain item of a local password": (
        "createJamfConnectPassword",
        _with(newPassword=True, createJamfConnectPassword=True),
    ),
    "no way back in": ("denyLocal", _with(denyLocal=True, localFallback=False, denyLocalExcluded=[])),
    "a start with what is denied": ("defaultLocal", _with(denyLocal=True, localFallback=True, defaultLocal=True)),
    "migration without denyLocal": ("migrate", _with(migrate=True, denyLocal=False)),
    "a fallback from nothing": ("localFallback", _with(localFallback=True, denyLocal=False)),
    "exceptions from nothing": ("denyLocalExcluded", _with(denyLocalExcluded=["itadmin"], denyLocal=False)),
    "accounts hidden from no migration": ("migrateUsersHide", _with(migrateUsersHide=["itadmin"], migrate=False)),
    "no new account beside no migration": ("createNewUserHide", _with(createNewUserHide=True, migrate=False)),
    "a recovery key without FileVault": ("fileVaultRecoveryKey", _with(fileVaultRecoveryKey=True, fileVault=False)),
    "a place for no recovery key": (
        "fileVaultRecoveryKeyPath",
        _with(fileVaultRecoveryKeyPath="/var/db", fileVaultRecoveryKey=False),
    ),
    "a page without https": ("changePasswordUrl", _with(changePasswordUrl="http://acme.com")),
    "a page of the admin console": ("resetPasswordUrl", _with(resetPasswordUrl="https://acme-admin.okta.com/x")),
    "a page that is none": ("helpUrl", _with(helpUrl="help.acme.com")),
    "a negative interval": ("networkCheck", _with(networkCheck=-1)),
    "an interval without end": ("networkCheck", _with(networkCheck=10_081)),
    "a licence that is none": ("licenseFile", _with(licenseFile="TGljZW5jZQ==")),
    "control characters": ("organization", _with(organization="Acme\x00")),
    "a carriage return": ("shortNameClaim", _with(shortNameClaim="mac\ruser")),
    "an account without a name": (
        "denyLocalExcluded",
        _with(denyLocal=True, localFallback=True, denyLocalExcluded=["itadmin", " "]),
    ),
    "a key of the stack's": ("extraLoginKeys.OIDCClientID", _with(extraLoginKeys={"OIDCClientID": "0oa1"})),
    "a key of the section's": ("extraLoginKeys.DenyLocal", _with(extraLoginKeys={"DenyLocal": False})),
    "a nested key of the stack's": (
        "extraMenuBarKeys.IdPSettings.ROPGID",
        _with(extraMenuBarKeys={"IdPSettings": {"ROPGID": "0oa1"}}),
    ),
    "something else in the place of the stack's keys": (
        "extraMenuBarKeys.IdPSettings",
        _with(extraMenuBarKeys={"IdPSettings": "Custom"}),
    ),
    "invalid_grant as success": (
        "extraLoginKeys.ROPGSuccessCodes",
        _with(extraLoginKeys={"ROPGSuccessCodes": ["invalid_grant"]}),
    ),
    "invalid_grant as success in the menu bar": (
        "extraMenuBarKeys.IdPSettings.SuccessCodes",
        _with(extraMenuBarKeys={"IdPSettings": {"SuccessCodes": ["invalid_grant"]}}),
    ),
    "a client secret": ("extraLoginKeys.OIDCClientSecret", _with(extraLoginKeys={"OIDCClientSecret": "hush"})),
    "a secret of any name": ("extraMenuBarKeys.A.b.mySecret", _with(extraMenuBarKeys={"A": {"b": {"mySecret": 1}}})),
    "a token": ("extraLoginKeys.ApiToken", _with(extraLoginKeys={"ApiToken": "hush"})),
    "passwords": ("extraMenuBarKeys.LAPS.adminPasswords", _with(extraMenuBarKeys={"LAPS": {"adminPasswords": {}}})),
    "a password in digits": ("extraLoginKeys.Password", _with(extraLoginKeys={"Password": 1234567})),
    "a known key of another type": (
        "extraLoginKeys.AllowNetworkSelection",
        _with(extraLoginKeys={"AllowNetworkSelection": "true"}),
    ),
    "a key in other letters": (
        "extraLoginKeys.allownetworkselection",
        _with(extraLoginKeys={"allownetworkselection": 1}),
    ),
    "a key of the profile": ("extraLoginKeys.PayloadType", _with(extraLoginKeys={"PayloadType": "x"})),
    "a key that holds nothing": ("extraLoginKeys.Unheard", _with(extraLoginKeys={"Unheard": None})),
    "a number with a fraction": ("extraMenuBarKeys.Unheard", _with(extraMenuBarKeys={"Unheard": 1.5})),
    "a number without end": ("extraMenuBarKeys.Unheard", _with(extraMenuBarKeys={"Unheard": 2**63})),
    "a key with control characters": ("extraLoginKeys.A\x01", _with(extraLoginKeys={"A\x01": 1})),
    "second accounts without a groups claim": (
        "extraLoginKeys.OIDCSecondaryAccess",
        _with(extraLoginKeys={"OIDCSecondaryAccess": ["Mac Users"]}),
    ),
}
"""Mistakes by name: the key that is refused, and what makes a valid section wrong."""
