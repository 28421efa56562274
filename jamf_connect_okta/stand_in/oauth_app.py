"""OIDC apps: `okta:app/oAuth:OAuth`."""

import random
from collections.abc import Callable, Mapping
from typing import Any

from jamf_connect_okta.stand_in.errors import ApiError, OperationError
from jamf_connect_okta.stand_in.oauth_app_body import body, take_app
from jamf_connect_okta.stand_in.oauth_app_rules import validate
from jamf_connect_okta.stand_in.oauth_app_schema import OAUTH_APP
from jamf_connect_okta.stand_in.org import Org
from jamf_connect_okta.stand_in.resource import Resource, ResourceType

_CLAIM_TYPES = {"FILTER": "GROUPS"}
_SECONDS_TO_DEACTIVATE = 20
_SECONDS_TO_DELETE = 30


class OAuthApp(ResourceType):
    """An OIDC app with its authentication policy and its groups claim.

    The groups claim goes through a private endpoint that takes API tokens only; with any other credential it is
    neither written nor read, silently.
    """

    token = "okta:app/oAuth:OAuth"
    schema = OAUTH_APP

    def create(self, org: Org, resource: Resource) -> None:
        app = resource
        try:
            validate(app, uses_oauth=org.uses_oauth)
            query = {"activate": "true" if app["status"] == "ACTIVE" else "false"}
            answer = org.call("v6", "POST", "/api/v1/apps", query=query, body=body(app, is_new=True))
        except OperationError as error:
            raise OperationError(f"failed to create OAuth application: {error}") from error
        app.id = answer["id"]
        if not app["omitSecret"]:
            app.set_unless_blank("clientSecret", _secret(answer))
        if not app["preconfiguredApp"] or app["groupsClaim"]:
            _write_groups_claim(org, app)
        if app["type"] != "service" and not app["skipAuthenticationPolicy"]:
            _write_policy(org, app, "failed to set authentication policy for an OAuth application")
        self.read(org, app)

    def read(self, org: Org, resource: Resource) -> None:
        app = resource
        try:
            # Not even a 404 is handled: an app that was deleted behind the engine's back makes a refresh fail.
            answer = org.call("v6", "GET", f"/api/v1/apps/{app.id}")
        except OperationError as error:
            raise OperationError(f"failed to get OAuth application: {error}") from error
        if answer.get("signOnMode") != "OPENID_CONNECT":
            raise OperationError(
                "failed to verify app type: unexpected application response type from Okta - "
                "not an OpenIdConnectApplication"
            )
        take_app(app, answer, with_policy=not app["skipAuthenticationPolicy"] and not org.is_classic())
        if not org.uses_oauth:
            app["groupsClaim"] = _groups_claim(org, app)

    def update(self, org: Org, resource: Resource) -> None:
        app = resource
        if app.changed("status"):
            _set_status(org, app)
        if not any(app.changed(name) for name in self.schema if name != "status"):
            return
        try:
            validate(app, uses_oauth=org.uses_oauth)
            answer = org.call("v6", "PUT", f"/api/v1/apps/{app.id}", body=body(app, is_new=False))
        except OperationError as error:
            raise OperationError(f"failed to update OAuth application: {error}") from error
        if app["omitSecret"]:
            app["clientSecret"] = ""
        elif secret := _secret(answer):
            app["clientSecret"] = secret
        if app.changed("groupsClaim"):
            _write_groups_claim(org, app)
        if not app["skipAuthenticationPolicy"]:
            _write_policy(org, app, "failed to set authentication policy an OAuth application")
        self.read(org, app)

    def delete(self, org: Org, resource: Resource) -> None:
        app = resource
        try:
            if app["status"] == "ACTIVE":
                _insist(
                    lambda: org.call("v2", "POST", f"/api/v1/apps/{app.id}/lifecycle/deactivate"),
                    _SECONDS_TO_DEACTIVATE,
                    org.sleep,
                )
            _insist(lambda: org.call("v2", "DELETE", f"/api/v1/apps/{app.id}"), _SECONDS_TO_DELETE, org.sleep)
        except OperationError as error:
            raise OperationError(f"failed to delete OAuth application: {error}") from error

    def adopt(self, _org: Org, resource: Resource) -> None:
        app_id, *others = resource.id.split("/")
        if len(others) > 2:
            raise OperationError(
                "invalid format used for import ID, format must be 'app_id' or 'app_id/skip_users' or "
                "'app_id/skip_users/skip_groups'"
            )
        resource.id = app_id

    def replaced_by(self, previous: Mapping[str, Any], planned: Mapping[str, Any]) -> frozenset[str]:
        """A secret that was kept out of the state can't be brought in: that takes a new one."""
        shows = previous.get("omitSecret") and not planned.get("omitSecret")
        return frozenset({"omitSecret"}) if shows else frozenset()


