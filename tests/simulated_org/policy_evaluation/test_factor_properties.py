"""What holds for every verification method, whatever factors are verified or at hand."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jamf_connect_okta.simulated_org.policy_evaluation.assurance import Demand, next_factors, satisfied
from jamf_connect_okta.simulated_org.policy_evaluation.evaluation import PASSWORD_ALONE
from jamf_connect_okta.simulated_org.policy_evaluation.factors import FACTORS, Factor

from ..conftest import Json
from .deployed import deployed
from .generated import assurances, chains, methods, possession, two_factors
from .naive_evaluator import what_app_says, what_session_says
from .plans import Plan, Policy, Rule, Try

_QUICK = settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_LONGEST_WAY = 4  # Three steps of a chain, and the password that a session rule may ask for besides.
_factors = st.lists(st.sampled_from(sorted(FACTORS.values())), max_size=4, unique=True)
_sign_ons = st.fixed_dictionaries(
    {
        "access": st.just("ALLOW"),
        "requireFactor": st.booleans(),
        "primaryFactor": st.sampled_from(["PASSWORD_IDP", "PASSWORD_IDP_ANY_FACTOR"]),
    }
)


def kept(method: Json, sign_on: Json | None = None) -> tuple[Demand, ...]:
    """What both policies demand, once Okta has taken them."""
    session = Rule({"type": "SIGN_ON", "name": "Session", "actions": {"signon": sign_on}})
    sessions = [Policy([session], groups=())] if sign_on else []
    with deployed(Plan(sessions, catch_all={"access": "ALLOW", "verificationMethod": method})) as org:
        evaluation = org.evaluation(Try())
        assert evaluation.denied_by is None
        return evaluation.demands if sign_on else evaluation.app.demands


@_QUICK
@given(method=assurances, verified=_factors, more=_factors)
def test_more_verified_factors_never_take_assurance_away(
    method: Json, verified: list[Factor], more: list[Factor]
) -> None:
    (demand,) = kept(method)
    assert not satisfied(demand, verified) or satisfied(demand, [*verified, *more])


@_QUICK
@given(method=assurances, verified=_factors, data=st.data())
def test_the_order_of_factors_does_not_matter_for_assurance(
    method: Json, verified: list[Factor], data: st.DataObject
) -> None:
    (demand,) = kept(method)
    assert satisfied(demand, verified) == satisfied(demand, data.draw(st.permutations(verified)))


@_QUICK
@given(method=chains, verified=_factors, more=_factors)
def test_factors_after_the_end_of_a_chain_take_nothing_away(
    method: Json, verified: list[Factor], more: list[Factor]
) -> None:
    (demand,) = kept(method)
    assert not satisfied(demand, verified) or satisfied(demand, [*verified, *more])


@_QUICK
@given(parts=st.lists(possession, min_size=1, max_size=3), mode=st.sampled_from(["1FA", "2FA"]))
def test_ropg_never_passes_a_rule_that_needs_possession(parts: list[Json], mode: str) -> None:
    constraints = [{"possession": {**part, "required": True}} for part in parts]
    (demand,) = kept({"type": "ASSURANCE", "factorMode": mode, "constraints": constraints})
    assert not satisfied(demand, PASSWORD_ALONE)


@_QUICK
@given(method=two_factors)
def test_ropg_never_passes_a_rule_that_needs_two_factors(method: Json) -> None:
    (demand,) = kept(method)
    assert not satisfied(demand, PASSWORD_ALONE)


@_QUICK
@given(method=methods, sign_on=_sign_ons, at_hand=st.sets(st.sampled_from(sorted(FACTORS.values()))), data=st.data())
def test_following_what_comes_next_always_ends_satisfied(
    method: Json, sign_on: Json, at_hand: set[Factor], data: st.DataObject
) -> None:
    """Whichever of the factors offered is chosen; so none is offered that leads nowhere."""
    demands, verified = kept(method, sign_on), list[Factor]()
    while offered := next_factors(demands, verified, sorted(at_hand)):
        assert set(offered) <= at_hand - set(verified)
        verified.append(data.draw(st.sampled_from(offered)))
        assert len(verified) <= _LONGEST_WAY
    assert all(satisfied(demand, verified) for demand in demands) or not verified


@_QUICK
@given(method=methods, sign_on=_sign_ons, ways=st.lists(_factors, min_size=5, max_size=20))
def test_nothing_comes_next_only_when_no_factors_at_hand_are_enough(
    method: Json, sign_on: Json, ways: list[list[Factor]]
) -> None:
    """Judged by the naive evaluator."""
    demands = kept(method, sign_on)
    with deployed(Plan(catch_all={"access": "ALLOW", "verificationMethod": method})) as org:
        (app_rule,) = org.rules(org.policy_id)
    session_rule = {"actions": {"signon": sign_on}}
    for way in ways:
        names = [factor.name for factor in way]
        says = {what_session_says(session_rule, "yes", names), what_app_says(app_rule, "yes", names)}
        if says == {"allowed"}:
            assert next_factors(demands, [], way)


@_QUICK
@given(method=methods, verified=_factors)
def test_what_is_satisfied_has_nothing_next(method: Json, verified: list[Factor]) -> None:
    demands = kept(method)
    if satisfied(demands[0], verified):
        assert next_factors(demands, verified, FACTORS.values()) == []
