"""The policy that decides whether people get an Okta session at all."""

from collections.abc import Sequence

import pulumi
import pulumi_okta as okta
import pulumi_okta.policy
from pulumi import Output, ResourceOptions


class GlobalSessionPolicy(pulumi.ComponentResource):
    """The global session policy of the people who sign in to Macs: a password, and no MFA at this level.

    A session-level MFA demand can't be met by the password check, so it would refuse every one of them; the second
    factor is asked for by the MFA app's own policy. The policy governs these people's sign-in to every app of the org.
    """

    policy_id: Output[str]

    def __init__(
        self,
        name: str,
        *,
        policy_name: str,
        group_ids: Sequence[str],
        priority: int,
        idle_minutes: int,
        lifetime_minutes: int,
        blocked_zone_ids: Sequence[str] = (),
        opts: ResourceOptions | None = None,
    ) -> None:
        super().__init__("jamf-connect-okta:okta:GlobalSessionPolicy", name, None, opts)
        policy = okta.policy.Signon(
            f"{name}-policy",
            name=policy_name,
            description="Lets people who sign in to Macs start a session with their password.",
            groups_included=list(group_ids),
            priority=priority,
            opts=ResourceOptions(parent=self),
        )
        blocked: list[pulumi.Resource] = []
        if blocked_zone_ids:
            blocked.append(
                okta.policy.RuleSignon(
                    f"{name}-blocked-zones",
                    policy_id=policy.id,
                    name="Blocked zones",
                    priority=1,
                    access="DENY",
                    network_connection="ZONE",
                    network_includes=list(blocked_zone_ids),
                    session_idle=idle_minutes,
                    session_lifetime=lifetime_minutes,
                    opts=ResourceOptions(parent=self),
                )
            )
        okta.policy.RuleSignon(
            f"{name}-password",
            policy_id=policy.id,
            name="Password",
            priority=len(blocked) + 1,
            access="ALLOW",
            primary_factor="PASSWORD_IDP",
            mfa_required=False,
            network_connection="ANYWHERE",
            session_idle=idle_minutes,
            session_lifetime=lifetime_minutes,
            session_persistent=False,
            opts=ResourceOptions(parent=self, depends_on=blocked),
        )
        self.policy_id = policy.id
        self.register_outputs({"policyId": self.policy_id})
