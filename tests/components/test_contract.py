"""What deployed stacks depend on: types, names and parents make up URNs, and a changed URN is another resource."""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator

import pulumi
import pytest

import components
from components.jamf_connect import JamfConnect
from components.lookups import look_up

from .deploying import declared_by
from .mocked_engine import Declaration, declare
from .mocked_org import MockedOrg
from .stacks import prod, rehearsal

JAMF_CONNECT = "jamf-connect-okta:okta:JamfConnect"
AUTHENTICATION_POLICY = "jamf-connect-okta:okta:AuthenticationPolicy"
ROPG_APP = "jamf-connect-okta:okta:RopgApp"
MFA_APP = "jamf-connect-okta:okta:MfaApp"
ASSIGNMENTS = "jamf-connect-okta:okta:AppAssignments"
SESSION_POLICY = "jamf-connect-okta:okta:GlobalSessionPolicy"

POLICY = "okta:index/appSignonPolicy:AppSignonPolicy"
RULE = "okta:index/appSignonPolicyRule:AppSignonPolicyRule"
APP = "okta:app/oAuth:OAuth"
API_SCOPES = "okta:index/appOauthApiScope:AppOauthApiScope"
GROUPS = "okta:index/appGroupAssignments:AppGroupAssignments"
USER = "okta:app/user:User"
SESSION = "okta:policy/signon:Signon"
SESSION_RULE = "okta:policy/ruleSignon:RuleSignon"

ONE_APP = {
    f"{JAMF_CONNECT}::jamf-connect",
    f"{JAMF_CONNECT}${AUTHENTICATION_POLICY}::ropg",
    f"{JAMF_CONNECT}${AUTHENTICATION_POLICY}${POLICY}::ropg-policy",
    f"{JAMF_CONNECT}${AUTHENTICATION_POLICY}${RULE}::ropg-password",
    f"{JAMF_CONNECT}${ROPG_APP}::ropg",
    f"{JAMF_CONNECT}${ROPG_APP}${APP}::ropg-app",
    f"{JAMF_CONNECT}${ROPG_APP}${API_SCOPES}::ropg-api-scopes",
    f"{JAMF_CONNECT}${ASSIGNMENTS}::ropg",
    f"{JAMF_CONNECT}${ASSIGNMENTS}${GROUPS}::ropg-groups",
    f"{JAMF_CONNECT}${ASSIGNMENTS}${USER}::ropg-user-ines@acme.example",
}
TWO_APPS = ONE_APP | {
    f"{JAMF_CONNECT}${AUTHENTICATION_POLICY}::mfa",
    f"{JAMF_CONNECT}${AUTHENTICATION_POLICY}${POLICY}::mfa-policy",
    f"{JAMF_CONNECT}${AUTHENTICATION_POLICY}${RULE}::mfa-password-and-second-factor",
    f"{JAMF_CONNECT}${MFA_APP}::mfa",
    f"{JAMF_CONNECT}${MFA_APP}${APP}::mfa-app",
    f"{JAMF_CONNECT}${MFA_APP}${API_SCOPES}::mfa-api-scopes",
    f"{JAMF_CONNECT}${ASSIGNMENTS}::mfa",
    f"{JAMF_CONNECT}${ASSIGNMENTS}${GROUPS}::mfa-groups",
    f"{JAMF_CONNECT}${ASSIGNMENTS}${USER}::mfa-user-ines@acme.example",
}
MANAGED_SESSION = {
    f"{JAMF_CONNECT}${SESSION_POLICY}::session",
    f"{JAMF_CONNECT}${SESSION_POLICY}${SESSION}::session-policy",
    f"{JAMF_CONNECT}${SESSION_POLICY}${SESSION_RULE}::session-blocked-zones",
    f"{JAMF_CONNECT}${SESSION_POLICY}${SESSION_RULE}::session-password",
}

INES = ["ines@acme.example"]


