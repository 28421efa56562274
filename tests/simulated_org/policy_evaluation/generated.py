"""Orgs, policies, attempts and factors as Hypothesis makes them up."""

from __future__ import annotations

from typing import Any, Literal

from hypothesis import strategies as st

from jamf_connect_okta.simulated_org.policy_evaluation.attempt import Device
from jamf_connect_okta.simulated_org.policy_evaluation.platforms import Platform

from ..conftest import Json
from . import plans
from .naive_factors import FACTOR_NAMES
from .plans import Plan, Policy, Rule, Try

OTHER_TYPE, ASSURANCE = "otyOther000000000000", "daeMacs0000000000000"


def some(*names: str, least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(names), min_size=least, max_size=2, unique=True)


def with_keys(**optional: st.SearchStrategy[Any]) -> st.SearchStrategy[Json]:
    """An object with some of the keys, few more often than many."""
    keys = st.lists(st.sampled_from(sorted(optional)), max_size=2, unique=True)
    return keys.flatmap(lambda chosen: st.fixed_dictionaries({key: optional[key] for key in chosen}))


_GROUPS = some(plans.STAFF, plans.ADMINS, plans.NOBODYS)
_USERS = some(plans.ALICE, plans.BEN, plans.FARID)
_ZONES = (plans.OFFICE, plans.ATTIC, plans.VPN, plans.CLOSED, plans.FORGIVEN, "ALL_ZONES", "ALL_IP_ZONES")


def _networks(has_places: bool) -> st.SearchStrategy[Json]:
    zones = some(*_ZONES, *([plans.PLACES] if has_places else []), least=1)
    ways = (["include"], ["exclude"], ["include", "exclude"])
    in_zones = st.sampled_from(ways).flatmap(lambda keys: st.fixed_dictionaries(dict.fromkeys(keys, zones)))
    return in_zones.map(lambda named: {"connection": "ZONE", **named}) | st.just({"connection": "ANYWHERE"})


_LEVELS = st.sampled_from(["ANY", "LOW", "MEDIUM", "HIGH"]).map(lambda level: {"level": level})
_SYSTEMS = st.sampled_from(["ANY", "MACOS", "WINDOWS", "IOS", "ANDROID"]).map(lambda name: {"type": name})
_VERSIONS = st.sampled_from(["", "15"]).map(lambda text: {"type": "OTHER", "expression": text})
_PLATFORM = st.fixed_dictionaries(
    {"type": st.sampled_from(["ANY", "DESKTOP", "MOBILE", "OTHER"])}, optional={"os": _SYSTEMS | _VERSIONS}
)
_DEVICES = st.sampled_from(
    [
        {"registered": True},
        {"registered": False},
        {"registered": True, "managed": True},
        {"registered": False, "managed": False},
    ]
)
_PLANTED_PLATFORMS = st.fixed_dictionaries(
    {"include": st.lists(_PLATFORM, max_size=2), "exclude": st.lists(_PLATFORM, max_size=2)}
)
_USER_TYPES = st.sampled_from([{"include": [OTHER_TYPE], "exclude": []}, {"include": [], "exclude": [OTHER_TYPE]}])


def access_conditions(has_places: bool) -> st.SearchStrategy[Json]:
    return with_keys(
        people=st.fixed_dictionaries(
            {},
            optional={
                key: with_keys(include=who, exclude=who) for key, who in (("users", _USERS), ("groups", _GROUPS))
            },
        ),
        network=_networks(has_places),
        platform=st.lists(_PLATFORM, max_size=2).map(lambda named: {"include": named}),
        device=_DEVICES,
        riskScore=_LEVELS,
        elCondition=st.just({"condition": "user.profile.department == 'IT'"}),
    )


def session_conditions(has_places: bool) -> st.SearchStrategy[Json]:
    return with_keys(
        people=_USERS.map(lambda users: {"users": {"exclude": users}}),
        network=_networks(has_places),
        riskScore=_LEVELS,
        authContext=st.sampled_from(["ANY", "RADIUS"]).map(lambda kind: {"authType": kind}),
        identityProvider=st.sampled_from(["ANY", "OKTA"]).map(lambda kind: {"provider": kind}),
        behaviors=st.just(["New city"]),
    )


_ACCESS_PLANTED = with_keys(
    userType=_USER_TYPES, platform=_PLANTED_PLATFORMS, device=st.just({"assurance": {"include": [ASSURANCE]}})
)
_SESSION_PLANTED = st.just({"identityProvider": {"provider": "SPECIFIC_IDP", "idpIds": ["0oaIdp00000000000000"]}})


