"""The values that a Mac would use are read back out of what was exported."""

import plistlib
from pathlib import Path

import pytest

from components.preference_key import LOGIN
from jamf_connect_okta.mdm.errors import ExportError
from jamf_connect_okta.mdm.export import export
from jamf_connect_okta.mdm.preferences import preferences_of
from jamf_connect_okta.mdm.profile_values import profile_values
from jamf_connect_okta.mdm.stack_output import StackOutput
from tests.components.stacks import prod

from .stack_outputs import TWO_APPS, document_of, two_apps


@pytest.mark.parametrize("suffix", ["plist", "mobileconfig"])
def test_they_are_those_of_the_stack(output: StackOutput, tmp_path: Path, suffix: str) -> None:
    export(output, tmp_path)
    values = profile_values(sorted(tmp_path.glob(f"*.{suffix}")))
    assert values.provider == "Custom"
    assert values.discovery_url == values.menu_bar_discovery_url == output.discovery_url
    assert values.oidc_client_id == output.oidc_client_id
    assert values.ropg_client_id == values.menu_bar_client_id == output.ropg_client_id
    assert values.redirect_uri == output.redirect_uri
    assert values.admin_groups == output.admin_groups
    assert values.admin_claim == output.groups_claim_name
    assert values.ignores_admin == output.settings.ignore_admin
    assert values.design == output.design


def test_they_stand_under_the_names_of_the_stack_s_output(tmp_path: Path) -> None:
    settings = prod(**TWO_APPS | {"adminGroups": ["Mac Admins"], "jamfConnect": {"scopeSeparator": "plus"}})
    told = document_of(settings)["jamfConnect"]
    export(two_apps(adminGroups=["Mac Admins"], jamfConnect={"scopeSeparator": "plus"}), tmp_path)
    values = profile_values(tmp_path.iterdir()).as_output()
    assert values.items() <= told.items()
    assert {"discoveryUrl", "oidcClientId", "ropgClientId", "redirectUri", "scopes", "design"} <= values.keys()


def test_profiles_of_one_domain_alone_sign_nobody_in(tmp_path: Path) -> None:
    export(two_apps(), tmp_path)
    with pytest.raises(ExportError, match=r"no IdPSettings\.ROPGID"):
        profile_values([tmp_path / "com.jamf.connect.login.plist"])


def test_files_that_disagree_are_told(tmp_path: Path) -> None:
    export(two_apps(), tmp_path)
    other = preferences_of(two_apps())[LOGIN] | {"OIDCClientID": "0oaOther"}
    (tmp_path / "com.jamf.connect.login.plist").write_bytes(plistlib.dumps(other))
    with pytest.raises(ExportError, match="says something else about OIDCClientID"):
        profile_values(sorted(tmp_path.iterdir()))
