"""What the stand-in serves of the official plugin."""

from jamf_connect_okta.stand_in.api_scope import AppOauthApiScope
from jamf_connect_okta.stand_in.app_user import AppUser
from jamf_connect_okta.stand_in.errors import StandInError
from jamf_connect_okta.stand_in.get_groups import GetGroups
from jamf_connect_okta.stand_in.get_network_zone import GetNetworkZone
from jamf_connect_okta.stand_in.get_users import GetUsers
from jamf_connect_okta.stand_in.group_assignments import AppGroupAssignments
from jamf_connect_okta.stand_in.lookup import Lookup
from jamf_connect_okta.stand_in.oauth_app import OAuthApp
from jamf_connect_okta.stand_in.resource import ResourceType
from jamf_connect_okta.stand_in.session_policy import SessionPolicy
from jamf_connect_okta.stand_in.session_policy_rule import SessionPolicyRule
from jamf_connect_okta.stand_in.signon_policy import AppSignonPolicy
from jamf_connect_okta.stand_in.signon_policy_rule import AppSignonPolicyRule

RESOURCE_TYPES: dict[str, ResourceType] = {
    kind.token: kind
    for kind in (
        OAuthApp(),
        AppOauthApiScope(),
        AppGroupAssignments(),
        AppUser(),
        AppSignonPolicy(),
        AppSignonPolicyRule(),
        SessionPolicy(),
        SessionPolicyRule(),
    )
}

LOOKUPS: dict[str, Lookup] = {lookup.token: lookup for lookup in (GetGroups(), GetUsers(), GetNetworkZone())}


def resource_type(token: str) -> ResourceType:
    """The resource type of that token. Raises StandInError for any other than the served ones."""
    if token not in RESOURCE_TYPES:
        raise _not_served("resource type", token, RESOURCE_TYPES)
    return RESOURCE_TYPES[token]


def lookup(token: str) -> Lookup:
    """The function of that token. Raises StandInError for any other than the served ones."""
    if token not in LOOKUPS:
        raise _not_served("function", token, LOOKUPS)
    return LOOKUPS[token]


def _not_served(what: str, token: str, served: dict[str, ResourceType] | dict[str, Lookup]) -> StandInError:
    return StandInError(
        f"The {what} {token} is not served: this is the stand-in plugin for rehearsals, not Okta's. "
        f"It serves {', '.join(sorted(served))}; the official okta plugin has the rest."
    )