def _rarely(planted: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    return st.integers(0, 5).flatmap(lambda number: planted if number == 0 else st.just({}))


_METHODS = st.sampled_from(
    [
        {"key": "okta_password", "method": "password"},
        {"key": "security_question", "method": "security_question"},
        {"key": "okta_verify", "method": "push"},
        {"key": "okta_verify", "method": "totp"},
        {"key": "okta_verify", "method": "signed_nonce"},
        {"key": "phone_number", "method": "sms"},
        {"key": "okta_email", "method": "email"},
        {"key": "webauthn", "method": "webauthn"},
    ]
)
_NAMED = _METHODS | st.sampled_from(["okta_verify", "phone_number"]).map(lambda key: {"key": key})
_CASES = st.sampled_from([str.lower, str.upper])
_STRENGTH = st.sampled_from(["REQUIRED", "OPTIONAL"])


def _words(*names: str) -> st.SearchStrategy[list[str]]:
    return st.builds(lambda chosen, case: [case(name) for name in chosen], some(*names, least=1), _CASES)


def _parts(types: list[str], methods: list[str], *strengths: str) -> st.SearchStrategy[Json]:
    return with_keys(
        types=_words(*types),
        methods=_words(*methods),
        authenticationMethods=st.lists(_NAMED, min_size=1, max_size=2),
        excludedAuthenticationMethods=st.lists(_NAMED, min_size=1, max_size=2),
        required=st.booleans(),
        **dict.fromkeys(strengths, _STRENGTH),
    )


_KNOWLEDGE = _parts(["password", "security_question"], ["password", "security_question"])
possession = _parts(
    ["app", "phone", "email", "security_key"],
    ["push", "totp", "sms", "voice", "email", "webauthn", "signed_nonce", "otp"],
    *("deviceBound", "phishingResistant", "userPresence", "userVerification", "hardwareProtection"),
)
_ONE_CLASS = st.builds(lambda part: {"knowledge": part}, _KNOWLEDGE) | st.builds(
    lambda part: {"possession": part}, possession
)
_BOTH = st.fixed_dictionaries({}, optional={"knowledge": _KNOWLEDGE, "possession": possession})


def _assurance(mode: str, constraint: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    fixed = {"type": st.just("ASSURANCE"), "factorMode": st.just(mode)}
    return st.fixed_dictionaries(fixed, optional={"constraints": st.lists(constraint, max_size=2)})


two_factors = _assurance("2FA", _BOTH)
assurances = _assurance("1FA", _ONE_CLASS) | two_factors
_STEP_METHODS = st.builds(
    lambda method, strength: {**method, **strength},
    _METHODS,
    st.just({}) | st.sampled_from(["phishingResistant", "userVerification"]).map(lambda name: {name: "REQUIRED"}),
)
_STEP = st.fixed_dictionaries({"authenticationMethods": st.lists(_STEP_METHODS, min_size=1, max_size=2)})


def _continued(following: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    ways_on = st.lists(following, min_size=1, max_size=2)
    return _STEP | st.builds(lambda step, then: {**step, "next": then}, _STEP, ways_on)


chains = st.lists(_continued(_continued(_STEP)), min_size=1, max_size=2).map(
    lambda ways: {"type": "AUTH_METHOD_CHAIN", "chains": ways}
)
methods = assurances | chains
app_actions = st.fixed_dictionaries(
    {"access": st.sampled_from(["ALLOW", "ALLOW", "ALLOW", "DENY"]), "verificationMethod": methods}
)
_SIGN_ON = st.fixed_dictionaries(
    {
        "access": st.sampled_from(["ALLOW", "ALLOW", "ALLOW", "DENY", "CHALLENGE"]),
        "requireFactor": st.booleans(),
        "primaryFactor": st.sampled_from(["PASSWORD_IDP", "PASSWORD_IDP_ANY_FACTOR"]),
    }
)


def _named(rules: list[Rule]) -> list[Rule]:
    return [
        Rule({**rule.body, "name": f"Rule {number}"}, rule.active, rule.planted) for number, rule in enumerate(rules)
    ]


def _rule(kind: str, conditions: Json, actions: Json, active: bool, planted: Json) -> Rule:
    return Rule({"type": kind, "conditions": conditions, "actions": actions}, active, planted)


_ACTIVE = st.sampled_from([True, True, True, False])


def app_rules(has_places: bool = False) -> st.SearchStrategy[Rule]:
    actions = app_actions.map(lambda sign_on: {"appSignOn": sign_on})
    return st.builds(
        _rule, st.just("ACCESS_POLICY"), access_conditions(has_places), actions, _ACTIVE, _rarely(_ACCESS_PLANTED)
    )


def session_rules(has_places: bool = False) -> st.SearchStrategy[Rule]:
    actions = _SIGN_ON.map(lambda sign_on: {"signon": sign_on})
    return st.builds(
        _rule, st.just("SIGN_ON"), session_conditions(has_places), actions, _ACTIVE, _rarely(_SESSION_PLANTED)
    )


_Places = Literal["POLICY", "BLOCKLIST"] | None
_PLACES: list[_Places] = [None, None, None, "POLICY", "BLOCKLIST"]


def _plans(places: _Places) -> st.SearchStrategy[Plan]:
    has_places = places is not None
    rules = st.lists(session_rules(has_places), max_size=3).map(_named)
    policy = st.builds(Policy, rules, st.just([plans.STAFF]) | _GROUPS, _ACTIVE)
    return st.builds(
        Plan,
        session=st.lists(policy, max_size=2),
        app=st.lists(app_rules(has_places), max_size=3).map(_named),
        catch_all=st.none() | app_actions,
        places=st.just(places),
    )


all_plans = st.sampled_from(_PLACES).flatmap(_plans)
_ADDRESSES = (
    *("8.8.8.8", "203.0.113.5", "203.0.113.200", "198.51.100.15", "198.51.100.50", "192.0.2.7", "192.0.2.200"),
    *("2001:db8::7", "2a00::1"),
)
attempts = st.builds(
    Try,
    user_id=st.sampled_from([plans.ALICE, plans.BEN, plans.FARID]),
    ip=st.sampled_from(_ADDRESSES),
    platform=st.none()
    | st.builds(Platform, st.just("DESKTOP"), st.sampled_from(["MACOS", "WINDOWS", "LINUX"]))
    | st.just(Platform("MOBILE", "IOS")),
    risk=st.sampled_from(["LOW", "MEDIUM", "HIGH"]),
    device=st.sampled_from(
        [Device(), Device(registered=True), Device(True, True), Device(True, True, frozenset({ASSURANCE}))]
    ),
)
presented = st.lists(st.sampled_from(FACTOR_NAMES), max_size=4, unique=True) | st.just(["password"])
