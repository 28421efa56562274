"""Whatever settings the program accepts, its stack breaks no mandatory rule."""

from collections.abc import Iterable
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from components.problems import StackProblemsError
from components.settings import Settings
from components.stack_config import load_settings
from guardrails.rule import Level, Parameters
from tests.components.stacks import OKTA, SIMULATED_OKTA, engine_config
from tests.components.test_any_settings import VALID

from .cases import BY_ID
from .registered import REHEARSAL, acme, registered, violations

ACCEPTED = settings(
    max_examples=80,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def broken(
    changes: dict[str, Any], rehearsal: bool, preview: bool, leaving: Iterable[str] = ()
) -> tuple[Settings, dict[str, set[str]]]:
    """The settings, and the mandatory rules that their stack breaks, with the names of what breaks them."""
    okta = SIMULATED_OKTA if rehearsal else OKTA
    read = load_settings("any", {}, engine_config(changes | {"rehearsal": rehearsal}, okta), {})
    try:
        stack = registered(read, acme(preview=preview))
    except StackProblemsError:
        assume(False)
    configuration: dict[str, Parameters] = {"app-protected": {**REHEARSAL["app-protected"], "leaving": list(leaving)}}
    found = violations(stack, configuration)
    mandatory = {id: each for id, each in found.items() if BY_ID[id].level is Level.MANDATORY}
    return read, {id: {violation.where.name for violation in each} for id, each in mandatory.items()}


@ACCEPTED
@given(changes=VALID, preview=st.booleans())
def test_a_rehearsal_breaks_no_mandatory_rule(changes: dict[str, Any], preview: bool) -> None:
    _, mandatory = broken(changes, True, preview)
    assert mandatory == {}


@ACCEPTED
@given(changes=VALID, preview=st.booleans())
def test_a_real_org_s_stack_breaks_none_but_protection_where_its_settings_take_that_away(
    changes: dict[str, Any], preview: bool
) -> None:
    settings, mandatory = broken(changes, False, preview)
    unprotected = set() if settings.protect else {"ropg-app"}
    if settings.has_mfa_app and not settings.protects_mfa_app:
        unprotected.add("mfa-app")
    assert mandatory == ({"app-protected": unprotected} if unprotected else {})


@ACCEPTED
@given(changes=VALID, preview=st.booleans())
def test_a_real_org_s_stack_breaks_none_where_configuration_names_the_apps_that_leave(
    changes: dict[str, Any], preview: bool
) -> None:
    _, mandatory = broken(changes, False, preview, leaving=["ropg-app", "mfa-app"])
    assert mandatory == {}
