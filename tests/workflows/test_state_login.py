"""How a job signs in to the backend of a stack's state: with its own identity, and no stored key."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.fresh_copy import PROJECT, new_shell

FAKES = {
    # What was given by standard input may not be in the arguments, which every process can read.
    "curl": 'cat >"$LOG/curl.stdin"; printf "%s\\n" "$@" >"$LOG/curl.arguments"; echo \'{"value": "the-id-token"}\'',
    "pulumi": 'printf "%s\\n" "$*" >"$LOG/pulumi.arguments"',
}
GITHUB = {"ACTIONS_ID_TOKEN_REQUEST_TOKEN": "of-the-request", "ACTIONS_ID_TOKEN_REQUEST_URL": "https://id.example/?a=b"}


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """A GitHub job whose `curl` and `pulumi` only remember what they were asked."""
    for name, script in FAKES.items():
        fake = tmp_path / "bin" / name
        fake.parent.mkdir(exist_ok=True)
        fake.write_text(f"#!/bin/sh\n{script}\n")
        fake.chmod(0o755)
    path = f"{tmp_path / 'bin'}:{os.environ['PATH']}"
    return new_shell() | GITHUB | {"PATH": path, "LOG": str(tmp_path), "RUNNER_TEMP": str(tmp_path)}


def log_in(environment: dict[str, str], state_backend: str) -> dict[str, str]:
    """The environment after the login."""
    script = ". .ci/state-login && env -0"
    given = environment | {"STATE_BACKEND": state_backend}
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script], cwd=PROJECT, env=given, capture_output=True, text=True, check=True
    )
    return dict(line.split("=", 1) for line in done.stdout.rstrip("\0").split("\0"))


@pytest.mark.parametrize(
    ("backend", "audience", "login"),
    [
        (
            "PULUMI_BACKEND_URL=https://api.pulumi.com\nPULUMI_OIDC_ORG=acme",
            "urn:pulumi:org:acme",
            "login https://api.pulumi.com --oidc-token file://{id_token} --oidc-org acme --oidc-expiration 2h",
        ),
        (
            "PULUMI_BACKEND_URL=s3://acme-state?region=eu-west-1",
            "sts.amazonaws.com",
            "login s3://acme-state?region=eu-west-1",
        ),
        ("PULUMI_BACKEND_URL=azblob://state", "api://AzureADTokenExchange", "login azblob://state"),
        (
            "PULUMI_BACKEND_URL=gs://acme-state\nGOOGLE_WORKLOAD_IDENTITY_PROVIDER=projects/1/providers/github\n"
            "GOOGLE_SERVICE_ACCOUNT=state@acme.example",
            "https://iam.googleapis.com/projects/1/providers/github",
            "login gs://acme-state",
        ),
    ],
    ids=["Pulumi Cloud", "S3", "Azure", "Google"],
)
def test_each_backend_gets_a_token_made_for_it(
    environment: dict[str, str], tmp_path: Path, backend: str, audience: str, login: str
) -> None:
    log_in(environment, backend)
    assert f"audience={audience}" in (tmp_path / "curl.arguments").read_text().splitlines()
    expected = login.format(id_token=tmp_path / "id-token")
    assert (tmp_path / "pulumi.arguments").read_text().strip() == expected
    assert (tmp_path / "id-token").read_text() == "the-id-token"


def test_no_secret_is_an_argument(environment: dict[str, str], tmp_path: Path) -> None:
    log_in(environment, "PULUMI_BACKEND_URL=s3://acme-state")
    assert "of-the-request" in (tmp_path / "curl.stdin").read_text()
    assert "of-the-request" not in (tmp_path / "curl.arguments").read_text()


def test_nobody_else_can_read_the_token(environment: dict[str, str], tmp_path: Path) -> None:
    log_in(environment, "PULUMI_BACKEND_URL=s3://acme-state")
    assert (tmp_path / "id-token").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("backend", "variable"),
    [("s3://acme-state", "AWS_WEB_IDENTITY_TOKEN_FILE"), ("azblob://state", "AZURE_FEDERATED_TOKEN_FILE")],
)
def test_the_cloud_s_own_library_finds_the_token(
    environment: dict[str, str], tmp_path: Path, backend: str, variable: str
) -> None:
    after = log_in(environment, f"PULUMI_BACKEND_URL={backend}\nAWS_ROLE_ARN=arn:aws:iam::1:role/state")
    assert after[variable] == str(tmp_path / "id-token")
    assert after["AWS_ROLE_ARN"] == "arn:aws:iam::1:role/state"


def test_google_s_library_finds_the_token(environment: dict[str, str], tmp_path: Path) -> None:
    settings = (
        "GOOGLE_WORKLOAD_IDENTITY_PROVIDER=projects/1/providers/github\nGOOGLE_SERVICE_ACCOUNT=state@acme.example"
    )
    after = log_in(environment, f"PULUMI_BACKEND_URL=gs://acme-state\n{settings}")
    credentials = json.loads(Path(after["GOOGLE_APPLICATION_CREDENTIALS"]).read_text())
    assert credentials["credential_source"] == {"file": str(tmp_path / "id-token")}
    assert credentials["audience"] == "//iam.googleapis.com/projects/1/providers/github"


def test_a_ci_that_hands_out_its_token_needs_no_request(environment: dict[str, str], tmp_path: Path) -> None:
    log_in(environment | {"ID_TOKEN": "given"}, "PULUMI_BACKEND_URL=s3://acme-state")
    assert (tmp_path / "id-token").read_text() == "given"
    assert not (tmp_path / "curl.arguments").exists()


def test_a_secret_that_nobody_has_set_is_not_there(environment: dict[str, str]) -> None:
    secrets = {"OKTA_API_TOKEN": "given", "OKTA_API_CLIENT_ID": "", "PULUMI_CONFIG_PASSPHRASE": ""}
    after = log_in(environment | secrets, "PULUMI_BACKEND_URL=s3://acme-state")
    assert after["OKTA_API_TOKEN"] == "given"
    assert not {"OKTA_API_CLIENT_ID", "PULUMI_CONFIG_PASSPHRASE"} & after.keys()


def test_an_unknown_backend_ends_the_step(environment: dict[str, str]) -> None:
    with pytest.raises(subprocess.CalledProcessError) as failed:
        log_in(environment, "PULUMI_BACKEND_URL=ftp://acme")
    assert "ftp://acme" in failed.value.stderr
