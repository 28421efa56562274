"""An app that exists in Okta already can be taken into the stack."""

import json
from pathlib import Path

import pytest

from jamf_connect_okta.rehearsal.engine import Engine
from jamf_connect_okta.toolchain import okta_plugin

pytestmark = pytest.mark.engine


def test_imported_objects_stay_what_they_are(engine: Engine, tmp_path: Path) -> None:
    assert engine.run("up", "--yes", "--skip-preview") == 0
    state = {resource["urn"].rpartition("::")[2]: resource for resource in engine.export()["deployment"]["resources"]}
    names = ("ropg-app", "ropg-api-scopes", "ropg-groups")
    assert engine.run("state", "delete", state["ropg-app"]["urn"], "--target-dependents", "--yes") == 0
    assert engine.run("preview", "--expect-no-changes") != 0

    file = tmp_path / "import.json"
    resources = [
        {
            "type": state[name]["type"],
            "name": name,
            "id": state[name]["id"],
            "parent": f"parent of {name}",
            "version": okta_plugin.sdk_version(),
        }
        for name in names
    ]
    parents = {f"parent of {name}": state[name]["parent"] for name in names}
    file.write_text(json.dumps({"nameTable": parents, "resources": resources}))
    arguments = ("--yes", "--skip-preview", "--protect=false", "--generate-code=false")
    assert engine.run("import", "--file", str(file), *arguments) == 0
    # Okta does not say whether a secret was kept out of the state, so the app is written once, in place.
    assert engine.run("up", "--yes", "--skip-preview") == 0
    assert engine.run("preview", "--expect-no-changes") == 0
    after = {resource["urn"].rpartition("::")[2]: resource for resource in engine.export()["deployment"]["resources"]}
    assert {name: after[name]["id"] for name in names} == {name: state[name]["id"] for name in names}