def _secret(answer: Mapping[str, Any]) -> str:
    return str(answer["credentials"]["oauthClient"].get("client_secret") or "")


def _set_status(org: Org, app: Resource) -> None:
    if verb := {"ACTIVE": "activate", "INACTIVE": "deactivate"}.get(app["status"]):
        try:
            org.call("v2", "POST", f"/api/v1/apps/{app.id}/lifecycle/{verb}")
        except ApiError as error:
            raise OperationError(error.with_status) from error


def _write_groups_claim(org: Org, app: Resource) -> None:
    if org.uses_oauth:
        return
    claim = app["groupsClaim"]
    settings = {"issuerMode": app["issuerMode"]}
    if claim:
        settings |= {
            "name": claim["name"],
            "value": claim["value"],
            "valueType": _CLAIM_TYPES.get(claim["type"], claim["type"]),
        }
        if claim.get("filterType"):
            settings["groupFilterType"] = claim["filterType"]
    try:
        org.call("supplement", "POST", _id_token_path(app), body=settings)
    except OperationError as error:
        text = str(error) if claim else f"failed to update groups claim for an OAuth application: {error}"
        raise OperationError(f"failed to update groups claim for an OAuth application: {text}") from error


def _groups_claim(org: Org, app: Resource) -> dict[str, Any] | None:
    try:
        settings = org.call("supplement", "GET", _id_token_path(app))
    except OperationError:
        # Whatever goes wrong here counts as no claim.
        return None
    if not settings or not settings.get("name"):
        return None
    filter_type = settings.get("groupFilterType")
    kind = "FILTER" if settings.get("valueType") == "GROUPS" and filter_type else settings.get("valueType")
    claim = {
        "type": kind,
        "name": settings["name"],
        "value": settings.get("value"),
        "issuerMode": settings.get("issuerMode"),
    }
    return claim | {"filterType": filter_type} if filter_type else claim


def _id_token_path(app: Resource) -> str:
    return f"/api/v1/internal/apps/{app.id}/settings/oauth/idToken"


def _write_policy(org: Org, app: Resource, failure: str) -> None:
    try:
        policy = app["authenticationPolicy"]
        if not policy:
            if org.is_classic():
                return
            policy = org.default_access_policy("v2")
        org.call("v2", "PUT", f"/api/v1/apps/{app.id}/policies/{policy}")
    except OperationError as error:
        raise OperationError(f"{failure}: {error}") from error


def _insist(call: Callable[[], Any], seconds: float, sleep: Callable[[float], None]) -> None:
    """Repeat a call that fails for whatever reason, a 404 included: Okta is eventually consistent here.

    A wait that begins in time ends where it ends: an app that was gone took nine attempts in 23 seconds.
    """
    waited, interval = 0.0, 0.5
    while True:
        try:
            call()
        except OperationError:
            if waited > seconds:
                raise
            wait = interval * random.uniform(0.5, 1.5)  # noqa: S311 - spreads attempts, guards nothing
            sleep(wait)
            waited, interval = waited + wait, interval * 1.5
        else:
            return
