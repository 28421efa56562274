"""What the official plugin refuses about an OIDC app before it calls Okta, and the grants it fills in."""

from collections.abc import Sequence
from dataclasses import dataclass

from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.resource import Resource
from jamf_connect_okta.stand_in.schema import in_hash_order

_COMMON = (
    "urn:ietf:params:oauth:grant-type:saml2-bearer",
    "urn:ietf:params:oauth:grant-type:token-exchange",
    "urn:ietf:params:oauth:grant-type:device_code",
    "interaction_code",
    "urn:okta:params:oauth:grant-type:oob",
    "urn:okta:params:oauth:grant-type:otp",
    "http://auth0.com/oauth/grant-type/mfa-oob",
    "http://auth0.com/oauth/grant-type/mfa-otp",
)
_SAML, *_REST = _COMMON
_JWT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
_CIBA = "urn:openid:params:grant-type:ciba"


@dataclass(frozen=True)
class _Grants:
    must: tuple[str, ...]
    may: tuple[str, ...]


_BY_TYPE = {
    "web": _Grants(
        ("authorization_code",),
        ("authorization_code", "implicit", "refresh_token", "client_credentials", *_COMMON, _CIBA),
    ),
    "native": _Grants(
        ("authorization_code",),
        ("authorization_code", "implicit", "refresh_token", "password", _SAML, _JWT, *_REST),
    ),
    "browser": _Grants((), ("implicit", "authorization_code", "refresh_token", *_COMMON)),
    "service": _Grants(("client_credentials",), ("client_credentials", "implicit", *_COMMON)),
}


def grant_types(app: Resource) -> list[str]:
    """The grants to send: those that are planned, or the least that the app's type needs."""
    if app["grantTypes"]:
        return in_hash_order(app["grantTypes"])
    known = _BY_TYPE.get(app["type"])
    return list((known.must or known.may) if known else ())


def response_types(app: Resource, grants: Sequence[str]) -> list[str]:
    """The response types to send: those that are planned, or what the grants need."""
    if app["responseTypes"]:
        return in_hash_order(app["responseTypes"])
    types = []
    if {"implicit", "client_credentials"} & set(grants):
        types.append("token")
    if {"password", "authorization_code", "refresh_token"} & set(grants):
        types.append("code")
    return types


def validate(app: Resource, *, uses_oauth: bool) -> None:
    """Raises OperationError with the first thing that is wrong."""
    _validate_grants(app)
    if app["groupsClaim"] and not uses_oauth:
        _validate_groups_claim(app["groupsClaim"])
    has_keys = app["jwks"] or app["jwksUri"]
    if app["tokenEndpointAuthMethod"] == "private_key_jwt" and not has_keys:
        raise OperationError("'jwks' or 'jwks_uri' is required when 'token_endpoint_auth_method' is 'private_key_jwt'")
    if app["loginMode"] != "DISABLED":
        if not app["loginUri"]:
            raise OperationError("you have to set up 'login_uri' to configure any 'login_mode' besides 'DISABLED'")
        if app["loginMode"] == "OKTA" and not app["loginScopes"]:
            raise OperationError("you have to set up non-empty 'login_scopes' when 'login_mode' is 'OKTA'")
    if "implicit" in app["grantTypes"] and not {"token", "id_token"} & set(app["responseTypes"]):
        raise OperationError(
            "'response_types' must contain at least one of ['token', 'id_token'] when 'grant_types' contains 'implicit'"
        )


def _validate_grants(app: Resource) -> None:
    received, known = in_hash_order(app["grantTypes"]), _BY_TYPE.get(app["type"])
    if not received or known is None:
        return
    if set(known.must) <= set(received) <= set(known.may):
        return
    must = f" and must contain {', '.join(known.must)}" if known.must else ""
    raise OperationError(
        f'failed conditional validation for field "grant_types" of type "{app["type"]}", '
        f"it can contain {', '.join(known.may)}{must}, received {', '.join(received)}"
    )


def _validate_groups_claim(claim: dict[str, str]) -> None:
    if claim["type"] == "EXPRESSION" and claim.get("filterType"):
        raise OperationError("'filter_type' in 'groups_claim' can only be set when 'type' is set to 'FILTER'")
    if claim["type"] == "FILTER" and not claim.get("filterType"):
        raise OperationError("'filter_type' in 'groups_claim' is required when 'type' is set to 'FILTER'")
    if not claim.get("name") or not claim.get("value"):
        raise OperationError("'name' 'value' and in 'groups_claim' should not be empty")
