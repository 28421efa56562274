"""The rules for the two OIDC apps."""

import re
from collections.abc import Iterator

from components.assurance import Factor
from components.problems import Problem
from components.settings import USERS_READ, Settings


def problems_of(settings: Settings) -> Iterator[Problem]:
    """Problems of the apps, their factors and their scopes."""
    yield from _client_ids_are_okta_s(settings)
    yield from _mfa_app_settings_have_an_app(settings)
    yield from _factors_work_at_the_login_window(settings)
    yield from _reauthentication_is_a_duration(settings)
    yield from _api_scopes_are_okta_s(settings)
    yield from _public_clients_use_pkce(settings)


def _client_ids_are_okta_s(settings: Settings) -> Iterator[Problem]:
    for key, value in (
        ("ropgApp.clientId", settings.ropg_app.client_id),
        ("mfaApp.clientId", settings.mfa_app.client_id),
    ):
        if value and (not _CLIENT_ID.fullmatch(value) or value == "ALL_CLIENTS"):
            fix = "Use letters, digits and any of $-_.+!*'(), only."
            yield Problem(key, value, "Okta does not take this client ID.", fix)


def _mfa_app_settings_have_an_app(settings: Settings) -> Iterator[Problem]:
    mfa = settings.mfa_app
    if mfa.stage == "absent" and (unused := mfa.given - {"stage"}):
        why = f"No MFA app is deployed, so {', '.join(sorted(unused))} would have no effect: a password alone signs in."
        fix = "Set mfaApp.stage to active, or remove the other keys of mfaApp."
        idle = tuple(f"mfaApp.{key}" for key in unused)
        yield Problem("mfaApp.stage", "absent", why, fix, without_effect=idle)


def _factors_work_at_the_login_window(settings: Settings) -> Iterator[Problem]:
    choice = f"Use some of: {', '.join(Factor)}."
    factors = settings.mfa_app.factors
    if not factors:
        yield Problem("mfaApp.factors", [], "Nobody could pass a policy that accepts no second factor.", choice)
    for name in factors:
        if name in _UNREACHABLE:
            why = f"The login window shows Okta in a WebKit view, which can't reach {_UNREACHABLE[name]}."
            yield Problem("mfaApp.factors", name, why, choice)
        elif name not in list(Factor):
            yield Problem("mfaApp.factors", name, "Okta has no such second factor for the login window.", choice)


def _reauthentication_is_a_duration(settings: Settings) -> Iterator[Problem]:
    value = settings.mfa_app.reauthenticate_in
    if not _DURATION.fullmatch(value):
        fix = "Write PT0S to ask at every sign-in, PT8H for eight hours, P30D for thirty days."
        yield Problem("mfaApp.reauthenticateIn", value, "Okta takes an ISO 8601 duration here.", fix)


def _api_scopes_are_okta_s(settings: Settings) -> Iterator[Problem]:
    for scope in settings.api_scopes:
        if scope == USERS_READ:
            fix = "Remove it; list additional scopes only."
            yield Problem("apiScopes", scope, "This scope is always granted.", fix)
        elif not _API_SCOPE.fullmatch(scope):
            fix = "Write it as Okta does, such as okta.groups.read."
            yield Problem("apiScopes", scope, "This is not an Okta API scope.", fix)


def _public_clients_use_pkce(settings: Settings) -> Iterator[Problem]:
    if settings.token_endpoint_auth_method == "none" and not settings.pkce_required:
        why = "Okta refuses an app without client authentication that does not require PKCE."
        fix = "Set it to true, or tokenEndpointAuthMethod to client_secret_basic."
        yield Problem("pkceRequired", False, why, fix, rests_on=("tokenEndpointAuthMethod",))


_CLIENT_ID = re.compile(r"[A-Za-z0-9$\-_.+!*'(),]+")
_DURATION = re.compile(r"P(?=.)(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+S)?)?")
_API_SCOPE = re.compile(r"okta\.[A-Za-z.]+\.(read|manage)(\.self)?")

_UNREACHABLE = {
    "webauthn": "security keys or Touch ID",
    "security_key": "security keys",
    "fido2": "security keys",
    "yubikey": "security keys",
    "smart_card": "smart cards",
    "cert": "smart cards",
    "signed_nonce": "Okta FastPass on this Mac",
    "fastpass": "Okta FastPass on this Mac",
}
