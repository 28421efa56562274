"""What is said beside sign-ins that can't prove everything."""

import shutil
from pathlib import Path

import pytest

from jamf_connect_okta.rehearsal.workspace import Workspace
from jamf_connect_okta.signins.rehearsed import caveat

PROJECT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("rehearsal", "managed", "said"),
    [("false", "false", True), ("false", "true", False), ("true", "false", False), ("true", "true", False)],
)
def test_only_a_real_org_has_a_session_policy_that_a_rehearsal_can_t_know(
    tmp_path: Path, rehearsal: str, managed: str, said: bool
) -> None:
    shutil.copy(PROJECT / "Pulumi.yaml", tmp_path)
    (tmp_path / "Pulumi.x.yaml").write_text(
        f"config: {{okta:orgName: acme, okta:baseUrl: okta.{'invalid' if rehearsal == 'true' else 'com'}, "
        f"rehearsal: {rehearsal}, sessionPolicy: {{managed: {managed}}}}}"
    )
    assert bool(caveat(Workspace(tmp_path, "x"))) is said
