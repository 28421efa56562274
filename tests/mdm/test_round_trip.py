"""What is exported is what --check expects; any single key that is changed afterwards is found."""

import plistlib
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from jamf_connect_okta.mdm.checking.comparison import Difference, compare
from jamf_connect_okta.mdm.checking.reading import read_profiles
from jamf_connect_okta.mdm.preferences import preferences_of
from jamf_connect_okta.mdm.profile import profile_of
from jamf_connect_okta.mdm.stack_output import StackOutput

from .stack_outputs import everything, one_app, two_apps


def test_an_export_does_not_differ_from_its_stack(output: StackOutput, exported: Path) -> None:
    comparison = compare(output, read_profiles(sorted(exported.iterdir())))
    assert comparison.differences == ()
    assert comparison.not_compared == ()


def leaves(preferences: dict[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    for key, value in preferences.items():
        if isinstance(value, dict):
            yield from leaves(value, (*path, key))
        else:
            yield (*path, key)


def mutations(value: Any) -> Iterator[tuple[str, Any]]:
    yield "gone", None
    if isinstance(value, bool):
        yield "the contrary", not value
        yield "a number", int(value)
        yield "a text", str(value).lower()
    elif isinstance(value, int):
        yield "one more", value + 1
        yield "a text", str(value)
        yield "a real number", float(value)
    elif isinstance(value, list):
        yield "one more entry", [*value, "more"]
        yield "one entry less", value[1:]
        yield "a text", value[0]
    else:
        yield "a letter more", f"{value}x"
        yield "nothing in it", ""
        yield "in capitals", value.upper()
        yield "a list", [value]


def mutated(preferences: dict[str, Any], path: tuple[str, ...], value: Any) -> dict[str, Any]:
    copy = deepcopy(preferences)
    parent = copy
    for key in path[:-1]:
        parent = parent[key]
    if value is None:
        del parent[path[-1]]
    else:
        parent[path[-1]] = value
    return copy


def at(preferences: Any, path: tuple[str, ...]) -> Any:
    return at(preferences[path[0]], path[1:]) if path else preferences


MUTATIONS = [
    pytest.param(output, domain, path, value, id=f"{name}: {domain} {'.'.join(path)}, {how}")
    for name, output in {"one": one_app(), "two": two_apps(adminGroups=["A"]), "everything": everything()}.items()
    for domain, preferences in preferences_of(output).items()
    for path in leaves(preferences)
    for how, value in mutations(at(preferences, path))
]


@pytest.mark.parametrize(("output", "domain", "path", "value"), MUTATIONS)
def test_a_single_key_that_was_changed_is_found(
    output: StackOutput, domain: str, path: tuple[str, ...], value: Any, tmp_path: Path
) -> None:
    preferences = mutated(preferences_of(output)[domain], path, value)
    file = tmp_path / "profile.mobileconfig"
    file.write_bytes(plistlib.dumps(profile_of(output, domain, preferences).mobileconfig()))
    (difference,) = compare(output, read_profiles([file])).differences
    assert (difference.domain, difference.key) == (domain, ".".join(path))
    assert difference.consequence


def test_a_key_that_was_added_is_found(tmp_path: Path) -> None:
    output = two_apps()
    preferences = preferences_of(output)["com.jamf.connect"] | {"Unheard": {"Of": 1}}
    (tmp_path / "com.jamf.connect.plist").write_bytes(plistlib.dumps(preferences))
    (difference,) = compare(output, read_profiles([tmp_path / "com.jamf.connect.plist"])).differences
    assert (difference.key, difference.kind, difference.found) == ("Unheard.Of", "additional", 1)


def test_what_jamf_connect_does_by_itself_may_as_well_be_said(tmp_path: Path) -> None:
    output = two_apps()
    preferences = preferences_of(output)["com.jamf.connect.login"] | {"DenyLocal": False, "Migrate": False}
    (tmp_path / "com.jamf.connect.login.plist").write_bytes(plistlib.dumps(preferences))
    assert compare(output, read_profiles([tmp_path / "com.jamf.connect.login.plist"])).differences == ()


def test_a_secret_is_found_and_not_shown(tmp_path: Path) -> None:
    output = two_apps()
    preferences = preferences_of(output)["com.jamf.connect.login"] | {"OIDCClientSecret": "hush"}
    (tmp_path / "com.jamf.connect.login.plist").write_bytes(plistlib.dumps(preferences))
    (difference,) = compare(output, read_profiles([tmp_path / "com.jamf.connect.login.plist"])).differences
    assert difference.key == "OIDCClientSecret"
    assert "hush" not in difference.told() + str(difference.as_json())


@pytest.mark.parametrize(
    "unheard",
    [
        {"ApiToken": "hush"},
        {"Password": 1234567},
        {"LAPS": {"adminPassword": "hush"}},
        {"Passwords": {"local": "hush"}},
        {"Accounts": [{"name": "setup", "password": "hush"}]},
        {"TokenOfTheProxy": "hush"},
        {"privateKey": b"hush"},
        {"PasswordPolicies": {"ResetPasscode": "hush"}},
    ],
    ids=str,
)
def test_what_may_be_a_secret_by_its_name_is_not_shown(tmp_path: Path, unheard: dict[str, Any]) -> None:
    output = two_apps()
    own = preferences_of(output)["com.jamf.connect"]
    unheard = {key: own.get(key, {}) | value if isinstance(value, dict) else value for key, value in unheard.items()}
    (tmp_path / "com.jamf.connect.plist").write_bytes(plistlib.dumps(own | unheard))
    (difference,) = compare(output, read_profiles([tmp_path / "com.jamf.connect.plist"])).differences
    told = difference.told() + str(difference.as_json())
    assert "(not shown)" in told
    assert "hush" not in told
    assert "1234567" not in told


@pytest.mark.parametrize("key", ["OIDCNewPassword", "CreateJamfConnectPassword"])
def test_what_jamf_calls_a_password_and_is_a_switch_is_shown(tmp_path: Path, key: str) -> None:
    output = two_apps()
    preferences = preferences_of(output)["com.jamf.connect.login"] | {key: "YES", "RequireThePassword": True}
    (tmp_path / "com.jamf.connect.login.plist").write_bytes(plistlib.dumps(preferences))
    differences = compare(output, read_profiles([tmp_path / "com.jamf.connect.login.plist"])).differences
    assert [difference.as_json()["found"] for difference in differences] == ['"YES"', "true"]


def test_a_secret_in_a_list_is_not_shown_either(tmp_path: Path) -> None:
    output = two_apps()
    preferences = preferences_of(output)["com.jamf.connect"] | {"Unheard": [{"Of": [{"ClientSecret": "hush"}]}]}
    (tmp_path / "com.jamf.connect.plist").write_bytes(plistlib.dumps(preferences))
    (difference,) = compare(output, read_profiles([tmp_path / "com.jamf.connect.plist"])).differences
    assert difference.key == "Unheard"
    assert "hush" not in difference.told() + str(difference.as_json())


def test_what_jamf_connect_does_by_itself_is_not_guessed(tmp_path: Path) -> None:
    output = two_apps()
    preferences = preferences_of(output)["com.jamf.connect"] | {"SignIn": {"AutoOpenAppAtLogin": False}}
    (tmp_path / "com.jamf.connect.plist").write_bytes(plistlib.dumps(preferences))
    (difference,) = compare(output, read_profiles([tmp_path / "com.jamf.connect.plist"])).differences
    assert difference.key == "SignIn.AutoOpenAppAtLogin"


def test_a_difference_is_told_with_both_values() -> None:
    difference = Difference("a.plist", "com.jamf.connect.login", "DenyLocal", False, True, "People …")
    assert difference.told() == "It is false; the stack says true."
