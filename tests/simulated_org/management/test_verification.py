"""What a rule of an authentication policy may ask for: authenticators, their methods, their strength."""

from __future__ import annotations

import httpx
import pytest

from ..conftest import Json, access_rule, ok, refused


@pytest.fixture
def rules(password_policy: Json) -> str:
    return f"/api/v1/policies/{password_policy['id']}/rules"


def authenticator_id(okta: httpx.Client, key: str) -> str:
    (found,) = [one["id"] for one in ok(okta.get("/api/v1/authenticators")) if one["key"] == key]
    return str(found)


def assurance(mode: str = "2FA", **constraint: Json) -> Json:
    return {"type": "ASSURANCE", "factorMode": mode, "constraints": [constraint]}


def chain(*authentication_methods: Json) -> Json:
    return {"type": "AUTH_METHOD_CHAIN", "chains": [{"authenticationMethods": list(authentication_methods)}]}


def asking(method: Json, **stay: object) -> Json:
    sign_on = {"access": "ALLOW", "verificationMethod": method, "keepMeSignedIn": stay}
    return access_rule(actions={"appSignOn": sign_on})


def kept(okta: httpx.Client, rules: str, body: Json) -> Json:
    return dict(ok(okta.post(rules, json=body))["actions"]["appSignOn"])


@pytest.mark.parametrize("types", [["password"], ["PASSWORD"], ["phone", "email", "app", "security_key", "federated"]])
def test_types_are_taken_in_either_case_and_kept_as_sent(okta: httpx.Client, rules: str, types: list[str]) -> None:
    method = kept(okta, rules, asking(assurance(knowledge={"types": types})))["verificationMethod"]
    assert method["constraints"] == [{"knowledge": {"required": True, "types": types}}]


@pytest.mark.parametrize("methods", [["push", "totp", "sms", "voice", "email"], ["SIGNED_NONCE", "WEBAUTHN"]])
def test_methods_are_taken_in_either_case_and_kept_as_sent(okta: httpx.Client, rules: str, methods: list[str]) -> None:
    method = kept(okta, rules, asking(assurance(possession={"methods": methods})))["verificationMethod"]
    assert method["constraints"] == [{"possession": {"required": True, "methods": methods}}]


def test_an_authenticator_of_the_org_may_be_named_by_id(okta: httpx.Client, rules: str) -> None:
    named = [{"key": "okta_verify", "method": "push", "id": authenticator_id(okta, "okta_verify")}]
    method = kept(okta, rules, asking(assurance(possession={"authenticationMethods": named})))["verificationMethod"]
    assert method["constraints"][0]["possession"]["authenticationMethods"] == named


def test_an_authenticator_may_be_named_that_the_org_does_not_have(okta: httpx.Client, rules: str) -> None:
    excluded = [{"key": "yubikey_token", "method": "otp"}]
    sent = {"excludedAuthenticationMethods": excluded}
    method = kept(okta, rules, asking(assurance(possession=sent)))["verificationMethod"]
    assert method["constraints"] == [{"possession": {"required": False, **sent}}]


@pytest.mark.parametrize(
    ("constraint", "field"),
    [
        ({"types": ["eye"]}, "types"),
        ({"types": "password"}, "types"),
        ({"methods": ["telepathy"]}, "methods"),
        ({"authenticationMethods": [{"method": "push"}]}, "key"),
        ({"authenticationMethods": [{"key": "okta_crystal_ball"}]}, "key"),
        ({"authenticationMethods": [{"key": "okta_verify", "method": "sms"}]}, "method"),
        ({"authenticationMethods": [{"key": "okta_verify", "id": "autnobody"}]}, "authenticationMethods"),
        ({"excludedAuthenticationMethods": [{"key": "phone_number", "method": "push"}]}, "method"),
        (
            {"excludedAuthenticationMethods": [{"key": "okta_email", "id": "autnobody"}]},
            "excludedAuthenticationMethods",
        ),
        ({"required": "yes"}, "required"),
        ({"reauthenticateIn": "an hour"}, "reauthenticateIn"),
        ({"deviceBound": "ALWAYS"}, "deviceBound"),
        ({"hardwareProtection": True}, "hardwareProtection"),
        ({"phishingResistant": "required"}, "phishingResistant"),
        ({"userPresence": "NONE"}, "userPresence"),
        ({"userVerification": "PREFERRED"}, "userVerification"),
        ({"userVerificationMethods": ["SMELL"]}, "userVerificationMethods"),
    ],
)
def test_a_possession_that_okta_can_not_check_is_refused(
    okta: httpx.Client, rules: str, constraint: Json, field: str
) -> None:
    before = ok(okta.get(rules))
    text = refused(okta.post(rules, json=asking(assurance(possession=constraint))), 400, "E0000001")
    assert text.startswith(f"Api validation failed: {field} |")
    assert ok(okta.get(rules)) == before


