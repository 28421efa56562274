"""Every endpoint of the org."""

from __future__ import annotations

from jamf_connect_okta.simulated_org import (
    app_grants,
    app_groups,
    app_id_token,
    app_secrets,
    app_users,
    apps,
    authenticators,
    groups,
    organization,
    policies,
    policy_mappings,
    policy_rules,
    switches,
    token_endpoint,
    user_lifecycle,
    users,
    zones,
)

_MODULES = (
    organization,
    apps,
    app_groups,
    app_users,
    app_grants,
    app_secrets,
    app_id_token,
    policies,
    policy_rules,
    policy_mappings,
    groups,
    users,
    user_lifecycle,
    zones,
    authenticators,
    token_endpoint,
    switches,
)

ENDPOINTS = tuple(endpoint for module in _MODULES for endpoint in module.ENDPOINTS)
