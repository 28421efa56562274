"""The groups claim of ID tokens: from an app's settings to what a client reads."""

from __future__ import annotations

import httpx
import jwt
import pytest

from jamf_connect_okta.simulated_org.expression_language.unknowns import GroupsClaimUnknowns
from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json, ok
from .conftest import Browser, exchange, values

ARTICLE = (
    'Arrays.isEmpty(Arrays.toCsvString(Groups.startsWith("active_directory","",100)))'
    ' ? Groups.startsWith("OKTA","",100)'
    ' : Arrays.flatten(Groups.startsWith("OKTA","",100), Groups.startsWith("active_directory","",100))'
)
TOO_MANY = "The groups claim matched too many groups and must be configured to match fewer groups."


def configure(okta: httpx.Client, app: Json, **settings: str) -> None:
    path = f"/api/v1/internal/apps/{app['id']}/settings/oauth/idToken"
    ok(okta.post(path, json={"issuerMode": "ORG_URL", "name": "groups"} | settings))


def groups(browser: Browser, name: str = "alice", **changes: str) -> list[str] | None:
    told = values(browser.finish(browser.authorize(response_type="code id_token", **changes), name))
    claims = jwt.decode(told["id_token"], options={"verify_signature": False})
    return claims.get("groups")


@pytest.mark.parametrize(("name", "expected"), [("alice", ["Mac Users"]), ("ben", ["Mac Users", "Mac Admins"])])
def test_a_filter_yields_the_persons_groups_that_match(
    okta: httpx.Client, mfa_app: Json, browser: Browser, name: str, expected: list[str]
) -> None:
    configure(okta, mfa_app, valueType="GROUPS", groupFilterType="STARTS_WITH", value="Mac")
    assert groups(browser, name) == expected


def test_a_filter_does_not_see_groups_of_active_directory(okta: httpx.Client, mfa_app: Json, browser: Browser) -> None:
    configure(okta, mfa_app, valueType="GROUPS", groupFilterType="REGEX", value=".*Staff|Mac.*")
    assert groups(browser, "ada") == ["Mac Users"]


def test_the_articles_expression_yields_groups_of_both_sources(
    okta: httpx.Client, mfa_app: Json, browser: Browser
) -> None:
    configure(okta, mfa_app, valueType="EXPRESSION", value=ARTICLE)
    assert set(groups(browser, "ada") or ()) == {"Everyone", "Mac Users", "AD Staff"}
    assert set(groups(browser) or ()) == {"Everyone", "Mac Users"}


def test_everyone_is_no_okta_group_where_okta_might_have_it_so(
    org: RunningOrg, okta: httpx.Client, mfa_app: Json, browser: Browser
) -> None:
    claim = GroupsClaimUnknowns(everyone_is_an_okta_group=False)
    org.org.unknowns = org.org.unknowns.model_copy(update={"groups_claim": claim})
    configure(okta, mfa_app, valueType="EXPRESSION", value=ARTICLE)
    assert groups(browser) == ["Mac Users"]


def test_without_the_scope_there_is_no_claim(browser: Browser) -> None:
    assert groups(browser, scope="openid profile") is None


def test_without_a_group_there_is_no_claim(okta: httpx.Client, mfa_app: Json, browser: Browser) -> None:
    configure(okta, mfa_app, valueType="GROUPS", groupFilterType="EQUALS", value="Mac Admins")
    assert groups(browser) is None


def test_more_than_100_groups_fail_a_hybrid_sign_in(
    org: RunningOrg, okta: httpx.Client, mfa_app: Json, browser: Browser
) -> None:
    configure(okta, mfa_app, valueType="GROUPS", groupFilterType="REGEX", value=".*")
    answer = browser.finish(browser.authorize(response_type="code id_token"), "paula")
    assert values(answer) == {"state": "a-state", "error": "server_error", "error_description": TOO_MANY}
    entry = org.org.sign_ins.of_request(answer.headers["X-Okta-Request-Id"])
    assert entry is not None
    assert (entry.outcome, entry.reason, entry.login) == ("denied", "groups_claim", "paula@acme.example")


def test_a_code_brings_more_than_100_groups(
    org: RunningOrg, okta: httpx.Client, mfa_app: Json, browser: Browser
) -> None:
    configure(okta, mfa_app, valueType="GROUPS", groupFilterType="REGEX", value=".*")
    tokens = ok(exchange(org, mfa_app, browser.sign_in("paula")["code"]))
    assert len(jwt.decode(tokens["id_token"], options={"verify_signature": False})["groups"]) > 100


def test_an_expression_that_fails_is_in_the_log(
    org: RunningOrg, okta: httpx.Client, mfa_app: Json, browser: Browser
) -> None:
    configure(okta, mfa_app, valueType="EXPRESSION", value='Groups.startsWith("OKTA", "", 101)')
    answer = browser.finish(browser.authorize(response_type="id_token"), "alice")
    assert values(answer)["error_description"] == "The 'groups' user claim could not be evaluated."
    entry = org.org.sign_ins.of_request(answer.headers["X-Okta-Request-Id"])
    assert entry is not None
    assert entry.reason == "groups_claim"


def test_a_failing_claim_leaves_a_password_check_alone(org: RunningOrg, okta: httpx.Client, mfa_app: Json) -> None:
    configure(okta, mfa_app, valueType="EXPRESSION", value='Groups.startsWith("OKTA", "", 101)')
    form = {"username": "alice@acme.example", "password": "Alice-Rehearsal-1", "scope": "openid groups"}
    answer = httpx.post(
        f"{org.base_url}/oauth2/v1/token",
        data={"grant_type": "password", "client_id": mfa_app["id"], **form},
        trust_env=False,
    )
    assert answer.status_code == 200
