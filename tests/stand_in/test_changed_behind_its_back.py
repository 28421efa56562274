"""What was changed behind the plugin's back: what a refresh shows of it and what it can't see."""

from dataclasses import dataclass

import httpx
import pytest

from .by_hand import Event, Ids, call, edit, seen
from .recorded_org import Managed

APP = "/api/v1/apps/{app}"
CLAIM = "/api/v1/internal/apps/{app}/settings/oauth/idToken"
POLICY = "/api/v1/policies/{policy}"
RULE = "/api/v1/policies/{policy}/rules/{rule}"
CATCH_ALL = "/api/v1/policies/{policy}/rules/{catch-all}"
SESSION = "/api/v1/policies/{session}"
SESSION_RULE = "/api/v1/policies/{session}/rules/{session-rule}"
ACTION, METHOD = "actions.appSignOn", "actions.appSignOn.verificationMethod"


@dataclass(frozen=True)
class Case:
    """Whose change it is, where it shows in the org, what somebody did, and the drift that a refresh finds."""

    name: str
    path: str
    event: Event
    drift: tuple[str, ...] = ()


SEEN = {
    "another label": Case("app", APP, edit(APP, "label", "Other"), ("label",)),
    "another redirect": Case(
        "app",
        APP,
        edit(APP, "settings.oauthClient.redirect_uris", ["https://other.example/"]),
        ("redirectUris[0]",),
    ),
    "a further grant type": Case(
        "app",
        APP,
        edit(APP, "settings.oauthClient.grant_types", ["authorization_code", "implicit", "password", "refresh_token"]),
        ("grantTypes[3]",),
    ),
    "an icon": Case("app", APP, edit(APP, "visibility.hide", {"iOS": False, "web": True}), ("hideIos",)),
    "an app switched off": Case("app", APP, call(f"POST {APP}/lifecycle/deactivate"), ("status",)),
    "an app under another policy": Case("app", APP, call(f"PUT {APP}/policies/{{default}}"), ("authenticationPolicy",)),
    "a groups claim": Case(
        "app",
        CLAIM,
        call(
            f"POST {CLAIM}",
            {"issuerMode": "ORG_URL", "name": "g", "value": ".*", "valueType": "GROUPS", "groupFilterType": "REGEX"},
        ),
        ("groupsClaim",),
    ),
    "a further grant": Case(
        "scopes",
        f"{APP}/grants",
        call(f"POST {APP}/grants", {"issuer": "https://acme.okta.invalid", "scopeId": "okta.apps.manage"}),
        ("scopes[0]",),
    ),
    "another priority of a group": Case(
        "groups", f"{APP}/groups", call(f"PUT {APP}/groups/{{group}}", {"priority": 7}), ("groups[1].priority",)
    ),
    "another username": Case(
        "user",
        f"{APP}/users/{{user}}",
        call(f"POST {APP}/users/{{user}}", {"credentials": {"userName": "other"}}),
        ("username",),
    ),
    "another name of a policy": Case("policy", POLICY, edit(POLICY, "name", "Other"), ("name",)),
    "another description": Case("policy", POLICY, edit(POLICY, "description", "Other"), ("description",)),
    "another name of a rule": Case("rule", RULE, edit(RULE, "name", "Other"), ("name",)),
    "a rule that denies": Case("rule", RULE, edit(RULE, f"{ACTION}.access", "DENY"), ("access",)),
    "two factors": Case("rule", RULE, edit(RULE, f"{METHOD}.factorMode", "2FA"), ("factorMode",)),
    "a weaker constraint": Case("rule", RULE, edit(RULE, f"{METHOD}.constraints", []), ("constraints[0]",)),
    "a rule's longer sessions": Case(
        "rule", RULE, edit(RULE, f"{METHOD}.reauthenticateIn", "PT4H"), ("reAuthenticationFrequency",)
    ),
    "a rule switched off": Case("rule", RULE, call(f"POST {RULE}/lifecycle/deactivate"), ("status",)),
    "a rule for a group": Case(
        "rule",
        RULE,
        edit(RULE, "conditions.people.groups", {"include": ["{group}"]}),
        ("groupsIncluded",),
    ),
    "a session policy's description": Case("session", SESSION, edit(SESSION, "description", "Other"), ("description",)),
    "a session policy switched off": Case(
        "session", SESSION, call(f"POST {SESSION}/lifecycle/deactivate"), ("status",)
    ),
    "longer sessions": Case(
        "session-rule",
        SESSION_RULE,
        edit(SESSION_RULE, "actions.signon.session.maxSessionLifetimeMinutes", 480),
        ("sessionLifetime",),
    ),
    "a second factor that lasts": Case(
        "session-rule", SESSION_RULE, edit(SESSION_RULE, "actions.signon.factorLifetime", 60), ("mfaLifetime",)
    ),
    "a session's rule switched off": Case(
        "session-rule", SESSION_RULE, call(f"POST {SESSION_RULE}/lifecycle/deactivate"), ("status",)
    ),
}
UNSEEN = {
    "app links, which are only written": Case(
        "app", APP, edit(APP, "visibility.appLinks", {"oidc_client_link": False})
    ),
    "the catch-all rule of a policy": Case("policy", CATCH_ALL, edit(CATCH_ALL, f"{ACTION}.access", "ALLOW")),
    "a condition that somebody took away": Case("rule", RULE, edit(RULE, "conditions.elCondition", None)),
    "a device that is no longer asked for": Case("rule", RULE, edit(RULE, "conditions.device", None)),
    "an inactivity that ends no session": Case("rule", RULE, edit(RULE, f"{METHOD}.inactivityPeriod", None)),
    "a risk that nobody had asked for": Case(
        "session-rule", SESSION_RULE, edit(SESSION_RULE, "conditions.riskScore", {"level": "HIGH"})
    ),
}
"""Read from the provider's source: it keeps what it knew where Okta's answer has nothing, and reads no other object."""


@pytest.mark.parametrize("case", SEEN.values(), ids=SEEN)
def test_a_refresh_shows_it_and_the_next_update_restores_it(
    case: Case, everything: dict[str, Managed], ids: Ids, okta: httpx.Client
) -> None:
    managed, before = everything[case.name], seen(okta, case.path, ids)
    case.event(okta, ids)
    assert seen(okta, case.path, ids) != before
    assert managed.refresh() is not None
    assert tuple(managed.diff()) == case.drift
    assert managed.update().failure == ""
    assert seen(okta, case.path, ids) == before
    assert managed.diff() == {}


@pytest.mark.parametrize("case", UNSEEN.values(), ids=UNSEEN)
def test_a_refresh_can_not_see_it(case: Case, everything: dict[str, Managed], ids: Ids, okta: httpx.Client) -> None:
    managed, before = everything[case.name], seen(okta, case.path, ids)
    case.event(okta, ids)
    assert seen(okta, case.path, ids) != before
    assert managed.refresh() is not None
    assert managed.diff() == {}
