"""The command that writes a stack's profiles, or compares existing ones with it."""

import io
import json
import plistlib
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.components.stacks import prod
from tests.mdm.stack_outputs import TWO_APPS, document_of

from .conftest import Run

Output = pytest.CaptureFixture[str]

CLOSED = {"denyLocal": True, "localFallback": True, "fileVaultAutoLogin": False}
DOCUMENT = document_of(prod(**TWO_APPS | {"adminGroups": ["Mac Admins"], "jamfConnect": CLOSED}))
LOGIN = "com.jamf.connect.login"


@pytest.fixture
def outputs(project: Path) -> Path:
    """What `pulumi stack output --json` printed, in a file."""
    file = project / "outputs.json"
    file.write_text(json.dumps(DOCUMENT))
    return file


def test_a_file_of_outputs_becomes_profiles(run: Run, outputs: Path, project: Path, capsys: Output) -> None:
    assert run("export", "--from", str(outputs), "--out", "profiles") == 0
    assert len(list((project / "profiles").glob("*.mobileconfig"))) == 3
    told = capsys.readouterr()
    first = "3 profiles of stack 'prod' (acme.okta.com, two apps) are in profiles:"
    assert told.out.splitlines()[0] == first
    profile = plistlib.loads((project / "profiles" / f"{LOGIN}.mobileconfig").read_bytes())
    assert f"Jamf Connect login window (prod)\n    {LOGIN}.mobileconfig  profile {profile['PayloadUUID']}" in told.out
    assert profile["PayloadContent"][0]["PayloadUUID"] in told.out
    assert told.err.splitlines()[-1].startswith("Next: docs/rollout.md")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le"])
def test_outputs_that_powershell_has_written_are_read(run: Run, outputs: Path, project: Path, encoding: str) -> None:
    outputs.write_text(outputs.read_text(), encoding=encoding)
    assert run("export", "--from", str(outputs), "--out", "profiles") == 0
    assert (project / "profiles" / f"{LOGIN}.plist").is_file()


def test_outputs_from_standard_input_become_profiles_of_their_stack(
    run: Run, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps(DOCUMENT).encode())))
    assert run("export", "-") == 0
    assert (project / "out" / "prod" / f"{LOGIN}.plist").is_file()


def test_a_script_gets_files_and_uuids_as_json(run: Run, outputs: Path, capsys: Output) -> None:
    assert run("export", "--from", str(outputs), "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert [profile["domain"] for profile in answer["profiles"]] == [LOGIN, "com.jamf.connect", "com.apple.loginwindow"]
    assert all(Path(profile["plist"]).is_file() for profile in answer["profiles"])
    assert answer["advice"] == []


def test_what_goes_past_the_second_factor_is_told_with_the_profiles(run: Run, project: Path, capsys: Output) -> None:
    (project / "open.json").write_text(json.dumps(document_of(prod(**TWO_APPS))))
    assert run("export", "--from", "open.json") == 0
    assert "asked for no second factor" in capsys.readouterr().err


def test_profiles_of_the_stack_do_not_differ_from_it(run: Run, outputs: Path, project: Path, capsys: Output) -> None:
    run("export", "--from", str(outputs), "--out", "profiles")
    capsys.readouterr()
    files = [str(file) for file in sorted((project / "profiles").iterdir())]
    assert run("export", "--from", str(outputs), "--check", *files) == 0
    assert capsys.readouterr().out == "No difference from stack 'prod'.\n"


@pytest.fixture
def wrong(run: Run, outputs: Path, project: Path, capsys: Output) -> str:
    """A profile of the login window with the admin console's host."""
    run("export", "--from", str(outputs), "--out", "profiles")
    capsys.readouterr()
    file = project / "profiles" / f"{LOGIN}.mobileconfig"
    url = "https://acme.okta.com/.well-known"
    file.write_text(file.read_text().replace(url, url.replace("acme", "acme-admin")))
    return str(file)


def test_a_difference_ends_with_1_and_is_told_with_its_consequence(
    run: Run, outputs: Path, wrong: str, capsys: Output
) -> None:
    assert run("export", "--from", str(outputs), "--check", wrong) == 1
    told = capsys.readouterr()
    assert told.out.startswith("1 difference from stack 'prod':")
    assert "OIDCDiscoveryURL" in told.out
    assert "Write the host without -admin." in told.out
    assert "Not compared: com.jamf.connect is in none of these files." in told.err
    next_step = f"Next: export the stack's own profiles: `jamf-connect-okta export --from {outputs}`."
    assert told.err.splitlines()[-1] == next_step


def test_a_script_gets_differences_as_json(run: Run, outputs: Path, wrong: str, capsys: Output) -> None:
    assert run("export", "--from", str(outputs), "--check", wrong, "--json") == 1
    answer = json.loads(capsys.readouterr().out)
    (difference,) = answer["differences"]
    assert (difference["domain"], difference["key"], difference["kind"]) == (LOGIN, "OIDCDiscoveryURL", "different")
    assert answer["notCompared"] == ["com.jamf.connect", "com.apple.loginwindow"]


def test_outputs_from_standard_input_and_profiles_go_together(
    run: Run, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(json.dumps(DOCUMENT).encode())))
    assert run("export", "-", "--check", wrong) == 1


MISUSED: dict[str, list[str]] = {
    "a profile without --check": ["export", "some.mobileconfig"],
    "--check without a profile": ["export", "--check"],
    "two sources": ["export", "--stack", "prod", "--from", "outputs.json"],
    "a file and standard input": ["export", "-", "--from", "outputs.json"],
    "--check with a folder to write to": ["export", "--check", "a.plist", "--out", "profiles"],
}


@pytest.mark.parametrize("words", MISUSED.values(), ids=list(MISUSED))
def test_wrong_usage_is_told(run: Run, project: Path, capsys: Output, words: list[str]) -> None:
    assert run(*words) == 2
    assert "Invalid value" in capsys.readouterr().err
    assert not (project / "out").exists()


TOLD: dict[str, tuple[list[str], str]] = {
    "a file that is not there": (["--from", "gone.json"], "gone.json can't be read: No such file"),
    "an unknown stack": (["--stack", "prd"], "There is no stack 'prd'"),
    "a rehearsal that was never deployed": (["--stack", "dev"], "make up STACK=dev"),
    "outputs that are none": (["--from", "Pulumi.yaml"], "These are no stack outputs"),
    "a profile that is not there": (["--from", "outputs.json", "--check", "gone.plist"], "gone.plist can't be read"),
}


@pytest.mark.usefixtures("outputs")
@pytest.mark.parametrize(("words", "told"), TOLD.values(), ids=list(TOLD))
def test_it_is_told_in_words(run: Run, project: Path, capsys: Output, words: list[str], told: str) -> None:
    assert run("export", *words) == 1
    assert told in capsys.readouterr().err
    assert not (project / "out").exists()
