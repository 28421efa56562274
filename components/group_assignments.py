"""Who may sign in through an app: groups, and people one by one."""

from collections.abc import Sequence

import pulumi
import pulumi_okta as okta
import pulumi_okta.app
from pulumi import Input, ResourceOptions

from components.lookups import Group, User


class AppAssignments(pulumi.ComponentResource):
    """All assignments of one app; both apps get the same, or people pass the one and fail at the other.

    The groups are one resource that owns the app's whole list: a group that somebody adds by hand is drift.
    """

    def __init__(
        self,
        name: str,
        *,
        app_id: Input[str],
        groups: Sequence[Group],
        users: Sequence[User] = (),
        opts: ResourceOptions | None = None,
    ) -> None:
        super().__init__("jamf-connect-okta:okta:AppAssignments", name, None, opts)
        if groups:
            okta.AppGroupAssignments(
                f"{name}-groups",
                app_id=app_id,
                # Priorities count from 1: the provider does not send a 0 and sends it again at every update.
                groups=[
                    okta.AppGroupAssignmentsGroupArgs(id=group.id, priority=priority, profile="{}")
                    for priority, group in enumerate(groups, start=1)
                ],
                opts=ResourceOptions(parent=self),
            )
        for user in users:
            okta.app.User(
                f"{name}-user-{user.login}",
                app_id=app_id,
                user_id=user.id,
                username=user.login,
                # Neither id forces a replacement in the provider, though an assignment can't move.
                opts=ResourceOptions(parent=self, replace_on_changes=["appId", "userId"]),
            )
        self.register_outputs({})
