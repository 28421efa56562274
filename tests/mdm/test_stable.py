"""The same stack gives the same bytes: whenever, wherever, and in whatever order its output is printed."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from jamf_connect_okta.mdm.export import export, profiles_of
from jamf_connect_okta.mdm.profile import Profile
from jamf_connect_okta.mdm.stack_output import StackOutput, read_stack_output
from tests.components.stacks import OKTA, prod

from .stack_outputs import EVERYTHING, TWO_APPS, document_of, output_of, two_apps

SETTINGS: dict[str, Any] = TWO_APPS | {"adminGroups": ["Mac Admins"], "jamfConnect": EVERYTHING}
DOCUMENT = document_of(prod(**SETTINGS))

EXPORT = """
import sys, pathlib
from jamf_connect_okta.mdm.export import export
from jamf_connect_okta.mdm.stack_output import read_stack_output
export(read_stack_output(sys.stdin.read()), pathlib.Path(sys.argv[1]))
"""


def content(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("usual")
    export(read_stack_output(json.dumps(DOCUMENT)), folder)
    return content(folder)


@pytest.mark.parametrize("seed", ["0", "1", "4711", "random"])
def test_a_process_of_its_own_writes_the_same(seed: str, usual: dict[str, bytes], tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONHASHSEED": seed, "TZ": "Pacific/Apia", "LC_ALL": "C"}
    command = [sys.executable, "-c", EXPORT, str(tmp_path)]
    subprocess.run(command, input=json.dumps(DOCUMENT), env=environment, text=True, check=True)
    assert content(tmp_path) == usual


def backwards(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: backwards(value[key]) for key in reversed(value)}
    return [backwards(entry) for entry in value] if isinstance(value, list) else value


def test_the_order_of_an_output_s_keys_changes_nothing(usual: dict[str, bytes], tmp_path: Path) -> None:
    export(read_stack_output(json.dumps(backwards(DOCUMENT))), tmp_path)
    assert content(tmp_path) == usual


def test_a_second_export_leaves_every_byte(usual: dict[str, bytes], tmp_path: Path) -> None:
    for _ in range(2):
        export(read_stack_output(json.dumps(DOCUMENT)), tmp_path)
    assert content(tmp_path) == usual


def uuids(output: StackOutput) -> set[str]:
    return {name for profile in profiles_of(output) for name in (profile.uuid, profile.payload_uuid)}


def test_other_settings_keep_the_uuids_so_that_the_profile_on_a_mac_is_replaced() -> None:
    before, after = two_apps(), two_apps(adminGroups=["Mac Admins"], customDomain="login.acme.com")
    assert uuids(before) == uuids(after)


def test_another_stack_or_another_org_has_uuids_of_its_own() -> None:
    here = uuids(output_of(prod(**TWO_APPS)))
    assert not here & uuids(output_of(prod(**TWO_APPS), stack="pilot"))
    assert not here & uuids(output_of(prod(OKTA | {"orgName": "acme-preview"}, **TWO_APPS)))


def test_all_uuids_and_names_of_an_export_are_distinct(output: StackOutput) -> None:
    profiles = profiles_of(output)
    assert len(uuids(output)) == 2 * len(profiles)
    assert len(set(names(profiles))) == 2 * len(profiles)


def names(profiles: list[Profile]) -> list[str]:
    configurations = [profile.mobileconfig() for profile in profiles]
    return [part["PayloadDisplayName"] for one in configurations for part in (one, one["PayloadContent"][0])]
