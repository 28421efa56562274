"""A mix of management calls: everything that a deployment does to each kind of object, and the lists around it."""

from __future__ import annotations

from typing import Any

import httpx

from .large_org import GROUPS, USERS, login

Json = dict[str, Any]


class Calls:
    """Makes rounds of calls that leave nothing behind; `made` counts them.

    Each kind of call is made once a round, cheap or not: a round lists 200 users and 200 members of Everyone, and
    looks through all users for the beginning of a name.
    """

    def __init__(self, okta: httpx.Client) -> None:
        self._okta = okta
        self.made = 0
        self._everyone = self._call("GET", "/groups", q="Everyone").json()[0]["id"]

    def make_rounds(self, count: int) -> None:
        """Makes that many rounds. Raises httpx.HTTPStatusError for any refusal."""
        for _ in range(count):
            self._round()

    def _round(self) -> None:
        number = self.made % USERS + 1
        group = self._group(number)
        user = self._user(number, group)
        policy = self._policy(group)
        self._app(policy, group, user)
        self._call("DELETE", f"/policies/{policy}")
        self._call("DELETE", f"/groups/{group}")
        for _ in ("deactivated", "deleted"):
            self._call("DELETE", f"/users/{user}")

    def _group(self, number: int) -> str:
        group = self._create("/groups", {"profile": {"name": "Lab", "description": "New"}})
        self._call("PUT", f"/groups/{group}", {"profile": {"name": "Laboratory", "description": "Renamed"}})
        self._call("GET", f"/groups/{group}")
        found = self._call("GET", "/groups", search=f'profile.name eq "Team {number % GROUPS + 1}"')
        self._call("GET", f"/groups/{found.json()[0]['id']}/users")
        self._call("GET", f"/groups/{self._everyone}/users", limit="200")
        self._call("GET", "/groups", q="Team", limit="100")
        return group

    def _user(self, number: int, group: str) -> str:
        profile = {"login": "nina@acme.example", "email": "nina@acme.example", "firstName": "Nina", "lastName": "Novak"}
        body = {"profile": profile, "credentials": {"password": {"value": "Rehearsal-1"}}}
        user = self._create("/users", body)
        self._call("POST", f"/users/{user}", {"profile": {"title": "Engineer"}})
        self._call("GET", f"/users/{user}")
        self._call("PUT", f"/groups/{group}/users/{user}")
        self._call("GET", f"/users/{user}/groups")
        self._call("GET", f"/users/{login(number)}")
        self._call("GET", "/users", search=f'profile.login eq "{login(number)}"')
        self._call("GET", "/users", search=f'profile.email eq "{login(number)}" and status eq "ACTIVE"')
        self._call("GET", "/users", search='profile.firstName sw "Ni"')
        self._call("GET", "/users", limit="200")
        return user

    def _policy(self, group: str) -> str:
        policy = self._create("/policies", {"type": "ACCESS_POLICY", "name": "Mac"})
        self._call("PUT", f"/policies/{policy}", {"type": "ACCESS_POLICY", "name": "Mac", "description": "Changed"})
        self._call("GET", f"/policies/{policy}")
        self._call("GET", "/policies", type="ACCESS_POLICY")
        rule = self._create(f"/policies/{policy}/rules", _rule("Password", group))
        self._call("GET", f"/policies/{policy}/rules/{rule}")
        self._call("PUT", f"/policies/{policy}/rules/{rule}", _rule("Password only", group))
        self._call("GET", f"/policies/{policy}/rules")
        self._call("DELETE", f"/policies/{policy}/rules/{rule}")
        return policy

    def _app(self, policy: str, group: str, user: str) -> None:
        app = self._create("/apps", _app("Jamf Connect"))
        self._call("PUT", f"/apps/{app}", _app("Jamf Connect ROPG"))
        self._call("PUT", f"/apps/{app}/policies/{policy}")
        self._call("PUT", f"/apps/{app}/groups/{group}", {"priority": 0})
        self._call("GET", f"/apps/{app}/users/{user}")
        self._call("GET", f"/apps/{app}")
        self._call("GET", "/apps", q="Jamf")
        self._call("POST", f"/apps/{app}/lifecycle/deactivate")
        self._call("DELETE", f"/apps/{app}")

    def _create(self, path: str, body: Json) -> str:
        return str(self._call("POST", path, body).json()["id"])

    def _call(self, method: str, path: str, body: Json | None = None, **query: str) -> httpx.Response:
        answer = self._okta.request(method, f"/api/v1{path}", json=body, params=query)
        answer.raise_for_status()
        self.made += 1
        return answer


def _rule(name: str, group: str) -> Json:
    method = {"type": "ASSURANCE", "factorMode": "1FA", "reauthenticateIn": "PT0S"}
    knowledge = [{"knowledge": {"types": ["password"]}}]
    return {
        "type": "ACCESS_POLICY",
        "name": name,
        "conditions": {"people": {"groups": {"include": [group]}}},
        "actions": {"appSignOn": {"access": "ALLOW", "verificationMethod": {**method, "constraints": knowledge}}},
    }


def _app(label: str) -> Json:
    client = {
        "application_type": "native",
        "grant_types": ["authorization_code", "password"],
        "response_types": ["code"],
        "redirect_uris": ["https://127.0.0.1/jamfconnect"],
    }
    return {
        "name": "oidc_client",
        "label": label,
        "signOnMode": "OPENID_CONNECT",
        "credentials": {"oauthClient": {"token_endpoint_auth_method": "none", "pkce_required": True}},
        "settings": {"oauthClient": client},
    }
