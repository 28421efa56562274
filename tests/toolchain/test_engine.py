"""The engine that was found, installed or built is a real one."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

pytestmark = pytest.mark.engine


Pulumi = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def pulumi(pulumi_cli_folder: Path, tmp_path: Path) -> Pulumi:
    """Runs it on a stack whose program has an answer."""
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

    def pulumi(*arguments: str) -> "subprocess.CompletedProcess[str]":
        command = ["pulumi", "--non-interactive", *arguments]
        return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)

    made = pulumi("stack", "init", "dev", "--secrets-provider", "passphrase")
    assert made.returncode == 0, made.stderr
    return pulumi


def test_it_runs_a_python_program(pulumi: Pulumi) -> None:
    done = pulumi("up", "--yes", "--skip-preview")
    assert done.returncode == 0, done.stdout + done.stderr
    assert json.loads(pulumi("stack", "output", "--json").stdout) == {"answer": 42}


PACK = """
from pulumi_policy import EnforcementLevel, PolicyPack, StackValidationPolicy

def where(args, report):
    report(f"judged by {__file__}")

PolicyPack("pack", [StackValidationPolicy("where", "Where it lies.", where, EnforcementLevel.MANDATORY)])
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """The settings of a policy pack that objects to everything and says where it lies."""
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "__main__.py").write_text(PACK)
    return tmp_path / "pack" / "PulumiPolicy.yaml"


def test_it_starts_a_policy_pack(pulumi: Pulumi, pack: Path) -> None:
    pack.write_text(f"runtime: {{name: python, options: {{toolchain: pip, virtualenv: {sys.prefix}}}}}\n")
    done = pulumi("preview", "--policy-pack", "pack")
    assert done.returncode != 0
    assert f"judged by {pack.parent}/__main__.py" in done.stdout


def test_a_policy_pack_runs_in_the_environment_that_it_names(pulumi: Pulumi, pack: Path) -> None:
    pack.write_text("runtime: {name: python, options: {toolchain: pip, virtualenv: ../nowhere}}\n")
    done = pulumi("preview", "--policy-pack", "pack")
    assert done.returncode != 0
    assert str(pack.parent.parent / "nowhere") in done.stdout + done.stderr
