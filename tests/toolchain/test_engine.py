"""The engine that was found, installed or built is a real one."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.engine


def test_it_runs_a_python_program(pulumi_cli_folder: Path, tmp_path: Path) -> None:
    (tmp_path / "Pulumi.yaml").write_text("name: empty\nruntime: python\n")
    (tmp_path / "__main__.py").write_text("import pulumi\npulumi.export('answer', 6 * 7)\n")
    environment = os.environ | {
        "PATH": f"{Path(sys.prefix) / 'bin'}:{pulumi_cli_folder}:{os.environ['PATH']}",
        "VIRTUAL_ENV": sys.prefix,
        "PULUMI_BACKEND_URL": f"file://{tmp_path}",
        "PULUMI_CONFIG_PASSPHRASE": "test",
        "PULUMI_HOME": str(tmp_path / "home"),
        "PULUMI_SKIP_UPDATE_CHECK": "true",
    }

    def pulumi(*arguments: str) -> str:
        command = ["pulumi", "--non-interactive", *arguments]
        done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    pulumi("stack", "init", "dev", "--secrets-provider", "passphrase")
    pulumi("up", "--yes", "--skip-preview")
    assert json.loads(pulumi("stack", "output", "--json")) == {"answer": 42}
