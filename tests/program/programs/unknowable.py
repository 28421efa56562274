"""A program whose mistakes depend on what Okta answers: no preview can see them."""

import json

import pulumi
import pulumi_okta as okta
import pulumi_okta.app


def mistakes_after_the_first_answer() -> None:
    """Registers an app whose consent and grants only the id of its policy brings about."""
    policy = okta.AppSignonPolicy("policy", description="Passwords", catch_all=False)
    okta.AppSignonPolicyRule(
        "rule",
        policy_id=policy.id,
        priority=1,
        factor_mode="2FA",
        re_authentication_frequency="PT0S",
        constraints=[json.dumps({"knowledge": {"required": True, "types": ["password"]}})],
    )
    app = okta.app.OAuth(
        "window",
        label="Jamf Connect",
        type="native",
        grant_types=["authorization_code"],
        response_types=["code"],
        redirect_uris=["https://127.0.0.1/jamfconnect"],
        pkce_required=True,
        token_endpoint_auth_method="none",
        consent_method=policy.id.apply(lambda _: "REQUIRED"),
        authentication_policy=policy.id,
        opts=pulumi.ResourceOptions(protect=True),
    )
    okta.AppOauthApiScope(
        "scopes", app_id=app.id, issuer="https://acme.okta.invalid", scopes=[app.id.apply(lambda _: "okta.apps.read")]
    )


if __name__ == "__main__":
    mistakes_after_the_first_answer()