@pytest.fixture
def everything(org: MockedOrg) -> Declaration:
    """A stack with all there is."""
    settings = rehearsal(users=INES, mfaApp={"stage": "active"}, sessionPolicy={"blockedZones": ["Tor"]})
    return declared_by(settings, org)


def urns(declaration: Declaration) -> set[str]:
    return {declared.urn.removeprefix("urn:pulumi:dev::jamf-connect-okta::") for declared in declaration.everything}


def test_urns_of_the_one_app_design(org: MockedOrg) -> None:
    assert urns(declared_by(prod(users=INES), org)) == ONE_APP


def test_urns_of_the_two_app_design(org: MockedOrg) -> None:
    assert urns(declared_by(prod(users=INES, mfaApp={"stage": "active"}), org)) == TWO_APPS


def test_urns_of_a_managed_session_policy(everything: Declaration) -> None:
    assert urns(everything) == TWO_APPS | MANAGED_SESSION


def test_no_two_resources_share_a_name(everything: Declaration) -> None:
    names = [declared.name for declared in everything.everything if declared.custom]
    assert sorted(names) == sorted(set(names))


def component_classes() -> Iterator[type[pulumi.ComponentResource]]:
    for module in pkgutil.iter_modules(components.__path__, "components."):
        for _, cls in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(cls, pulumi.ComponentResource) and cls.__module__ == module.name:
                yield cls


CLASSES = sorted(component_classes(), key=lambda cls: cls.__name__)


@pytest.mark.parametrize("cls", CLASSES, ids=lambda cls: cls.__name__)
def test_a_component_s_arguments_have_names(cls: type[pulumi.ComponentResource]) -> None:
    _self, name, *others = inspect.signature(cls.__init__).parameters.values()
    assert name.name == "name"
    assert {parameter.kind for parameter in others} == {inspect.Parameter.KEYWORD_ONLY}
    assert others[-1].name == "opts"


def test_every_component_is_declared_somewhere_in_this_contract(everything: Declaration) -> None:
    known = {cls.__name__ for cls in CLASSES if not cls.__name__.startswith("_")}
    assert {component.type.rpartition(":")[2] for component in everything.components} == known


def test_a_component_registers_what_others_read_of_it(everything: Declaration) -> None:
    registered = {
        (component.type, component.name): set(everything.component_outputs[component.urn])
        for component in everything.components
    }
    assert registered == {
        (JAMF_CONNECT, "jamf-connect"): {"values", "ids"},
        (AUTHENTICATION_POLICY, "ropg"): {"policyId"},
        (AUTHENTICATION_POLICY, "mfa"): {"policyId"},
        (ROPG_APP, "ropg"): {"appId", "clientId"},
        (MFA_APP, "mfa"): {"appId", "clientId"},
        (ASSIGNMENTS, "ropg"): set(),
        (ASSIGNMENTS, "mfa"): set(),
        (SESSION_POLICY, "session"): {"policyId"},
    }


@pytest.fixture
def called_with_options(org: MockedOrg) -> Declaration:
    """The whole, declared by a caller who asks for more."""
    settings = rehearsal(users=INES, mfaApp={"stage": "active"}, protect=False)
    options = pulumi.ResourceOptions(protect=True, ignore_changes=["label"], replace_on_changes=["label"])

    def program() -> None:
        JamfConnect("jamf-connect", settings=settings, directory=look_up(settings), opts=options)

    return declare(program, org)


def test_what_a_caller_asks_of_a_component_stays_with_it(called_with_options: Declaration) -> None:
    asked = [
        declared.name
        for declared in called_with_options.everything
        if "label" in declared.ignore_changes + declared.replace_on_changes
    ]
    assert asked == ["jamf-connect"]


def test_a_caller_can_t_protect_an_app_that_the_stack_does_not(called_with_options: Declaration) -> None:
    # The SDK hands protection down to every child that says nothing of its own; the apps do say.
    assert called_with_options["ropg-policy"].protect
    assert not called_with_options["ropg-app"].protect
    assert not called_with_options["mfa-app"].protect
