"""The values that a Mac would use, read back out of exported profiles."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from components.preference_key import LOGIN, MENU_BAR
from jamf_connect_okta.mdm.checking.reading import read_profiles
from jamf_connect_okta.mdm.errors import ExportError
from jamf_connect_okta.mdm.preferences import flat


@dataclass(frozen=True)
class ProfileValues:
    """What Jamf Connect on a Mac with these profiles sends to Okta, and what it makes of the answer.

    `ropg_client_id` is the one of the login window, `menu_bar_client_id` the menu bar app's: the same, in a good pair.
    """

    provider: str
    discovery_url: str
    oidc_client_id: str
    ropg_client_id: str
    menu_bar_client_id: str
    menu_bar_discovery_url: str
    redirect_uri: str
    scopes: str
    admin_groups: tuple[str, ...]
    admin_claim: str | None
    ignores_admin: bool

    @property
    def design(self) -> str:
        """One app, or two."""
        return "one-app" if self.oidc_client_id == self.ropg_client_id else "two-apps"

    def as_output(self) -> dict[str, str | None]:
        """The values under the names of the stack's output `jamfConnect`.

        Scopes are as they arrive at Okta: Jamf Connect puts the text into a query, where a plus sign is a space.
        """
        return {
            "provider": self.provider,
            "discoveryUrl": self.discovery_url,
            "oidcClientId": self.oidc_client_id,
            "ropgClientId": self.ropg_client_id,
            "redirectUri": self.redirect_uri,
            "scopes": self.scopes.replace("+", " "),
            "groupsClaimName": self.admin_claim,
            "design": self.design,
        }


def profile_values(files: Iterable[Path]) -> ProfileValues:
    """The values in profiles or plists of both domains.

    Raises ExportError where a file can't be read, a value is missing, or two files say different things.
    """
    login: dict[str, Any] = {}
    menu_bar: dict[str, Any] = {}
    for found in read_profiles(files):
        target = {LOGIN: login, MENU_BAR: menu_bar}.get(found.domain, {})
        for key, value in flat(found.preferences).items():
            if target.setdefault(key, value) != value:
                raise ExportError(f"{found.file} says something else about {key} than a file before it.")
    groups = login.get("OIDCAdmin")
    # Jamf Connect reads the claim `groups` unless it is told otherwise.
    claim = login.get("OIDCAdminAttribute") or ("groups" if groups else None)
    return ProfileValues(
        provider=_text(login, "OIDCProvider"),
        discovery_url=_text(login, "OIDCDiscoveryURL"),
        oidc_client_id=_text(login, "OIDCClientID"),
        ropg_client_id=_text(login, "OIDCROPGID"),
        menu_bar_client_id=_text(menu_bar, "IdPSettings.ROPGID"),
        menu_bar_discovery_url=_text(menu_bar, "IdPSettings.DiscoveryURL"),
        redirect_uri=_text(login, "OIDCRedirectURI"),
        scopes=_text(login, "OIDCScopes"),
        admin_groups=tuple(groups) if isinstance(groups, list) else (),
        admin_claim=claim,
        ignores_admin=login.get("OIDCIgnoreAdmin") is True,
    )


def _text(preferences: Mapping[str, Any], key: str) -> str:
    value = preferences.get(key)
    if not isinstance(value, str):
        raise ExportError(f"The profiles have no {key}: a Mac could not sign anybody in.")
    return value
