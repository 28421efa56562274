"""What holds for the profiles of any valid stack; the facts are those of the reference output for both designs."""

import json
import plistlib
from typing import Any
from urllib.parse import urlsplit

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from components.preference_key import LOGIN, LOGINWINDOW, MENU_BAR
from components.preference_keys import known_key
from jamf_connect_okta.mdm.checking.same import scopes
from jamf_connect_okta.mdm.export import profiles_of
from jamf_connect_okta.mdm.preferences import flat, preferences_of
from jamf_connect_okta.mdm.property_list import xml
from tests.components.any_jamf_connect import VALID
from tests.components.stacks import prod

from .stack_outputs import document_of, output_of

QUICK = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)

STACK = st.fixed_dictionaries(
    {
        "jamfConnect": VALID,
        "adminGroups": st.sampled_from([[], ["Mac Admins"], ["Mac Admins", "R&D <Größe>"]]),
        "mfaApp": st.sampled_from(["absent", "active", "retiring", "unprotected"]).map(lambda stage: {"stage": stage}),
        "customDomain": st.sampled_from(["", "login.acme.com"]),
    }
)


@QUICK
@given(changes=STACK)
def test_both_domains_agree_on_okta_and_on_the_app_that_checks_passwords(changes: dict[str, Any]) -> None:
    login, menu_bar = (preferences_of(output_of(prod(**changes)))[domain] for domain in (LOGIN, MENU_BAR))
    idp = menu_bar["IdPSettings"]
    assert idp["ROPGID"] == login["OIDCROPGID"]
    assert idp["DiscoveryURL"] == login["OIDCDiscoveryURL"]
    assert idp["Provider"] == login["OIDCProvider"] == "Custom"


@QUICK
@given(changes=STACK)
def test_the_login_window_has_an_app_of_its_own_exactly_in_the_two_app_design(changes: dict[str, Any]) -> None:
    login = preferences_of(output_of(prod(**changes)))[LOGIN]
    two = changes["mfaApp"]["stage"] == "active"
    assert (login["OIDCClientID"] != login["OIDCROPGID"]) == two


@QUICK
@given(changes=STACK)
def test_okta_is_found_where_people_sign_in(changes: dict[str, Any]) -> None:
    login = preferences_of(output_of(prod(**changes)))[LOGIN]
    parts = urlsplit(login["OIDCDiscoveryURL"])
    assert parts.scheme == "https"
    assert parts.hostname == (changes["customDomain"] or "acme.okta.com")
    assert parts.path == "/.well-known/openid-configuration"
    assert login["OIDCRedirectURI"] == "https://127.0.0.1/jamfconnect"


@QUICK
@given(changes=STACK)
def test_groups_are_asked_for_exactly_with_a_claim_that_carries_them(changes: dict[str, Any]) -> None:
    login = preferences_of(output_of(prod(**changes)))[LOGIN]
    assert {"openid", "profile", "email"} <= scopes(login["OIDCScopes"])
    assert ("groups" in scopes(login["OIDCScopes"])) == ("OIDCAdminAttribute" in login) == bool(changes["adminGroups"])
    assert login.get("OIDCAdmin", []) == changes["adminGroups"]


@QUICK
@given(changes=STACK)
def test_no_secret_no_success_code_and_nothing_else_that_has_no_place_is_written(changes: dict[str, Any]) -> None:
    for domain, preferences in preferences_of(output_of(prod(**changes))).items():
        for path in flat(preferences):
            known = known_key(domain, path)
            assert known is None or known.use != "never"
            assert "secret" not in path.lower()
            assert not path.startswith("Payload")


@QUICK
@given(changes=STACK)
def test_passwords_and_local_login_are_never_in_each_other_s_way(changes: dict[str, Any]) -> None:
    login = preferences_of(output_of(prod(**changes)))[LOGIN]
    assert login["OIDCNewPassword"] in (True, False)
    assert not (login["OIDCNewPassword"] and login["CreateJamfConnectPassword"])
    assert not (login["OIDCNewPassword"] and login.get("OIDCUsePassthroughAuth"))
    assert not login.get("Migrate") or login["DenyLocal"]
    assert not login.get("DenyLocal") or login.get("LocalFallback") or login["DenyLocalExcluded"]


@QUICK
@given(changes=STACK)
def test_a_profile_is_one_that_any_mdm_installs(changes: dict[str, Any]) -> None:
    for profile in profiles_of(output_of(prod(**changes))):
        outer = plistlib.loads(xml(profile.mobileconfig()))
        (inner,) = outer["PayloadContent"]
        assert outer["PayloadScope"] == "System"
        assert outer["PayloadType"] == "Configuration"
        for part in (outer, inner):
            assert part["PayloadVersion"] == 1
            assert part["PayloadIdentifier"] == part["PayloadUUID"]
            assert part["PayloadDescription"].strip()
            assert part["PayloadDisplayName"].strip()
            assert isinstance(part["PayloadOrganization"], str)


@QUICK
@given(changes=STACK)
def test_every_character_survives(changes: dict[str, Any]) -> None:
    output = output_of(prod(**changes))
    for profile in profiles_of(output):
        assert plistlib.loads(xml(profile.preferences)) == profile.preferences
        assert plistlib.loads(xml(profile.mobileconfig())) == profile.mobileconfig()


@QUICK
@given(changes=STACK)
def test_the_output_is_plain_json(changes: dict[str, Any]) -> None:
    document = document_of(prod(**changes))
    assert json.loads(json.dumps(document)) == document


@QUICK
@given(changes=STACK)
def test_filevault_and_activation_come_on_request_only(changes: dict[str, Any]) -> None:
    section = changes["jamfConnect"]
    domains = preferences_of(output_of(prod(**changes)))
    assert (LOGINWINDOW in domains) == (section.get("fileVaultAutoLogin") is False)
    assert ("com.jamf.connect.authchanger" in domains) == (section.get("activateLoginWindow") is True)
