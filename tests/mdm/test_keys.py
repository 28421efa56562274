"""Every key that is ever written, and its type, is in Jamf's tables: `components/preference_keys.py` holds them."""

import re
from pathlib import Path

import pytest

from components.jamf_connect_settings import JamfConnectSettings
from components.preference_key import AUTHCHANGER, LOGIN, LOGINWINDOW, MENU_BAR, has_kind
from components.preference_keys import KEYS, keys_of, known_key
from jamf_connect_okta.mdm.preferences import flat, preferences_of
from jamf_connect_okta.mdm.stack_output import StackOutput

from .stack_outputs import everything, two_apps

REQUIRED = {
    LOGIN: {"OIDCProvider", "OIDCClientID", "OIDCROPGID", "OIDCRedirectURI", "OIDCDiscoveryURL", "OIDCNewPassword"},
    MENU_BAR: {"IdPSettings.Provider", "IdPSettings.ROPGID", "IdPSettings.DiscoveryURL"},
}
"""What a Custom provider takes at least, after Jamf's documentation, support script and sample."""


def test_every_key_is_in_the_table_with_its_type(output: StackOutput) -> None:
    for domain, preferences in preferences_of(output).items():
        for path, value in flat(preferences).items():
            known = known_key(domain, path)
            assert known, f"{domain} {path}"
            assert known.use != "never", path
            assert has_kind(value, known.kind), path


def test_what_a_custom_provider_takes_is_always_there(output: StackOutput) -> None:
    preferences = preferences_of(output)
    for domain, required in REQUIRED.items():
        assert required <= flat(preferences[domain]).keys()


def test_everything_that_a_stack_decides_can_be_written() -> None:
    licence = two_apps(adminGroups=["Mac Admins"], jamfConnect={"licenseFile": LICENCE, "defaultLocal": True})
    password = two_apps(jamfConnect={"newPassword": True, "createJamfConnectPassword": False})
    found = {
        (domain, path)
        for output in (everything(), licence, password)
        for domain, preferences in preferences_of(output).items()
        for path in flat(preferences)
    }
    assert {(key.domain, key.path) for key in KEYS if key.use == "stack"} <= found


LICENCE = (
    "PD94bWwgdmVyc2lvbj0iMS4wIj8+PHBsaXN0IHZlcnNpb249IjEuMCI+PGRpY3Q+PGtleT5MaWNlbnNlS2V5PC9rZXk+PHN0cmluZz4xPC9zdHJp"
    "bmc+PC9kaWN0PjwvcGxpc3Q+"
)


def test_a_setting_that_the_table_names_exists() -> None:
    settings = {field.alias for field in JamfConnectSettings.model_fields.values()}
    named = {key.setting.removeprefix("jamfConnect.") for key in KEYS if key.setting.startswith("jamfConnect.")}
    assert named <= settings
    # The rest shapes values or the profile around them.
    others = {"organization", "scopeSeparator", "extraLoginKeys", "extraMenuBarKeys"}
    assert named | others == settings


@pytest.mark.parametrize("domain", [LOGIN, MENU_BAR, AUTHCHANGER, LOGINWINDOW])
def test_no_key_is_in_the_table_twice(domain: str) -> None:
    paths = [key.path.lower() for key in keys_of(domain)]
    assert len(paths) == len(set(paths))


def test_each_key_says_in_a_sentence_what_it_does_to_people() -> None:
    assert [key.path for key in KEYS if not re.fullmatch(r"[A-Z].+\.", key.effect)] == []


def test_a_secret_is_never_written() -> None:
    assert {key.use for key in KEYS if "secret" in key.path.lower()} == {"never"}


def test_a_key_that_holds_others_is_a_dictionary() -> None:
    for key in KEYS:
        parent, _, _ = key.path.rpartition(".")
        if parent:
            known = known_key(key.domain, parent)
            assert known
            assert known.kind == "dictionary"


def test_the_exporter_names_no_key_that_the_table_has_not() -> None:
    source = (Path(__file__).parents[2] / "jamf_connect_okta" / "mdm" / "preferences.py").read_text()
    written = set(re.findall(r'^ +"([A-Z]\w+)":', source, re.MULTILINE))
    known = {part for key in KEYS for part in key.path.split(".")}
    assert written
    assert written <= known
