"""Creates whose outcome the engine never learned, because it was killed."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import httpx

from jamf_connect_okta.rehearsal.engine import Engine
from jamf_connect_okta.rehearsal.errors import RehearsalError


@dataclass(frozen=True)
class PendingCreate:
    """A resource whose creation was begun: `matches` are the ids, as the provider imports them, that fit it in Okta."""

    urn: str
    type: str
    name: str
    parent: str
    matches: tuple[str, ...]


def pending_creates(engine: Engine, org: httpx.Client) -> list[PendingCreate]:
    """The creates that a killed operation left open, with what `org` (its management API) now holds of them."""
    operations = engine.export()["deployment"].get("pending_operations") or []
    return [
        PendingCreate(
            urn=resource["urn"],
            type=resource["type"],
            name=resource["urn"].rpartition("::")[2],
            parent=resource["parent"],
            matches=tuple(_matches(resource["type"], resource.get("inputs", {}), org)),
        )
        for operation in operations
        if operation["type"] == "creating"
        for resource in [operation["resource"]]
    ]


def adopt_creates(engine: Engine, pending: list[PendingCreate], plugin_version: str) -> int:
    """Take what exists into the state, forget the creates that never happened; the engine's exit code.

    The engine's own `refresh --import-pending-creates` only drops the operation: the object then exists unowned.
    """
    if status := engine.run("refresh", "--yes", "--skip-preview", "--clear-pending-creates"):
        return status
    existing = [create for create in pending if create.matches]
    if not existing:
        return 0
    # The resources of the file are names in it as well: a parent's has to be another one.
    parents = {f"parent of {create.name}": create.parent for create in existing}
    resources = [
        {
            "type": create.type,
            "name": create.name,
            "id": create.matches[0],
            "parent": f"parent of {create.name}",
            "version": plugin_version,
        }
        for create in existing
    ]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "import.json")
        file.write_text(json.dumps({"nameTable": parents, "resources": resources}))
        return engine.run(
            "import", "--file", str(file), "--yes", "--skip-preview", "--protect=false", "--generate-code=false"
        )


def _matches(kind: str, inputs: Mapping[str, Any], org: httpx.Client) -> Iterator[str]:
    if kind == "okta:app/oAuth:OAuth":
        for app in _list(org, f"/api/v1/apps?q={quote(inputs['label'])}"):
            if app["label"] == inputs["label"]:
                yield app["id"]
    elif kind == "okta:index/appSignonPolicy:AppSignonPolicy":
        yield from _named(org, "/api/v1/policies?type=ACCESS_POLICY", inputs["name"])
    elif kind == "okta:policy/signon:Signon":
        yield from _named(org, "/api/v1/policies?type=OKTA_SIGN_ON", inputs["name"])
    elif kind in ("okta:index/appSignonPolicyRule:AppSignonPolicyRule", "okta:policy/ruleSignon:RuleSignon"):
        for rule_id in _named(org, f"/api/v1/policies/{inputs['policyId']}/rules", inputs["name"]):
            yield f"{inputs['policyId']}/{rule_id}"
    elif kind == "okta:index/appOauthApiScope:AppOauthApiScope":
        if _list(org, f"/api/v1/apps/{inputs['appId']}/grants"):
            yield inputs["appId"]
    elif kind == "okta:index/appGroupAssignments:AppGroupAssignments":
        if _list(org, f"/api/v1/apps/{inputs['appId']}/groups"):
            yield inputs["appId"]
    elif kind == "okta:app/user:User" and _found(org, f"/api/v1/apps/{inputs['appId']}/users/{inputs['userId']}"):
        yield f"{inputs['appId']}/{inputs['userId']}"


def _named(org: httpx.Client, path: str, name: str) -> Iterator[str]:
    for item in _list(org, path):
        if item["name"] == name:
            yield item["id"]


def _list(org: httpx.Client, path: str) -> list[dict[str, Any]]:
    answer = _found(org, path)
    return list(answer.json()) if answer else []


def _found(org: httpx.Client, path: str) -> httpx.Response | None:
    """The answer, None where there is nothing at `path`. An org that fails is no org without the object."""
    answer = org.get(path)
    if answer.status_code == httpx.codes.NOT_FOUND:
        return None
    if not answer.is_success:
        raise RehearsalError(f"Okta's answer to GET {path} was {answer.status_code}; what exists there is unknown.")
    return answer