def test_an_id_must_go_with_its_key(okta: httpx.Client, rules: str) -> None:
    named = [{"key": "okta_email", "id": authenticator_id(okta, "phone_number")}]
    text = refused(
        okta.post(rules, json=asking(assurance(possession={"authenticationMethods": named}))), 400, "E0000001"
    )
    assert "Invalid authenticator ID specified for okta_email" in text


def test_one_factor_can_not_be_of_two_classes(okta: httpx.Client, rules: str) -> None:
    both = {"knowledge": {"types": ["password"]}, "possession": {"types": ["phone"]}}
    assert kept(okta, rules, asking(assurance("2FA", **both)))
    refused(okta.post(rules, json=asking(assurance("1FA", **both)) | {"name": "Other"}), 400, "E0000001")


@pytest.mark.parametrize(
    ("step", "field"),
    [
        ({"key": "okta_password"}, "method"),
        ({"key": "okta_password", "method": "push"}, "method"),
        ({"key": "magic", "method": "push"}, "key"),
        ({"key": "okta_verify", "method": "push", "id": "autnobody"}, "authenticationMethods"),
        ({"key": "okta_verify", "method": "push", "userVerification": "MAYBE"}, "userVerification"),
        ({"key": "okta_verify", "method": "push", "userVerificationMethods": ["SMELL"]}, "userVerificationMethods"),
    ],
)
def test_a_chain_of_unknown_methods_is_refused(okta: httpx.Client, rules: str, step: Json, field: str) -> None:
    text = refused(okta.post(rules, json=asking(chain(step))), 400, "E0000001")
    assert text.startswith(f"Api validation failed: {field} |")


def test_later_steps_of_a_chain_are_checked_too(okta: httpx.Client, rules: str) -> None:
    method = chain({"key": "okta_password", "method": "password"})
    method["chains"][0]["next"] = [{"authenticationMethods": [{"key": "okta_email", "method": "sms"}]}]
    refused(okta.post(rules, json=asking(method)), 400, "E0000001")


def test_a_chain_has_at_most_three_steps(okta: httpx.Client, rules: str) -> None:
    step: Json = {"authenticationMethods": [{"key": "okta_password", "method": "password"}]}
    three = {**step, "next": [{**step, "next": [step]}]}
    assert kept(okta, rules, asking({"type": "AUTH_METHOD_CHAIN", "chains": [three]}))
    four = asking({"type": "AUTH_METHOD_CHAIN", "chains": [{**step, "next": [three]}]}) | {"name": "Four"}
    refused(okta.post(rules, json=four), 400, "E0000001")


def test_people_can_be_kept_signed_in(okta: httpx.Client, rules: str) -> None:
    stay = {"postAuth": "ALLOWED", "postAuthPromptFrequency": "P30D"}
    assert kept(okta, rules, asking(assurance(), **stay))["keepMeSignedIn"] == stay


@pytest.mark.parametrize("stay", [{"postAuth": "FOREVER"}, {"postAuth": True}, {"postAuthPromptFrequency": "monthly"}])
def test_how_people_are_kept_signed_in_must_make_sense(okta: httpx.Client, rules: str, stay: Json) -> None:
    refused(okta.post(rules, json=asking(assurance(), **stay)), 400, "E0000001")
