"""A user's mistake is told in words: what, why and what to do, without a traceback."""

from pathlib import Path

import pytest

from .conftest import Run

Output = pytest.CaptureFixture[str]


def test_an_unknown_stack_is_told_with_the_known_ones(run: Run, capsys: Output) -> None:
    assert run("rehearse", "--stack", "prd") == 1
    assert (
        "There is no stack 'prd': Pulumi.prd.yaml does not exist. Stacks here: dev, prod, staging."
        in capsys.readouterr().err
    )


def test_a_real_stack_s_problems_are_told_before_anything_starts(run: Run, project: Path, capsys: Output) -> None:
    file = project / "Pulumi.prod.yaml"
    file.write_text(file.read_text().replace("mfaApp:", "mfaApp:\n    factors: [webauthn]"))
    assert run("rehearse", "--stack", "prod") == 1
    assert "which can't reach security keys or Touch ID" in capsys.readouterr().err
    assert not (project / ".rehearsal").exists()


def test_a_mistake_in_the_project_s_defaults_is_told_of_every_stack(run: Run, project: Path, capsys: Output) -> None:
    file = project / "Pulumi.yaml"
    file.write_text(file.read_text().replace("excludedGroups:", "excludedGroup:"))
    for stack in ("dev", "prod"):
        assert run("rehearse", "--stack", stack) == 1
        told = capsys.readouterr().err
        assert f"Stack '{stack}' can't be deployed" in told
        assert "  ropgApp.excludedGroup (Pulumi.yaml)\n" in told
        assert "Did you mean excludedGroups?" in told


def test_wrong_usage_has_an_exit_status_of_its_own(run: Run, capsys: Output) -> None:
    assert run("rehearse", "--plugin", "another") == 2
    assert "'another' is not one of" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        *([], ["rehearse"], ["preview"], ["refresh"], ["down"], ["adopt"], ["env"]),
        *(["signins"], ["export"], ["org"], ["org", "log"]),
    ],
    ids=lambda words: " ".join(words) or "the command itself",
)
def test_help_teaches(run: Run, capsys: Output, words: list[str]) -> None:
    assert run(*words, "--help") == 0
    assert "Usage" in capsys.readouterr().out
