"""What a preview tells the person who reads it, beyond the list of resources."""

import pulumi

from components.checks.advice import advice_on
from components.lookups import Directory
from components.problems import headline
from components.settings import Settings


def announce(settings: Settings, directory: Directory) -> None:
    """Say what the global session policy means for the people of this stack, and what works other than most think."""
    for advice in advice_on(settings):
        pulumi.log.warn(f"{headline(advice)}. {advice.why} {advice.fix}")
    who = ", ".join([group.name for group in directory.groups] + [user.login for user in directory.users])
    if settings.manages_session_policy:
        groups = ", ".join(group.name for group in directory.groups)
        pulumi.log.info(
            f'The global session policy "{settings.session_policy.name}" (priority {settings.session_policy.priority}) '
            f"governs every sign-in of {groups}, to every app of the org: a password starts a session of "
            f"{settings.session_policy.lifetime_minutes} minutes, MFA is left to each app's own policy."
        )
    else:
        pulumi.log.info(
            f"The global session policy is left as it is: it has to let {who} in with a password and without MFA, "
            "or every password check of Jamf Connect fails."
        )
