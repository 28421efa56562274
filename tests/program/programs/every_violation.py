"""A program that does everything the guardrails warn of: four apps, and policies that nobody could sign in through."""

import json

import pulumi
import pulumi_okta as okta
import pulumi_okta.app
import pulumi_okta.policy

REDIRECT_URI = "https://127.0.0.1/jamfconnect"


def everything_wrong() -> None:
    """Registers it with the engine."""
    groups = {group.name: group.id for group in okta.get_groups(search='profile.name sw "Mac "').groups}
    macs, admins = groups["Mac Users"], groups["Mac Admins"]
    check_policy = okta.AppSignonPolicy("check-policy", description="Asks too much of a password check")
    okta.AppSignonPolicyRule(
        "check-rule",
        policy_id=check_policy.id,
        factor_mode="2FA",
        device_is_registered=True,
        platform_includes=[{"type": "DESKTOP", "os_type": "MACOS"}],
        risk_score="LOW",
        user_types_included=["oty00000000000000001"],
        custom_expression="user.isMemberOf({'group.name': 'Mac Users'})",
    )
    check = okta.app.OAuth(
        "check",
        label="Jamf Connect",
        type="native",
        token_endpoint_auth_method="client_secret_basic",
        grant_types=["authorization_code", "implicit", "password"],
        response_types=["code", "id_token", "token"],
        redirect_uris=["com.okta.acme:/callback"],
        post_logout_redirect_uris=["com.okta.acme:/"],
        consent_method="REQUIRED",
        issuer_mode="DYNAMIC",
        authentication_policy=check_policy.id,
    )
    okta.AppOauthApiScope(
        "check-scopes", app_id=check.id, issuer="https://acme-admin.okta.invalid", scopes=["okta.users.manage"]
    )
    okta.AppGroupAssignments("check-groups", app_id=check.id, groups=[{"id": macs, "profile": "{}"}])
    _app("second-check", ["authorization_code", "password"], check_policy)
    _app("without-policy", ["authorization_code"], None)

    window_policy = okta.AppSignonPolicy("window-policy", description="Nobody passes it at a login window")
    okta.AppSignonPolicyRule(
        "window-rule",
        policy_id=window_policy.id,
        priority=2,
        factor_mode="1FA",
        constraints=[json.dumps({"possession": {"methods": ["webauthn"], "phishingResistant": "REQUIRED"}})],
        device_is_registered=True,
    )
    okta.AppSignonPolicyRule("window-denial", policy_id=window_policy.id, priority=1, access="DENY")
    _app("window", ["authorization_code"], window_policy, kind="web")

    everybody = okta.policy.Signon("everybody")
    okta.policy.RuleSignon("nobody", policy_id=everybody.id, priority=1, access="DENY")
    more = okta.policy.Signon("more-people", groups_included=[macs, admins])
    okta.policy.RuleSignon(
        "challenged",
        policy_id=more.id,
        priority=1,
        mfa_required=True,
        mfa_prompt="ALWAYS",
        primary_factor="PASSWORD_IDP",
        session_lifetime=0,
    )
    pulumi.export("scopes", "openid profile email groups")


def _app(name: str, grants: list[str], policy: okta.AppSignonPolicy | None, kind: str = "native") -> None:
    okta.app.OAuth(
        name,
        label=name,
        type=kind,
        grant_types=grants,
        response_types=["code"],
        redirect_uris=[REDIRECT_URI],
        pkce_required=True,
        token_endpoint_auth_method="none",
        authentication_policy=policy.id if policy else None,
    )


if __name__ == "__main__":
    everything_wrong()
