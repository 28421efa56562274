"""From main to production, through all jobs of the workflows in turn, with a simulated org in each real one's place."""

import json
import shutil
from dataclasses import replace

import pytest
import yaml

from .conftest import Delivery, GitHub
from .playing import Played

pytestmark = [pytest.mark.engine, pytest.mark.clone]


@pytest.fixture(scope="module")
def deployed(delivery: Delivery) -> dict[str, Played]:
    """The jobs of one merge."""
    return {
        job: delivery.runner_for("staging" if job == "staging" else "prod").play("deploy.yml", job)
        for job in ("staging", "plan", "prod")
    }


@pytest.mark.parametrize("job", ["staging", "plan", "prod"])
def test_a_merge_passes_each_job(deployed: dict[str, Played], job: str) -> None:
    assert deployed[job].failed is None, str(deployed[job])


@pytest.mark.parametrize("stack", ["staging", "prod"])
def test_a_merge_puts_both_apps_into_each_org(deployed: dict[str, Played], delivery: Delivery, stack: str) -> None:
    labels = [app["label"] for app in delivery.api(stack, "GET", "/api/v1/apps")]
    assert len([label for label in labels if "Jamf Connect" in label]) == 2


@pytest.mark.parametrize("stack", ["staging", "prod"])
def test_the_profiles_of_what_was_deployed_are_kept(
    deployed: dict[str, Played], delivery: Delivery, stack: str
) -> None:
    kept = sorted(file.name for file in (delivery.runner.artifacts / f"profiles-{stack}").iterdir())
    assert "com.jamf.connect.login.mobileconfig" in kept


def test_the_plan_tells_what_will_be_created_and_no_credential(deployed: dict[str, Played], delivery: Delivery) -> None:
    plan = (delivery.runner.artifacts / "plan-prod" / "plan.json").read_text()
    assert len(json.loads(plan)["resourcePlans"]) > 10
    assert delivery.orgs["prod"].token not in plan


def test_whoever_approves_sees_the_plan(deployed: dict[str, Played], delivery: Delivery) -> None:
    assert "to create" in delivery.runner.temporary.joinpath("summary.md").read_text()


def test_the_first_night_opens_no_issue(deployed: dict[str, Played], delivery: Delivery, github: GitHub) -> None:
    compared = nightly(delivery, github)
    assert compared == {"staging": None, "prod": None}
    assert github.sent == []


def test_what_was_changed_by_hand_is_told_in_one_issue(
    deployed: dict[str, Played], delivery: Delivery, github: GitHub
) -> None:
    app = next(app for app in delivery.api("prod", "GET", "/api/v1/apps") if "Jamf Connect" in app["label"])
    delivery.api("prod", "PUT", f"/api/v1/apps/{app['id']}", json=app | {"label": "Renamed by hand"})
    assert nightly(delivery, github) == {"staging": None, "prod": "Compare"}
    ((method, path, body),) = github.sent
    assert (method, path) == ("POST", "repos/acme/jamf/issues")
    assert "Renamed by hand" in body["body"]
    assert "## staging" not in body["body"]
    assert "can't see" in body["body"]


def test_what_was_not_planned_is_not_deployed(deployed: dict[str, Played], delivery: Delivery) -> None:
    file = delivery.runner.project / "Pulumi.prod.yaml"
    settings = yaml.safe_load(delivery.runner.led[file])
    settings["config"]["jamf-connect-okta:ropgApp"]["label"] = "Renamed after the plan"
    led = {**delivery.runner.led, file: yaml.safe_dump(settings)}
    played = replace(delivery.runner_for("prod"), led=led).play("deploy.yml", "prod")
    assert played.failed == "Deploy what was planned"
    assert "violates plan" in played.outputs["Deploy what was planned"]
    assert "Renamed after the plan" not in [app["label"] for app in delivery.api("prod", "GET", "/api/v1/apps")]


def test_a_branch_s_preview_changes_nothing(deployed: dict[str, Played], delivery: Delivery) -> None:
    before = delivery.api("staging", "GET", "/api/v1/apps")
    played = delivery.runner_for("staging").play("preview.yml", "preview", stack="staging")
    assert played.failed is None, str(played)
    assert "unchanged" in played.outputs["Preview"]
    assert delivery.api("staging", "GET", "/api/v1/apps") == before


def nightly(delivery: Delivery, github: GitHub) -> dict[str, str | None]:
    """The step that failed for each stack; whether anybody is told."""
    github.answer("GET", "repos/acme/jamf/issues?state=open&per_page=100", [])
    for leftover in delivery.runner.artifacts.glob("drift-*"):
        shutil.rmtree(leftover)
    failed = {}
    for stack in ("staging", "prod"):
        failed[stack] = delivery.runner_for(stack).play("nightly.yml", "drift", stack=stack).failed
    path = f"{github.folder}:{delivery.runner.environment['PATH']}"
    environment = dict(delivery.runner.environment) | {"PATH": path, "GITHUB_REPOSITORY": "acme/jamf"}
    told = replace(delivery.runner, environment=environment).play("nightly.yml", "issue")
    assert told.failed is None, str(told)
    return failed
