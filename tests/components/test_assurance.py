"""What people must prove, in Okta's JSON."""

import json
from itertools import permutations

import pytest

from components.assurance import Factor, password_and, password_only

PASSWORD = {"required": True, "types": ["password"]}

METHODS = {
    Factor.PUSH: {"key": "okta_verify", "method": "push"},
    Factor.TOTP: {"key": "okta_verify", "method": "totp"},
    Factor.SMS: {"key": "phone_number", "method": "sms"},
    Factor.VOICE: {"key": "phone_number", "method": "voice"},
    Factor.EMAIL: {"key": "okta_email", "method": "email"},
}


def test_password_only_asks_for_a_password_and_nothing_else() -> None:
    assurance = password_only()
    assert assurance.factor_mode == "1FA"
    assert [json.loads(text) for text in assurance.constraints] == [{"knowledge": PASSWORD}]


def test_password_only_asks_every_time() -> None:
    assert password_only().reauthenticate_in == "PT0S"


@pytest.mark.parametrize("factor", Factor)
def test_a_second_factor_is_asked_for_beside_the_password(factor: Factor) -> None:
    assurance = password_and([factor], reauthenticate_in="PT8H")
    assert (assurance.factor_mode, assurance.reauthenticate_in) == ("2FA", "PT8H")
    assert [json.loads(text) for text in assurance.constraints] == [
        {"knowledge": PASSWORD, "possession": {"required": True, "authenticationMethods": [METHODS[factor]]}}
    ]


def test_the_order_of_factors_changes_nothing() -> None:
    demands = {password_and(order, reauthenticate_in="PT0S") for order in permutations(Factor)}
    assert len(demands) == 1


def test_nothing_is_asked_that_the_login_window_can_t_show() -> None:
    (text,) = password_and(list(Factor), reauthenticate_in="PT0S").constraints
    for word in ("device", "hardware", "phishing", "webauthn", "signed_nonce", "userPresence", "risk"):
        assert word.lower() not in text.lower()
