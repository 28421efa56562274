"""What the SDK can do with authenticators; Okta deletes none."""

from __future__ import annotations

from okta.models import AuthenticatorKeyGoogleOtp

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from .conftest import Sdk


def test_authenticators_are_listed_and_read(sdk: Sdk) -> None:
    listed = sdk.list_authenticators()
    assert {"okta_password", "okta_verify", "webauthn"} < {one.key.value for one in listed}
    for one in listed:
        assert sdk.get_authenticator(one.id) == one


def test_an_authenticator_is_replaced_and_switched_off_and_on(sdk: Sdk) -> None:
    phone = next(one for one in sdk.list_authenticators() if one.key == "phone_number")
    phone.name = "Telephone"
    phone.settings.allowed_for = "recovery"
    sdk.replace_authenticator(phone.id, phone)
    read = sdk.get_authenticator(phone.id)
    assert (read.name, read.settings.allowed_for) == ("Telephone", "recovery")
    assert sdk.deactivate_authenticator(phone.id).status == "INACTIVE"
    assert sdk.activate_authenticator(phone.id).status == "ACTIVE"
    assert sdk.get_authenticator(phone.id).status == "ACTIVE"


def test_an_authenticator_is_added_once(sdk: Sdk, org: RunningOrg) -> None:
    known = next(one for one in org.org.store.all("authenticator") if one["document"]["key"] == "google_otp")
    asked = AuthenticatorKeyGoogleOtp.from_dict({"key": "google_otp", "name": "Google Authenticator"})
    assert sdk.refusal("create_authenticator", asked) == (400, "E0000001")
    with org.org.store.transaction():
        org.org.store.delete("authenticator", known["id"])
    made = sdk.create_authenticator(asked, activate=True)
    assert (made.key, made.type, made.status) == ("google_otp", "app", "ACTIVE")
    assert made in sdk.list_authenticators()


def test_the_methods_of_an_authenticator_are_listed_and_read(sdk: Sdk) -> None:
    phone = next(one for one in sdk.list_authenticators() if one.key == "phone_number")
    methods = sdk.list_authenticator_methods(phone.id)
    assert [(one.type.value, one.status) for one in methods] == [("sms", "ACTIVE"), ("voice", "ACTIVE")]
    assert [sdk.get_authenticator_method(phone.id, one.type.value) for one in methods] == methods
