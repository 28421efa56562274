"""What Okta takes as the URIs of an OAuth client."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import SplitResult, urlsplit

from jamf_connect_okta.simulated_org.core.errors import OktaError, validation
from jamf_connect_okta.simulated_org.management.bodies import objects, one_of, optional_text, strings

_PAGES = (
    "client_uri",
    "logo_uri",
    "tos_uri",
    "policy_uri",
    "initiate_login_uri",
    "jwks_uri",
    "frontchannel_logout_uri",
    "sector_identifier_uri",
)
_LONGEST = 1024
_WEB = ("http", "https")
# A wildcard stands in the first label of a host that has at least two more: https://app-*.example.com.
_WILDCARD_HOST = re.compile(r"[^*.]*\*[^*.]*(\.[^*.]+){2,}")


def check_uris(client: dict[str, Any]) -> None:
    """Refuses URIs that people or tokens could not be sent to. Okta's texts are not recorded."""
    for field in _PAGES:
        uri = optional_text(client, field)
        if uri and (len(uri) > _LONGEST or not _is_web_page(_parts(uri))):
            raise validation(field, f"{field}: '{uri}' is not a URL of at most {_LONGEST} characters")
    redirects = strings(client, "redirect_uris")
    if not redirects and {"authorization_code", "implicit"} & set(client["grant_types"]):
        raise validation("redirect_uris", "redirect_uris: The field cannot be left blank")
    wildcards = client.get("wildcard_redirect") == "SUBDOMAIN"
    for field in ("redirect_uris", "post_logout_redirect_uris"):
        for uri in strings(client, field):
            _check_redirect(field, uri, wildcards=wildcards)
    _check_login(client)


def _check_redirect(field: str, uri: str, *, wildcards: bool) -> None:
    parts = _parts(uri)
    if parts is None or not parts.scheme or "#" in uri:
        raise _bad_redirect(field, uri)
    # A native app may have a scheme of its own, such as com.example.app:/callback.
    if not (_is_web_page(parts) if parts.scheme in _WEB else parts.netloc or parts.path):
        raise _bad_redirect(field, uri)
    if "*" in uri:
        whole = uri.count("*") == 1 and _WILDCARD_HOST.fullmatch(parts.hostname or "")
        if not (wildcards and whole and parts.scheme in _WEB):
            raise validation(field, f"{field}: '{uri}' has a wildcard where none is allowed")


def _check_login(client: dict[str, Any]) -> None:
    login = objects(client, "idp_initiated_login")
    mode = one_of(login, "mode", ("DISABLED", "OKTA", "SPEC"), default="DISABLED")
    strings(login, "default_scope")
    if mode != "DISABLED" and not client.get("initiate_login_uri"):
        raise validation("initiate_login_uri", f"initiate_login_uri: idp_initiated_login {mode} needs one")


def _parts(uri: str) -> SplitResult | None:
    """The parts of a URI, None when it has none that make sense."""
    if re.search(r"\s", uri):
        return None
    try:
        parts = urlsplit(uri)
        _ = parts.port
    except ValueError:
        return None
    return parts


def _is_web_page(parts: SplitResult | None) -> bool:
    return parts is not None and parts.scheme in _WEB and bool(parts.hostname)


def _bad_redirect(field: str, uri: str) -> OktaError:
    return validation(field, f"{field}: '{uri}' is not an absolute URI without a fragment")
