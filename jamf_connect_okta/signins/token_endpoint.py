"""Asks the token endpoint as the client that a form names, which authenticates as its app says."""

from collections.abc import Mapping

import httpx

from jamf_connect_okta.signins.management import everything
from jamf_connect_okta.signins.stage import Stage


def ask(stage: Stage, path: str, form: Mapping[str, str], headers: Mapping[str, str]) -> httpx.Response:
    """The answer to that form. A secret comes from the org, as it would come from the profile."""
    method, secret = _authentication(stage, form["client_id"])
    if method == "client_secret_post":
        form = {**form, "client_secret": secret}
    basic = method == "client_secret_basic"
    auth = httpx.BasicAuth(form["client_id"], secret) if basic else httpx.USE_CLIENT_DEFAULT
    return stage.browser.post(path, data=form, headers=headers, auth=auth)


def _authentication(stage: Stage, client_id: str) -> tuple[str, str]:
    """The method and the secret; looked up once for all sign-ins, which change no app."""
    if client_id not in stage.authentication:
        stage.authentication[client_id] = ("none", "")
        for app in everything(stage.management, "/api/v1/apps"):
            client = app.get("credentials", {}).get("oauthClient") or {}
            if client.get("client_id") == client_id and client["token_endpoint_auth_method"] != "none":
                for secret in everything(stage.management, f"/api/v1/apps/{app['id']}/credentials/secrets"):
                    stage.authentication[client_id] = (client["token_endpoint_auth_method"], secret["client_secret"])
    return stage.authentication[client_id]
