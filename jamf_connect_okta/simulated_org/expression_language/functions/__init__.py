"""The functions that expressions may call, by full name."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.expression_language.functions import arrays, groups, membership, strings
from jamf_connect_okta.simulated_org.expression_language.functions.function import Function

FUNCTIONS: dict[str, Function] = {
    **arrays.FUNCTIONS,
    **groups.FUNCTIONS,
    **membership.FUNCTIONS,
    **strings.FUNCTIONS,
}
