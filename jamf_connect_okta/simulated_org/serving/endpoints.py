"""Every endpoint of the org."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.management import authenticators, organization, zones
from jamf_connect_okta.simulated_org.management.apps import (
    app_grants,
    app_groups,
    app_id_token,
    app_secrets,
    app_users,
    apps,
    client_roles,
    policy_mappings,
)
from jamf_connect_okta.simulated_org.management.directory import groups, user_lifecycle, users
from jamf_connect_okta.simulated_org.management.policies import policies, policy_rules
from jamf_connect_okta.simulated_org.oauth import (
    authorization_response,
    authorize,
    discovery,
    introspection,
    revocation,
    token_endpoint,
    userinfo,
)
from jamf_connect_okta.simulated_org.serving import copying, sign_in_entries, switches
from jamf_connect_okta.simulated_org.sign_in.pages import outbox, signin

_MODULES = (
    organization,
    apps,
    app_groups,
    app_users,
    app_grants,
    app_secrets,
    app_id_token,
    client_roles,
    policies,
    policy_rules,
    policy_mappings,
    groups,
    users,
    user_lifecycle,
    zones,
    authenticators,
    discovery,
    authorize,
    authorization_response,
    token_endpoint,
    userinfo,
    introspection,
    revocation,
    signin,
    outbox,
    copying,
    sign_in_entries,
    switches,
)

ENDPOINTS = tuple(endpoint for module in _MODULES for endpoint in module.ENDPOINTS)
