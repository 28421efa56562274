"""An org in which a plan is deployed through the management API; what both evaluators say about attempts."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from urllib.parse import parse_qsl

from starlette.routing import compile_path

from jamf_connect_okta.simulated_org.core.api import Call, Caller
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.management.zone_documents import new_zone
from jamf_connect_okta.simulated_org.policy_evaluation.addresses import blocking_zone
from jamf_connect_okta.simulated_org.policy_evaluation.assurance import satisfied
from jamf_connect_okta.simulated_org.policy_evaluation.attempt import Attempt, groups_of_user
from jamf_connect_okta.simulated_org.policy_evaluation.evaluation import Evaluation, evaluate
from jamf_connect_okta.simulated_org.policy_evaluation.factors import FACTORS
from jamf_connect_okta.simulated_org.seed.planting import new_org
from jamf_connect_okta.simulated_org.serving.endpoints import ENDPOINTS

from ..conftest import Json, native_app
from . import naive_evaluator
from .naive_evaluator import Answer
from .plans import BEN, PLACES, SEED, Plan, Policy, Rule, Try

_WORDS = {"allow": "allowed", "deny": "denied", "can't be told": "can't be told"}
_ROUTES = [(endpoint, compile_path(endpoint.path)[0]) for endpoint in ENDPOINTS]


class Deployed:
    """An org in which a plan is deployed, and an app with its policy."""

    def __init__(self, org: Org, plan: Plan) -> None:
        self.org = org
        self._shown: Json | None = None
        if plan.places:
            places = {"type": "DYNAMIC", "name": "Places", "usage": plan.places, "locations": [{"country": "NO"}]}
            with org.store.transaction():
                org.store.put("zone", new_zone(org, places, zone_id=PLACES))
        self.app_id = self.call("POST", "/api/v1/apps", native_app())["id"]
        self.policy_id = self.new_access_policy("App", plan.app, plan.catch_all)
        self.call("PUT", f"/api/v1/apps/{self.app_id}/policies/{self.policy_id}")
        for number, policy in enumerate(plan.session, start=1):
            self.new_session_policy(f"Session {number}", policy, number)

    def new_access_policy(self, name: str, rules: Sequence[Rule], catch_all: Json | None = None) -> str:
        policy_id = str(self.call("POST", "/api/v1/policies", {"type": "ACCESS_POLICY", "name": name})["id"])
        for rule in rules:
            self.add_rule(policy_id, rule)
        if catch_all is not None:
            (last,) = [one for one in self.rules(policy_id) if one["system"]]
            path = f"/api/v1/policies/{policy_id}/rules/{last['id']}"
            self.call("PUT", path, {**last, "actions": {"appSignOn": catch_all}})
        return policy_id

    def new_session_policy(self, name: str, policy: Policy, priority: int) -> str:
        conditions = {"people": {"groups": {"include": list(policy.groups)}}}
        body = {"type": "OKTA_SIGN_ON", "name": name, "priority": priority, "conditions": conditions}
        policy_id = str(self.call("POST", "/api/v1/policies", body)["id"])
        for rule in policy.rules:
            self.add_rule(policy_id, rule)
        if not policy.active:
            self.call("POST", f"/api/v1/policies/{policy_id}/lifecycle/deactivate")
        return policy_id

    def add_rule(self, policy_id: str, rule: Rule, **changes: Any) -> str:
        made = self.call("POST", f"/api/v1/policies/{policy_id}/rules", {**rule.body, **changes})
        if rule.planted:
            stored = self.org.store.get("rule", made["id"])
            assert stored is not None
            conditions = {**stored["document"]["conditions"], **rule.planted}
            with self.org.store.transaction():
                self.org.store.put("rule", {**stored, "document": {**stored["document"], "conditions": conditions}})
        if not rule.active:
            self.call("POST", f"/api/v1/policies/{policy_id}/rules/{made['id']}/lifecycle/deactivate")
        return str(made["id"])

    def rules(self, policy_id: str) -> list[Json]:
        return list(self.call("GET", f"/api/v1/policies/{policy_id}/rules"))

    def name_of_rule(self, rule_id: str | None) -> str | None:
        rule = self.org.store.get("rule", rule_id) if rule_id else None
        return str(rule["document"]["name"]) if rule else None

    def call(self, method: str, target: str, body: Json | None = None) -> Any:
        """The management API's answer; a refusal is an error of the test. Every body travels as JSON."""
        path, _, query = target.partition("?")
        if method != "GET":
            self._shown = None
        for endpoint, pattern in _ROUTES:
            if endpoint.method == method and (found := pattern.match(path)):
                call = Call(
                    org=self.org,
                    method=method,
                    path=path,
                    ids=found.groupdict(),
                    query=dict(parse_qsl(query)),
                    query_text=query,
                    caller=Caller(user_id=BEN),
                    own_url="http://127.0.0.1",
                    content=json.dumps(body or {}).encode(),
                )
                with self.org.store.transaction():
                    return json.loads(json.dumps(endpoint.handler(call).body))
        raise LookupError(f"{method} {path}")

    def evaluation(self, attempt: Try) -> Evaluation:
        """What the org's own evaluator says."""
        user, app = self.org.store.get("user", attempt.user_id), self.org.store.get("app", self.app_id)
        assert user is not None
        assert app is not None
        groups = groups_of_user(self.org, attempt.user_id)
        return evaluate(
            self.org, Attempt(user, groups, app, attempt.ip, attempt.platform, attempt.risk, attempt.device)
        )

    def answer(self, attempt: Try, presented: Sequence[str]) -> Answer:
        """What the org's own evaluator says, put as the naive one puts it."""
        if blocking_zone(self.org, attempt.ip) is not None:
            return Answer("denied")
        evaluation, factors = self.evaluation(attempt), [FACTORS[name] for name in presented]
        result = "allowed" if evaluation.unsatisfied(factors) is None else "denied"
        if denial := evaluation.denied_by:
            result = _WORDS[denial.effect]
        both = (evaluation.session, evaluation.app)
        said = [
            _WORDS[one.effect] if all(satisfied(demand, factors) for demand in one.demands) else "not enough"
            for one in both
        ]
        return Answer(result, *said, *(one.rule["id"] if one.rule else None for one in both))

    def naive_answer(self, attempt: Try, presented: Sequence[str]) -> Answer:
        """What the naive evaluator says, from what the management API shows."""
        who = {
            "user": self.call("GET", f"/api/v1/users/{attempt.user_id}"),
            "groups": self.call("GET", f"/api/v1/users/{attempt.user_id}/groups"),
            "ip": attempt.ip,
            "platform": attempt.platform and attempt.platform._asdict(),
            "risk": attempt.risk,
            "device": {
                "registered": attempt.device.registered,
                "managed": attempt.device.managed,
                "assurances": sorted(attempt.device.assurances),
            },
        }
        return naive_evaluator.sign_in(self.shown(), who, list(presented))

    def shown(self) -> Json:
        """The lists of the management API that sign-ins depend on."""
        if self._shown is None:
            policies = self.call("GET", "/api/v1/policies?type=OKTA_SIGN_ON")
            app = self.call("GET", f"/api/v1/apps/{self.app_id}")
            policy_id = app["_links"]["accessPolicy"]["href"].rpartition("/")[2]
            policy = self.call("GET", f"/api/v1/policies/{policy_id}")
            self._shown = {
                "zones": self.call("GET", "/api/v1/zones"),
                "sessionPolicies": [{**one, "rules": self.rules(one["id"])} for one in policies],
                "accessPolicy": {**policy, "rules": self.rules(policy_id)},
            }
        return self._shown


@contextmanager
def deployed(plan: Plan) -> Iterator[Deployed]:
    org = new_org(SEED)
    try:
        yield Deployed(org, plan)
    finally:
        org.close()
