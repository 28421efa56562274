"""Applications, as their create, replace and delete answer."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from ..conftest import Json, native_app, ok, refused, service_app


def test_a_new_app_answers_200_and_is_active(okta: httpx.Client) -> None:
    answer = okta.post("/api/v1/apps?activate=true", json=native_app())
    assert (answer.status_code, answer.json()["status"]) == (200, "ACTIVE")


def test_an_app_can_start_inactive(okta: httpx.Client) -> None:
    assert ok(okta.post("/api/v1/apps?activate=false", json=native_app()))["status"] == "INACTIVE"


def test_a_client_id_is_the_app_id_unless_given(okta: httpx.Client, ropg_app: Json) -> None:
    assert ropg_app["credentials"]["oauthClient"]["client_id"] == ropg_app["id"]
    given = ok(okta.post("/api/v1/apps", json=native_app(client_id="jamf-connect-ropg")))
    assert given["credentials"]["oauthClient"]["client_id"] == "jamf-connect-ropg"


def test_a_second_app_with_the_same_client_id_is_refused(okta: httpx.Client) -> None:
    ok(okta.post("/api/v1/apps", json=native_app(client_id="jamf-connect-ropg")))
    assert "client_id" in refused(
        okta.post("/api/v1/apps", json=native_app(client_id="jamf-connect-ropg")), 400, "E0000001"
    )


def test_a_deleted_app_can_come_back_with_its_client_id(okta: httpx.Client) -> None:
    first = ok(okta.post("/api/v1/apps?activate=false", json=native_app(client_id="jamf-connect-ropg")))
    assert okta.delete(f"/api/v1/apps/{first['id']}").status_code == 204
    again = ok(okta.post("/api/v1/apps", json=native_app(client_id="jamf-connect-ropg")))
    assert again["id"] != first["id"]


def test_labels_may_repeat(okta: httpx.Client, ropg_app: Json) -> None:
    assert ok(okta.post("/api/v1/apps", json=native_app()))["label"] == ropg_app["label"]


def test_a_public_client_has_no_secret(ropg_app: Json) -> None:
    assert "client_secret" not in ropg_app["credentials"]["oauthClient"]


def test_a_public_key_gets_an_id_that_stays_when_the_app_is_replaced(okta: httpx.Client) -> None:
    body = native_app(jwks={"keys": [{"kty": "RSA", "kid": "first", "n": "AQ", "e": "AQAB"}]})
    app = ok(okta.post("/api/v1/apps", json=body))
    (key,) = app["settings"]["oauthClient"]["jwks"]["keys"]
    assert key == {
        "kty": "RSA",
        "kid": "first",
        "n": "AQ",
        "e": "AQAB",
        "use": None,
        "status": "ACTIVE",
        "id": key["id"],
    }
    assert key["id"].startswith("pks")
    assert app["_links"]["clientCredentials"][0]["name"] == "jwks"
    replaced = ok(okta.put(f"/api/v1/apps/{app['id']}", json=body))
    assert replaced["settings"]["oauthClient"]["jwks"] == {"keys": [key]}


def test_a_secret_appears_in_the_answers_to_create_and_replace_only(okta: httpx.Client) -> None:
    body = native_app(token_endpoint_auth_method="client_secret_basic")
    app = ok(okta.post("/api/v1/apps", json=body))
    secret = app["credentials"]["oauthClient"]["client_secret"]
    read = ok(okta.get(f"/api/v1/apps/{app['id']}"))
    assert "client_secret" not in read["credentials"]["oauthClient"]
    body["credentials"]["oauthClient"]["client_secret"] = ""
    replaced = ok(okta.put(f"/api/v1/apps/{app['id']}", json=body))
    assert replaced["credentials"]["oauthClient"]["client_secret"] == secret


def test_a_new_app_has_the_default_authentication_policy(okta: httpx.Client, ropg_app: Json) -> None:
    policy = ok(okta.get(ropg_app["_links"]["accessPolicy"]["href"].removeprefix("https://acme.okta.invalid")))
    assert policy["name"] == "Any two factors"


def test_the_policy_of_an_app_is_changed_by_its_link(okta: httpx.Client, ropg_app: Json, password_policy: Json) -> None:
    answer = okta.put(f"/api/v1/apps/{ropg_app['id']}/policies/{password_policy['id']}")
    assert (answer.status_code, answer.content) == (204, b"")
    href = ok(okta.get(f"/api/v1/apps/{ropg_app['id']}"))["_links"]["accessPolicy"]["href"]
    assert href == f"https://acme.okta.invalid/api/v1/policies/{password_policy['id']}"


def test_only_an_authentication_policy_can_be_an_apps_policy(okta: httpx.Client, ropg_app: Json) -> None:
    (session,) = ok(okta.get("/api/v1/policies?type=OKTA_SIGN_ON"))
    refused(okta.put(f"/api/v1/apps/{ropg_app['id']}/policies/{session['id']}"), 400, "E0000001")
    refused(okta.put(f"/api/v1/apps/{ropg_app['id']}/policies/rstnobody"), 404, "E0000007")


def test_replacing_takes_back_what_the_body_leaves_out(okta: httpx.Client) -> None:
    app = ok(okta.post("/api/v1/apps", json=native_app(tos_uri="https://acme.example/tos")))
    assert app["settings"]["oauthClient"]["tos_uri"] == "https://acme.example/tos"
    replaced = ok(okta.put(f"/api/v1/apps/{app['id']}", json=native_app()))
    assert "tos_uri" not in replaced["settings"]["oauthClient"]


def test_replacing_keeps_id_status_policy_and_client_id(
    okta: httpx.Client, ropg_app: Json, password_policy: Json
) -> None:
    path = f"/api/v1/apps/{ropg_app['id']}"
    okta.put(f"{path}/policies/{password_policy['id']}")
    okta.post(f"{path}/lifecycle/deactivate")
    replaced = ok(okta.put(path, json={**native_app(), "label": "Renamed"}))
    assert (replaced["label"], replaced["status"]) == ("Renamed", "INACTIVE")
    assert replaced["credentials"]["oauthClient"]["client_id"] == ropg_app["id"]
    assert replaced["_links"]["accessPolicy"]["href"].endswith(password_policy["id"])


def test_a_client_id_can_not_be_changed(okta: httpx.Client, ropg_app: Json) -> None:
    refused(okta.put(f"/api/v1/apps/{ropg_app['id']}", json=native_app(client_id="another-one")), 400, "E0000001")


def test_an_active_app_can_not_be_deleted(okta: httpx.Client, ropg_app: Json) -> None:
    text = refused(okta.delete(f"/api/v1/apps/{ropg_app['id']}"), 403, "E0000056")
    assert "must be deactivated before deletion" in text


def test_lifecycle_answers_200_with_an_empty_object(okta: httpx.Client, ropg_app: Json) -> None:
    for step, status in (("deactivate", "INACTIVE"), ("deactivate", "INACTIVE"), ("activate", "ACTIVE")):
        answer = okta.post(f"/api/v1/apps/{ropg_app['id']}/lifecycle/{step}")
        assert (answer.status_code, answer.json()) == (200, {})
        assert ok(okta.get(f"/api/v1/apps/{ropg_app['id']}"))["status"] == status


def test_a_deleted_app_takes_its_assignments_and_grants_along(
    okta: httpx.Client, ropg_app: Json, mac_users: str, alice: Json, org: Any
) -> None:
    path = f"/api/v1/apps/{ropg_app['id']}"
    okta.put(f"{path}/groups/{mac_users}", json={})
    okta.post(f"{path}/users", json={"id": alice["id"]})
    okta.post(f"{path}/grants", json={"issuer": "https://acme.okta.invalid", "scopeId": "okta.users.read"})
    okta.post(f"{path}/lifecycle/deactivate")
    assert okta.delete(path).status_code == 204
    refused(okta.get(path), 404, "E0000007")
    assert [org.org.store.all(kind) for kind in ("appGroup", "appUser", "grant")] == [[], [], []]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"pkce_required": False}, "pkce_required"),
        ({"redirect_uris": []}, "redirect_uris"),
        ({"redirect_uris": ["/relative"]}, "redirect_uris"),
        ({"redirect_uris": ["https://a.example/#fragment"]}, "redirect_uris"),
        ({"redirect_uris": ["https://*.a.example/"]}, "redirect_uris"),
        ({"redirect_uris": ["https://"]}, "redirect_uris"),
        ({"redirect_uris": ["https:/a.example/"]}, "redirect_uris"),
        ({"redirect_uris": ["https://a.example/ b"]}, "redirect_uris"),
        ({"redirect_uris": ["https://a.example:port/"]}, "redirect_uris"),
        ({"redirect_uris": ["https://*.example/"], "wildcard_redirect": "SUBDOMAIN"}, "redirect_uris"),
        ({"redirect_uris": ["https://a.*.example.com/"], "wildcard_redirect": "SUBDOMAIN"}, "redirect_uris"),
        ({"redirect_uris": ["https://a.example.com/*"], "wildcard_redirect": "SUBDOMAIN"}, "redirect_uris"),
        ({"post_logout_redirect_uris": ["/relative"]}, "post_logout_redirect_uris"),
        ({"tos_uri": "terms"}, "tos_uri"),
        ({"logo_uri": "https://a.example/" + "x" * 1024}, "logo_uri"),
        ({"idp_initiated_login": {"mode": "OKTA", "default_scope": []}}, "initiate_login_uri"),
        ({"participate_slo": True}, "participate_slo"),
        (
            {
                "dpop_bound_access_tokens": True,
                "grant_types": ["authorization_code", "implicit"],
                "response_types": ["code", "id_token"],
            },
            "dpop_bound_access_tokens",
        ),
        ({"refresh_token": {"rotation_type": "ROTATE", "leeway": 61}}, "leeway"),
        ({"refresh_token": {"rotation_type": "SPIN"}}, "rotation_type"),
        ({"jwks": {"keys": [{"kty": "OCT"}]}}, "kty"),
        ({"jwks": {"keys": [{"kty": "RSA", "e": "AQAB"}]}}, "n"),
        ({"jwks": {"keys": 2 * [{"kty": "RSA", "kid": "k", "e": "AQAB", "n": "AQAB"}]}}, "jwks"),
        ({"network": {"connection": "ZONE", "include": ["nzonowhere"]}}, "conditions.network"),
        ({"client_id": "short"}, "client_id"),
        ({"client_id": "x" * 101}, "client_id"),
        ({"grant_types": []}, "grant_types"),
        ({"grant_types": ["password"]}, "grant_types"),
        ({"grant_types": ["authorization_code", "client_credentials"]}, "grant_types"),
        ({"grant_types": ["authorization_code", "implicit"]}, "response_types"),
        ({"response_types": []}, "response_types"),
        ({"response_types": ["id_token"]}, "response_types"),
        ({"response_types": ["code", "magic"]}, "response_types"),
        ({"application_type": "toaster"}, "application_type"),
        ({"application_type": "browser", "grant_types": ["authorization_code", "password"]}, "grant_types"),
        ({"token_endpoint_auth_method": "tls"}, "token_endpoint_auth_method"),
        ({"token_endpoint_auth_method": "private_key_jwt"}, "jwks"),
        ({"client_id": "ALL_CLIENTS"}, "client_id"),
        ({"client_id": "with space"}, "client_id"),
        ({"issuer_mode": "MOON"}, "issuer_mode"),
        ({"jwks": {"keys": [{"kty": "RSA", "d": "private"}]}}, "jwks"),
    ],
)
def test_what_is_no_native_client_is_refused(okta: httpx.Client, change: Json, field: str) -> None:
    count = len(ok(okta.get("/api/v1/apps")))
    assert f"Api validation failed: {field}" in refused(
        okta.post("/api/v1/apps", json=native_app(**change)), 400, "E0000001"
    )
    assert len(ok(okta.get("/api/v1/apps"))) == count


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"grant_types": ["authorization_code"]}, "grant_types"),
        ({"grant_types": ["client_credentials", "password"]}, "grant_types"),
        ({"token_endpoint_auth_method": "none", "pkce_required": True}, "token_endpoint_auth_method"),
        ({"dpop_bound_access_tokens": True}, "dpop_bound_access_tokens"),
        ({"jwks": None}, "jwks"),
    ],
)
def test_what_is_no_service_client_is_refused(okta: httpx.Client, change: Json, field: str) -> None:
    count = len(ok(okta.get("/api/v1/apps")))
    text = refused(okta.post("/api/v1/apps", json=service_app(**change)), 400, "E0000001")
    assert text.startswith(f"Api validation failed: {field} |")
    assert len(ok(okta.get("/api/v1/apps"))) == count


def test_a_wildcard_stands_in_the_first_label_of_a_host(okta: httpx.Client) -> None:
    redirects = ["https://*.example.com/callback", "https://app-*.example.com/"]
    app = ok(okta.post("/api/v1/apps", json=native_app(redirect_uris=redirects, wildcard_redirect="SUBDOMAIN")))
    assert app["settings"]["oauthClient"]["redirect_uris"] == redirects


def test_a_native_app_may_have_a_scheme_of_its_own(okta: httpx.Client) -> None:
    redirects = ["com.example.app:/callback"]
    app = ok(okta.post("/api/v1/apps", json=native_app(redirect_uris=redirects)))
    assert app["settings"]["oauthClient"]["redirect_uris"] == redirects


def test_single_logout_is_for_apps_in_browsers(okta: httpx.Client) -> None:
    web = native_app(application_type="web", grant_types=["authorization_code"], participate_slo=True)
    assert ok(okta.post("/api/v1/apps", json=web))["settings"]["oauthClient"]["participate_slo"] is True


@pytest.mark.parametrize(("kind", "pkce"), [("native", True), ("browser", True), ("web", False)])
def test_apps_that_can_keep_no_secret_use_pkce_unless_told_otherwise(
    okta: httpx.Client, kind: str, *, pkce: bool
) -> None:
    secret = "client_secret_basic"
    body = native_app(application_type=kind, grant_types=["authorization_code"], token_endpoint_auth_method=secret)
    del body["credentials"]["oauthClient"]["pkce_required"]
    assert ok(okta.post("/api/v1/apps", json=body))["credentials"]["oauthClient"]["pkce_required"] is pkce


def test_a_refused_replacement_leaves_the_app_as_it_was(okta: httpx.Client, ropg_app: Json) -> None:
    path = f"/api/v1/apps/{ropg_app['id']}"
    before = ok(okta.get(path))
    refused(okta.put(path, json={**native_app(pkce_required=False), "label": "Renamed"}), 400, "E0000001")
    assert ok(okta.get(path)) == before


@pytest.mark.parametrize(
    ("key", "value"),
    [("label", ""), ("label", None), ("label", "x" * 101), ("profile", []), ("signOnMode", "PIGEON"), ("settings", [])],
)
def test_what_is_no_app_is_refused(okta: httpx.Client, key: str, value: object) -> None:
    refused(okta.post("/api/v1/apps", json={**native_app(), key: value}), 400, "E0000001")


def test_the_secret_of_a_confidential_app_can_be_listed(okta: httpx.Client) -> None:
    app = ok(okta.post("/api/v1/apps", json=native_app(token_endpoint_auth_method="client_secret_post")))
    (listed,) = ok(okta.get(f"/api/v1/apps/{app['id']}/credentials/secrets"))
    assert listed["client_secret"] == app["credentials"]["oauthClient"]["client_secret"]
