"""An org as the engine's invokes show it: a few objects, and a note of every question."""

import re
from dataclasses import dataclass, field
from typing import Any

GET_GROUPS = "okta:index/getGroups:getGroups"
GET_USERS = "okta:user/getUsers:getUsers"
GET_ZONE = "okta:index/getNetworkZone:getNetworkZone"
READ_OUTPUTS = "pulumi:pulumi:readStackOutputs"


@dataclass
class MockedOrg:
    """Answers lookups as loosely as an org could: with everything that begins like a name, whatever its case.

    What is declared gets the id `<name>-id`, and an app without a fixed client ID gets `<name>-client-id`. In a preview
    neither is known. `deployed` are the stack's outputs of the last deployment; None before the first. They can't be
    read the first `half_written` times.
    """

    preview: bool = False
    groups: list[dict[str, Any]] = field(default_factory=list)
    users: list[dict[str, Any]] = field(default_factory=list)
    zones: list[dict[str, Any]] = field(default_factory=list)
    deployed: dict[str, Any] | None = None
    half_written: int = 0
    lookups: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def add_group(self, name: str, id: str, type: str = "OKTA_GROUP") -> None:
        self.groups.append({"id": id, "name": name, "type": type})

    def add_user(self, login: str, id: str, *group_ids: str) -> None:
        self.users.append({"id": id, "login": login, "groupMemberships": list(group_ids)})

    def add_zone(self, name: str, id: str, usage: str = "POLICY", status: str = "ACTIVE") -> None:
        self.zones.append({"id": id, "name": name, "usage": usage, "status": status})

    def answer(self, token: str, question: dict[str, Any]) -> dict[str, Any]:
        """What the org says; raises LookupError, in the provider's words, for one object that is not there."""
        if token == READ_OUTPUTS:
            if self.half_written:
                self.half_written -= 1
                raise LookupError("failed to load checkpoint: EOF")
            return {"name": question["name"], "outputs": self.deployed or {}}
        self.lookups.append((token, question))
        if token == GET_GROUPS:
            return {"groups": [group for group in self.groups if _mentions(question["search"], group["name"], group)]}
        if token == GET_USERS:
            search = " ".join(search["expression"] for search in question["searches"])
            found = [user for user in self.users if _mentions(search, user["login"], user)]
            if not question.get("includeGroups"):
                found = [{key: value for key, value in user.items() if key != "groupMemberships"} for user in found]
            return {"users": found}
        assert token == GET_ZONE, token
        return self.zone(question)

    def zone(self, question: dict[str, Any]) -> dict[str, Any]:
        for zone in self.zones:
            if question.get("id") == zone["id"] or question.get("name") == zone["name"]:
                return zone
        # The provider's own words (Terraform provider source, data_source_okta_network_zone.go).
        if "name" in question:
            raise LookupError(
                f"failed to find network zone: network zone with name '{question['name']}' does not exist"
            )
        raise LookupError("failed to find network zone: 404 Not Found")

    def created(self, type: str, name: str, inputs: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """The id and the outputs of a resource; in a preview, what Okta would choose is missing."""
        if self.preview:
            return "", inputs
        computed = {"clientId": f"{name}-client-id"} if type == "okta:app/oAuth:OAuth" else {}
        return f"{name}-id", computed | inputs


def _mentions(search: str, name: str, thing: dict[str, Any]) -> bool:
    texts = [re.sub(r"\\(.)", r"\1", text) for text in re.findall(r'"((?:[^"\\]|\\.)*)"', search)]
    return any(thing["id"] == text or name.casefold().startswith(text.casefold()) for text in texts)
