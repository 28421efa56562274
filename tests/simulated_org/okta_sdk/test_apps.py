"""What the SDK can do with applications."""

from __future__ import annotations

from typing import Any

from okta.models import OpenIdConnectApplication

from ..conftest import native_app
from .conftest import Sdk


def test_a_new_app_reads_back_as_it_was_made(sdk: Sdk, app: Any) -> None:
    client = app.settings.oauth_client
    assert (app.label, app.status, client.application_type) == ("Jamf Connect", "ACTIVE", "native")
    assert [str(grant.value) for grant in client.grant_types] == ["authorization_code", "password"]
    assert app.credentials.oauth_client.client_id == app.id
    assert sdk.get_application(app.id) == app


def test_an_app_is_replaced_by_the_model_that_was_read(sdk: Sdk, app: Any) -> None:
    app.label = "Jamf Connect, renamed"
    app.settings.oauth_client.redirect_uris = ["https://127.0.0.1/other"]
    replaced = sdk.replace_application(app.id, app)
    assert replaced.label == "Jamf Connect, renamed"
    read = sdk.get_application(app.id)
    assert (read.label, read.settings.oauth_client.redirect_uris) == (app.label, ["https://127.0.0.1/other"])
    assert read.credentials.oauth_client.client_id == app.id


def test_an_app_goes_only_after_it_was_deactivated(sdk: Sdk, app: Any) -> None:
    assert sdk.refusal("delete_application", app.id) == (403, "E0000056")
    sdk.deactivate_application(app.id)
    assert sdk.get_application(app.id).status == "INACTIVE"
    sdk.activate_application(app.id)
    assert sdk.get_application(app.id).status == "ACTIVE"
    sdk.deactivate_application(app.id)
    sdk.delete_application(app.id)
    assert sdk.refusal("get_application", app.id) == (404, "E0000007")


def test_apps_are_listed_page_by_page(sdk: Sdk, app: Any) -> None:
    pages = sdk.pages("list_applications", limit=3)
    assert [len(page) for page in pages] == [3, 1]
    assert [one.label for page in pages for one in page][-1] == "Jamf Connect"
    assert [one.id for one in sdk.list_applications(q="Jamf")] == [app.id]
    assert [one.id for one in sdk.list_applications(filter='status eq "ACTIVE"', q="Jamf")] == [app.id]


def test_the_client_secret_is_listed_and_read(sdk: Sdk) -> None:
    confidential = OpenIdConnectApplication.from_dict(native_app(token_endpoint_auth_method="client_secret_basic"))
    made = sdk.create_application(confidential)
    (secret,) = sdk.list_o_auth2_client_secrets(made.id)
    assert secret.client_secret == made.credentials.oauth_client.client_secret
    assert sdk.get_o_auth2_client_secret(made.id, secret.id) == secret
