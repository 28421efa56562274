"""How the plugin is configured: in the stack, by arguments of a provider resource, or through the environment."""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jamf_connect_okta.stand_in.connection import loopback
from jamf_connect_okta.stand_in.errors import StandInError
from jamf_connect_okta.stand_in.values import Json

_ENVIRONMENT = {
    "orgName": "OKTA_ORG_NAME",
    "baseUrl": "OKTA_BASE_URL",
    "httpProxy": "OKTA_HTTP_PROXY",
    "apiToken": "OKTA_API_TOKEN",
    "accessToken": "OKTA_ACCESS_TOKEN",
    "clientId": "OKTA_API_CLIENT_ID",
    "privateKey": "OKTA_API_PRIVATE_KEY",
    "privateKeyId": "OKTA_API_PRIVATE_KEY_ID",
    "scopes": "OKTA_API_SCOPES",
}

SETTINGS = frozenset(
    {*_ENVIRONMENT, "backoff", "logLevel", "maxApiCapacity", "maxRetries", "maxWaitSeconds", "minWaitSeconds"}
    | {"parallelism", "requestTimeout"}
)
"""Every setting of the official plugin, as pulumi_okta spells it."""

_CONFLICTS = (
    ("apiToken", ("accessToken", "clientId", "scopes", "privateKey")),
    ("accessToken", ("apiToken", "clientId", "scopes", "privateKey")),
)

_AT_MOST = {"maxApiCapacity": 100, "maxRetries": 100, "requestTimeout": 300}

_NO_CREDENTIALS = (
    "[ERROR] no Okta credentials provided. Please set one of the following: api_token (OKTA_API_TOKEN), "
    "access_token (OKTA_ACCESS_TOKEN), or client_id, private_key and scopes"
)


@dataclass(frozen=True)
class PrivateKey:
    """The key of an OAuth service app; `text` is PEM."""

    client_id: str
    text: str
    key_id: str
    scopes: tuple[str, ...]

    def __repr__(self) -> str:
        return f"PrivateKey(client_id={self.client_id!r})"


@dataclass(frozen=True, repr=False)
class Configuration:
    """A checked configuration: where the org is, and how the plugin proves who it is.

    One of `api_token`, `access_token` and `private_key` is set.
    """

    proxy: str
    api_token: str = ""
    access_token: str = ""
    private_key: PrivateKey | None = None
    max_retries: int = 5
    max_wait_seconds: float = 300
    request_timeout: float | None = None

    @property
    def uses_oauth(self) -> bool:
        """Okta then neither takes nor shows the groups claim."""
        return not self.api_token


def configuration(settings: Mapping[str, Any]) -> Configuration:
    """The configuration from the settings and, for what they leave out, the environment. Raises StandInError."""
    _refuse_conflicts(settings)
    known = {name: _setting(name, settings) for name in SETTINGS}
    _refuse_excess(known)
    loopback(known["httpProxy"])
    # An access token wins over an API token that comes from the environment.
    access_token = known["accessToken"]
    api_token = "" if access_token else known["apiToken"]
    private_key = None if access_token or api_token else _private_key(known)
    if not (access_token or api_token or private_key):
        raise StandInError(_NO_CREDENTIALS)
    return Configuration(
        proxy=known["httpProxy"],
        api_token=api_token,
        access_token=access_token,
        private_key=private_key,
        # The official plugin takes a 0 for "not set" here.
        max_retries=int(known["maxRetries"] or 5),
        max_wait_seconds=float(known["maxWaitSeconds"] or 300),
        request_timeout=float(known["requestTimeout"]) if known["requestTimeout"] else None,
    )


def _refuse_conflicts(settings: Mapping[str, Any]) -> None:
    for name, others in _CONFLICTS:
        for other in others:
            if settings.get(name) and settings.get(other):
                raise StandInError(
                    f"okta:{name} and okta:{other} are both set, and each says how to sign in to Okta. Keep one."
                )


def _refuse_excess(known: Mapping[str, Any]) -> None:
    for name, most in _AT_MOST.items():
        try:
            fits = 0 <= int(known[name] or 0) <= most
        except ValueError:
            fits = False
        if not fits:
            raise StandInError(f"okta:{name} is {known[name]!r}. It takes 1 to {most}; 0 counts as not set.")


def _setting(name: str, settings: Mapping[str, Any]) -> Json:
    return settings.get(name) or os.environ.get(_ENVIRONMENT.get(name, ""), "")


def _private_key(known: Mapping[str, Any]) -> PrivateKey | None:
    if not known["privateKey"]:
        return None
    scopes = _scopes(known["scopes"])
    if not known["clientId"] or not scopes:
        missing = "okta:clientId" if not known["clientId"] else "okta:scopes"
        raise StandInError(f"okta:privateKey is set, {missing} is not. Okta needs both to give out an access token.")
    return PrivateKey(known["clientId"], _key_text(known["privateKey"]), known["privateKeyId"], scopes)


def _scopes(value: Json) -> tuple[str, ...]:
    if isinstance(value, str):
        value = json.loads(value) if value.startswith("[") else value.split(",")
    return tuple(scope.strip() for scope in value if scope.strip())


def _key_text(value: str) -> str:
    """The SDKs read a file where the setting is a path."""
    if "\n" in value or not os.path.isfile(value):  # noqa: PTH113 - a key is no valid path for pathlib
        return value
    with open(value, encoding="utf-8") as file:  # noqa: PTH123
        return file.read()
