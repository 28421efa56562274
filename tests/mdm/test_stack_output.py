"""What is no stack output, or contradicts itself, is told in words."""

import json
from copy import deepcopy
from typing import Any

import pytest

from jamf_connect_okta.mdm.errors import ExportError
from jamf_connect_okta.mdm.stack_output import read_stack_output
from tests.components.stacks import prod

from .stack_outputs import LOGIN_WINDOW, ROPG, TWO_APPS, document_of

DOCUMENT = document_of(prod(**TWO_APPS))


def changed(**changes: Any) -> str:
    document = deepcopy(DOCUMENT)
    document["jamfConnect"] |= changes
    return json.dumps(document)


def without(key: str) -> str:
    document = deepcopy(DOCUMENT)
    del document["jamfConnect"][key]
    return json.dumps(document)


def with_setting(key: str, value: object) -> str:
    return changed(settings=DOCUMENT["jamfConnect"]["settings"] | {key: value})


TOLD: dict[str, tuple[str, str]] = {
    "nothing at all": ("", "These are no stack outputs"),
    "not JSON": ("Updating (prod):", "These are no stack outputs"),
    "a list": ("[]", "not an object"),
    "a stack without outputs": ("{}", "it has: none at all"),
    "another stack's outputs": ('{"url": "https://acme.com"}', "it has: url"),
    "an encrypted output": ('{"jamfConnect": "[secret]"}', "is encrypted"),
    "an output of another kind": ('{"jamfConnect": 5}', "is not an object"),
    "an output of an older version": (without("settings"), "settings is missing"),
    "an output without a client ID": (without("ropgClientId"), "ropgClientId is missing"),
    "an unknown design": (changed(design="three-apps"), "design is 'three-apps'; known here: 'one-app' or 'two-apps'"),
    "another provider": (changed(provider="Okta"), "provider is 'Okta'"),
    "a number for a client ID": (changed(oidcClientId=5), "oidcClientId is of the wrong kind"),
    "a setting of a newer version": (
        changed(settings=DOCUMENT["jamfConnect"]["settings"] | {"newer": 1}),
        "settings.newer is not known to this version",
    ),
    "two apps with one client ID": (changed(oidcClientId=ROPG), "says two apps and has one client ID"),
    "one app with two client IDs": (changed(design="one-app"), "says one app and has two client IDs"),
    "an empty client ID": (changed(ropgClientId=""), "not deployed completely"),
    "no discovery URL": (changed(discoveryUrl="https://acme.okta.com"), "no usable discoveryUrl"),
    "a discovery URL without encryption": (
        changed(discoveryUrl="http://acme.okta.com/.well-known/openid-configuration"),
        "no usable discoveryUrl",
    ),
    "the admin console's address": (
        changed(discoveryUrl="https://acme-admin.okta.com/.well-known/openid-configuration"),
        "no usable discoveryUrl",
    ),
    "an endless nest": ("[" * 100_000, "These are no stack outputs"),
    "no redirect URI": (changed(redirectUri=""), "lacks redirectUri"),
    "scopes without openid": (changed(scopes="profile"), "the scope openid"),
    "admin groups that no claim carries": (changed(adminGroups=["Mac Admins"]), "admin groups and no groups claim"),
    "a stack's name that leads elsewhere": (changed(stack="../elsewhere"), "can't be the name of one"),
    "a group that no profile can hold": (
        changed(adminGroups=["a\x01"], groupsClaimName="groups"),
        "characters in adminGroups that no profile can hold",
    ),
    "half a character": (changed(redirectUri="\ud800"), "characters in redirectUri"),
    "a key that the stack decides": (with_setting("extraLoginKeys", {"OIDCClientID": "0oa1"}), "The stack decides"),
    "success codes": (
        with_setting("extraMenuBarKeys", {"IdPSettings": {"SuccessCodes": ["invalid_grant"]}}),
        "any typo would become the local password",
    ),
    "an extra key without a value": (with_setting("extraLoginKeys", {"LoginLogo": None}), "extraLoginKeys.LoginLogo"),
    "an interval beyond all numbers": (with_setting("networkCheck", 2**70), "jamfConnect.networkCheck"),
    "no way back in": (with_setting("denyLocal", True), "nobody gets into their Mac any more"),
    "half an address": (changed(discoveryUrl="https://[acme"), "no usable discoveryUrl"),
}


@pytest.mark.parametrize(("text", "words"), TOLD.values(), ids=list(TOLD))
def test_it_is_told(text: str, words: str) -> None:
    with pytest.raises(ExportError) as told:
        read_stack_output(text)
    assert words in str(told.value)


def test_a_secret_among_the_extra_keys_is_refused_and_not_shown() -> None:
    for key, extra in (
        ("extraLoginKeys", {"OIDCClientSecret": "of-the-app"}),
        ("extraMenuBarKeys", {"IdPSettings": {"ClientSecret": "of-the-app"}}),
    ):
        with pytest.raises(ExportError, match="could this secret") as told:
            read_stack_output(with_setting(key, extra))
        assert "of-the-app" not in str(told.value)


def test_everything_that_is_wrong_is_told_at_once() -> None:
    with pytest.raises(ExportError) as told:
        read_stack_output(json.dumps({"jamfConnect": {"discoveryUrl": "", "design": "?"}}))
    assert str(told.value).count("\n") > len({"stack", "settings", "design", "provider"})


def test_the_output_by_itself_will_do() -> None:
    assert read_stack_output(json.dumps(DOCUMENT["jamfConnect"])) == read_stack_output(json.dumps(DOCUMENT))


def test_outputs_that_a_later_version_adds_are_in_nobody_s_way() -> None:
    assert read_stack_output(changed(later=1)).oidc_client_id == LOGIN_WINDOW
