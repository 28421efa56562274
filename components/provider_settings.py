"""What the stack's `okta:` settings and the environment make of the Okta provider, before it is started.

The provider itself reads the same keys in the same order: the stack's configuration first, then the environment.
Credentials are only looked at for their kind, never kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Setting:
    """A value with the name of the place it came from, for error texts: `okta:orgName` or `OKTA_ORG_NAME`."""

    source: str
    value: str


@dataclass(frozen=True)
class ProviderSettings:
    """The org that the provider will talk to and how it will sign in there.

    `oauth` is set when the provider signs in with anything but an API token: Okta then ignores the groups claim.
    Its value is left empty, since it may be a secret.
    """

    org_name: Setting | None
    base_url: Setting | None
    http_proxy: Setting | None
    oauth: Setting | None

    @property
    def org_host(self) -> str:
        """Host name of the org, `acme.okta.com`; empty parts where a setting is missing."""
        parts = (self.org_name, self.base_url)
        return ".".join(part.value for part in parts if part)


def read_provider_settings(values: Mapping[str, str], environment: Mapping[str, str]) -> ProviderSettings:
    """The provider's view of `values` (full configuration keys) and `environment`."""

    def first(key: str, variable: str) -> Setting | None:
        for source, found in ((f"okta:{key}", values.get(f"okta:{key}")), (variable, environment.get(variable))):
            if found:
                return Setting(source, found)
        return None

    oauth = (
        first("accessToken", "OKTA_ACCESS_TOKEN")
        or first("clientId", "OKTA_API_CLIENT_ID")
        or first("privateKey", "OKTA_API_PRIVATE_KEY")
    )
    return ProviderSettings(
        org_name=first("orgName", "OKTA_ORG_NAME"),
        base_url=first("baseUrl", "OKTA_BASE_URL"),
        http_proxy=first("httpProxy", "OKTA_HTTP_PROXY"),
        oauth=Setting(oauth.source, "") if oauth else None,
    )
