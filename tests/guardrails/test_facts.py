"""The rules look for resource types under the SDK's own names."""

import pulumi_okta as okta
import pulumi_okta.app
import pytest

from guardrails import facts


@pytest.mark.parametrize(
    ("type", "resource"),
    [
        (facts.REDIRECT_URI_OF_APP, okta.app.OAuthRedirectUri),
        (facts.SIGN_OUT_URI_OF_APP, okta.app.OAuthPostLogoutRedirectUri),
    ],
)
def test_a_type_that_no_rehearsal_registers_has_the_sdk_s_name(type: str, resource: object) -> None:
    assert getattr(resource, "pulumi_type", None) == type
