"""A stack that declares every served type, run by the real engine with the stand-in."""

import json
import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pulumi
import pulumi.automation as auto
import pulumi_okta as okta
import pulumi_okta.app
import pulumi_okta.policy
import pulumi_okta.user

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

Steps = dict[str, str]

TYPES = {
    "policy": "okta:index/appSignonPolicy:AppSignonPolicy",
    "rule": "okta:index/appSignonPolicyRule:AppSignonPolicyRule",
    "app": "okta:app/oAuth:OAuth",
    "scopes": "okta:index/appOauthApiScope:AppOauthApiScope",
    "groups": "okta:index/appGroupAssignments:AppGroupAssignments",
    "user": "okta:app/user:User",
    "session": "okta:policy/signon:Signon",
    "session-rule": "okta:policy/ruleSignon:RuleSignon",
}
"""What the program declares."""

_CONSTRAINT = json.dumps({"knowledge": {"required": True, "types": ["password"]}})


@dataclass
class EngineStack:
    """`changes` are properties other than the usual, by resource; `import_ids` are what a resource is adopted from."""

    state: Path
    environment: dict[str, str]
    engine: auto.PulumiCommand
    org: RunningOrg
    changes: dict[str, dict[str, Any]] = field(default_factory=dict)
    import_ids: Mapping[str, str] = field(default_factory=dict)

    def up(self) -> Steps:
        """What was done, by resource; what stayed is left out."""
        return self._run("up")

    def preview(self) -> Steps:
        return self._run("preview")

    def refresh(self) -> Steps:
        return self._run("refresh")

    def destroy(self) -> Steps:
        return self._run("destroy")

    def adopt(self, token: str, name: str, import_id: str) -> None:
        """`pulumi import`, as a person types it."""
        command = ["import", "--stack", "dev", "--yes", "--generate-code=false", "--protect=false", "--non-interactive"]
        stack = self._stack()
        subprocess.run(
            [str(self.engine.command), *command, token, name, import_id],
            cwd=stack.workspace.work_dir,
            env=os.environ | self.environment,
            check=True,
            capture_output=True,
        )

    def resources(self) -> dict[str, dict[str, Any]]:
        """The state's resources by name."""
        deployment = self._stack().export_stack().deployment or {}
        found = [each for each in deployment["resources"] if each["type"].startswith("okta:")]
        return {each["urn"].rpartition("::")[2]: each for each in found}

    def calls(self) -> list[str]:
        return [f"{entry['method']} {entry['path']}" for entry in self.org.org.log.entries]

    def _run(self, operation: str) -> Steps:
        steps: Steps = {}

        def note(event: auto.EngineEvent) -> None:
            # Only its result tells whether a refresh has found drift.
            told = event.res_outputs_event if operation == "refresh" else event.resource_pre_event
            step = told and told.metadata
            if step and step.type.startswith("okta:") and step.op not in ("same", "read"):
                name = step.urn.rpartition("::")[2]
                steps[name] = f"{steps[name]}, {step.op.value}" if name in steps else step.op.value

        getattr(self._stack(), operation)(on_event=note)
        return steps

    def _stack(self) -> auto.Stack:
        backend = auto.ProjectBackend(url=f"file://{self.state}")
        options = auto.LocalWorkspaceOptions(
            env_vars=self.environment,
            pulumi_command=self.engine,
            project_settings=auto.ProjectSettings(name="stand-in", runtime="python", backend=backend),
        )
        return auto.create_or_select_stack("dev", project_name="stand-in", program=self._program, opts=options)

    def _program(self) -> None:
        group = okta.get_groups(search='profile.name eq "Mac Users"').groups[0]
        alice = okta.user.get_users(searches=[{"expression": 'profile.login eq "alice@acme.example"'}]).users[0]
        pulumi.export("zone", okta.get_network_zone(name="Office").id)
        policy = self._declare(okta.AppSignonPolicy, "policy", name="Passwords", description="Macs", catch_all=False)
        self._declare(
            okta.AppSignonPolicyRule,
            "rule",
            policy_id=policy.id,
            name="Password",
            priority=0,
            factor_mode="1FA",
            re_authentication_frequency="PT0S",
            constraints=[_CONSTRAINT],
            groups_excluded=[group.id],
        )
        app = self._declare(
            okta.app.OAuth,
            "app",
            label="Jamf Connect",
            type="native",
            token_endpoint_auth_method="none",
            pkce_required=True,
            omit_secret=True,
            grant_types=["authorization_code", "implicit", "password"],
            response_types=["code", "id_token"],
            redirect_uris=["https://127.0.0.1/jamfconnect"],
            authentication_policy=policy.id,
        )
        self._declare(
            okta.AppOauthApiScope,
            "scopes",
            app_id=app.id,
            issuer="https://acme.okta.invalid",
            scopes=["okta.users.read"],
        )
        groups = [{"id": group.id, "priority": 1, "profile": "{}"}]
        self._declare(okta.AppGroupAssignments, "groups", app_id=app.id, groups=groups)
        self._declare(okta.app.User, "user", app_id=app.id, user_id=alice.id, username="alice@acme.example")
        session = self._declare(
            okta.policy.Signon, "session", name="Macs", description="Passwords", groups_included=[group.id], priority=1
        )
        self._declare(
            okta.policy.RuleSignon,
            "session-rule",
            policy_id=session.id,
            name="Password",
            priority=1,
            primary_factor="PASSWORD_IDP",
        )

    def _declare(self, kind: Any, resource: str, **arguments: Any) -> Any:
        options = pulumi.ResourceOptions(import_=self.import_ids.get(resource))
        return kind(resource, **arguments | self.changes.get(resource, {}), opts=options)
