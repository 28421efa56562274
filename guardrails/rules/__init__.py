"""The rules, one module per subject."""

from guardrails.rule import Rule
from guardrails.rules import (
    added_uris,
    api_scopes,
    app_policies,
    apps,
    mfa_policy,
    ropg_policy,
    session_policy,
    whole_stack,
)

SUBJECTS = {
    "Apps that Jamf Connect uses": apps.RULES,
    "URIs added to the apps": added_uris.RULES,
    "Okta API scopes": api_scopes.RULES,
    "Authentication policies of both apps": app_policies.RULES,
    "The ROPG app's policy": ropg_policy.RULES,
    "The MFA app's policy": mfa_policy.RULES,
    "Global session policy": session_policy.RULES,
    "The whole stack": whole_stack.RULES,
}
"""Every rule, by subject."""

ALL: tuple[Rule, ...] = tuple(rule for rules in SUBJECTS.values() for rule in rules)
