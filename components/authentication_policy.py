"""The policy that decides what an app's sign-in takes."""

from collections.abc import Sequence
from dataclasses import dataclass

import pulumi
import pulumi_okta as okta
from pulumi import Output, ResourceOptions

from components.assurance import Assurance


@dataclass(frozen=True)
class SignOnRule:
    """A rule that lets people in: what they must prove, from where, and which groups it does not speak for.

    There is nothing here about devices, platforms or risk: a Mac at its login window, or in a silent password check,
    has no such context, and a rule that asks for it never matches.
    """

    name: str
    assurance: Assurance
    zone_ids: Sequence[str] = ()
    excluded_group_ids: Sequence[str] = ()


class AuthenticationPolicy(pulumi.ComponentResource):
    """An app's authentication policy whose catch-all rule denies.

    Okta creates the catch-all rule as ALLOW with two factors. `catch_all=False` turns it into DENY, but only while the
    policy is created: a policy adopted from elsewhere keeps the rule it has.
    """

    policy_id: Output[str]

    def __init__(
        self,
        name: str,
        *,
        policy_name: str,
        description: str,
        rules: Sequence[SignOnRule],
        opts: ResourceOptions | None = None,
    ) -> None:
        super().__init__("jamf-connect-okta:okta:AuthenticationPolicy", name, None, opts)
        policy = okta.AppSignonPolicy(
            f"{name}-policy",
            name=policy_name,
            description=description,
            catch_all=False,
            opts=ResourceOptions(parent=self),
        )
        previous: list[pulumi.Resource] = []
        # From 1: the provider can't tell a 0 from no priority. One after another: Okta moves rules aside when two
        # arrive with priorities that collide.
        for priority, rule in enumerate(rules, start=1):
            previous = [
                _rule(f"{name}-{rule.name.lower().replace(' ', '-')}", policy.id, priority, rule, self, previous)
            ]
        self.policy_id = policy.id
        self.register_outputs({"policyId": self.policy_id})


def _rule(
    name: str,
    policy_id: Output[str],
    priority: int,
    rule: SignOnRule,
    parent: pulumi.Resource,
    previous: Sequence[pulumi.Resource],
) -> okta.AppSignonPolicyRule:
    return okta.AppSignonPolicyRule(
        name,
        policy_id=policy_id,
        name=rule.name,
        priority=priority,
        access="ALLOW",
        type="ASSURANCE",
        factor_mode=rule.assurance.factor_mode,
        re_authentication_frequency=rule.assurance.reauthenticate_in,
        constraints=list(rule.assurance.constraints),
        network_connection="ZONE" if rule.zone_ids else "ANYWHERE",
        network_includes=list(rule.zone_ids) or None,
        groups_excluded=list(rule.excluded_group_ids) or None,
        opts=ResourceOptions(parent=parent, depends_on=previous),
    )
