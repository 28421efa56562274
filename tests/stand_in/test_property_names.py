"""The served types against the installed pulumi_okta: same names, same shapes, nothing missing."""

import inspect
import typing
from collections.abc import Iterator, Sequence
from typing import Any

import pulumi
import pulumi_okta
import pulumi_okta.app
import pulumi_okta.policy
import pulumi_okta.user
import pytest

from jamf_connect_okta.stand_in.catalogue import LOOKUPS, RESOURCE_TYPES
from jamf_connect_okta.stand_in.configuration import SETTINGS
from jamf_connect_okta.stand_in.schema import Property, Schema

from .recorded_org import Json, RecordedOrg
from .scripted_server import ScriptedServer

CLASSES: dict[str, type] = {
    "okta:app/oAuth:OAuth": pulumi_okta.app.OAuth,
    "okta:app/user:User": pulumi_okta.app.User,
    "okta:index/appGroupAssignments:AppGroupAssignments": pulumi_okta.AppGroupAssignments,
    "okta:index/appOauthApiScope:AppOauthApiScope": pulumi_okta.AppOauthApiScope,
    "okta:index/appSignonPolicy:AppSignonPolicy": pulumi_okta.AppSignonPolicy,
    "okta:index/appSignonPolicyRule:AppSignonPolicyRule": pulumi_okta.AppSignonPolicyRule,
    "okta:policy/ruleSignon:RuleSignon": pulumi_okta.policy.RuleSignon,
    "okta:policy/signon:Signon": pulumi_okta.policy.Signon,
}
RESULTS: dict[str, tuple[Any, type]] = {
    "okta:index/getGroups:getGroups": (pulumi_okta.get_groups, pulumi_okta.GetGroupsResult),
    "okta:index/getNetworkZone:getNetworkZone": (pulumi_okta.get_network_zone, pulumi_okta.GetNetworkZoneResult),
    "okta:user/getUsers:getUsers": (pulumi_okta.user.get_users, pulumi_okta.user.GetUsersResult),
}

ANSWERS: dict[str, tuple[str, Any, Json]] = {
    "okta:index/getGroups:getGroups": ("GET /api/v1/groups", [{"id": "00g1"}], {"limit": 200}),
    "okta:index/getNetworkZone:getNetworkZone": (
        "GET /api/v1/zones/nzo1",
        {"id": "nzo1", "type": "IP", "gateways": [{"type": "CIDR", "value": "192.0.2.0/24"}]},
        {"id": "nzo1"},
    ),
    "okta:user/getUsers:getUsers": (
        "GET /api/v1/groups/00g1/users",
        [{"id": "00u1", "status": "ACTIVE", "type": {"id": "oty1"}}],
        {"groupId": "00g1", "includeGroups": False, "includeRoles": False},
    ),
}
"""What each function asks in a case that fills every nested type, and an answer to it."""

KINDS = {str: "string", bool: "bool", int: "int"}


def test_the_served_types_are_the_named_ones() -> None:
    assert set(RESOURCE_TYPES) == set(CLASSES)
    assert set(LOOKUPS) == set(RESULTS)


@pytest.mark.parametrize("token", sorted(CLASSES))
def test_a_class_registers_under_the_served_token(token: str) -> None:
    registered = CLASSES[token].pulumi_type  # type: ignore[attr-defined]
    assert registered == token


@pytest.mark.parametrize("token", sorted(CLASSES))
def test_inputs_and_outputs_have_the_same_names(token: str) -> None:
    schema = RESOURCE_TYPES[token].schema
    names = wire_names(CLASSES[token])
    assert set(schema) == set(names.values())
    settable = {names[name] for name in inspect.signature(args_of(CLASSES[token])).parameters}
    assert {name for name, each in schema.items() if not each.output} == settable


@pytest.mark.parametrize("token", sorted(CLASSES))
def test_properties_are_of_the_same_kinds(token: str) -> None:
    check_fields(RESOURCE_TYPES[token].schema, CLASSES[token], token)


@pytest.mark.parametrize("token", sorted(CLASSES))
def test_what_must_be_set_is_the_same(token: str) -> None:
    check_required(RESOURCE_TYPES[token].schema, args_of(CLASSES[token]), token)


@pytest.mark.parametrize("token", sorted(CLASSES))
def test_the_same_outputs_are_secret(token: str) -> None:
    source = inspect.getsource(CLASSES[token])
    secret = {name for name, each in RESOURCE_TYPES[token].schema.items() if each.secret}
    marked = source.partition("additional_secret_outputs=[")[2].partition("]")[0]
    assert secret == {name.strip(' "') for name in marked.split(",") if name}


@pytest.mark.parametrize("token", sorted(RESULTS))
def test_functions_take_the_same_arguments(token: str) -> None:
    function, result = RESULTS[token]
    names = wire_names(result)
    arguments = set(inspect.signature(function).parameters) - {"opts"}
    schema = LOOKUPS[token].schema
    assert set(schema) == {names[name] for name in arguments}
    for argument in arguments:
        check_kind(schema[names[argument]], shown_type(result, argument), f"{token} {argument}")


@pytest.mark.parametrize("token", sorted(RESULTS))
def test_functions_answer_with_the_same_names_and_kinds(
    token: str, server: ScriptedServer, scripted_org: RecordedOrg
) -> None:
    call, answer, arguments = ANSWERS[token]
    server.answer(call, answer)
    lookup, (_, result) = LOOKUPS[token], RESULTS[token]
    found = lookup.look_up(scripted_org, arguments)
    names = wire_names(result)
    assert set(found) | set(lookup.schema) == set(names.values())
    for python_name, name in names.items():
        if name in found:
            check_value(found[name], shown_type(result, python_name), f"{token} {name}")


def test_the_providers_settings_have_the_same_names() -> None:
    assert set(wire_names(pulumi_okta.ProviderArgs).values()) == SETTINGS


def args_of(resource: type) -> Any:
    module = inspect.getmodule(resource)
    return getattr(module, f"{resource.__name__}Args")


def wire_names(kind: type) -> dict[str, str]:
    """The names on the wire of what the class shows in Python."""
    found = {}
    for name, member in inspect.getmembers(kind, lambda each: isinstance(each, property)):
        if name not in ("urn", "pulumi_resource_name", "pulumi_resource_type"):
            found[name] = getattr(member.fget, "_pulumi_name", name)
    if issubclass(kind, pulumi.CustomResource):
        found.pop("id", None)
    return found


def check_fields(fields: Schema, kind: type, where: str) -> None:
    names = wire_names(kind)
    assert set(fields) == set(names.values()), where
    for python_name, name in names.items():
        check_kind(fields[name], shown_type(kind, python_name), f"{where} {name}")


def shown_type(kind: type, python_name: str) -> Any:
    """The annotation of what the class shows under that name."""
    # Pulumi's own aliases refer to names that a generated module does not import.
    aliases = {"Output": pulumi.Output, "T": Any}
    return typing.get_type_hints(inspect.getattr_static(kind, python_name).fget, localns=aliases)["return"]


def check_kind(prop: Property, annotation: Any, where: str) -> None:
    bare = unwrapped(annotation)
    if prop.kind in ("list", "set"):
        assert typing.get_origin(bare) is Sequence, where
        (element,) = typing.get_args(bare)
        check_kind(prop.elements, element, f"{where}[]")
    elif prop.kind == "block":
        check_fields(prop.fields or {}, bare, where)
    else:
        assert KINDS[bare] == prop.kind, where


def check_required(fields: Schema, args: type, where: str) -> None:
    names = wire_names(args)
    parameters = inspect.signature(args).parameters.values()
    demanded = {names[each.name] for each in parameters if each.default is inspect.Parameter.empty}
    assert {name for name, each in fields.items() if each.required} == demanded, where
    for python_name, name in names.items():
        inner = fields[name].fields or fields[name].elements.fields
        for each in set(args_within(shown_type(args, python_name))):
            assert inner is not None, f"{where} {name}"
            assert set(inner) == set(wire_names(each).values()), f"{where} {name}"
            check_required(inner, each, f"{where} {name}")


def args_within(annotation: Any) -> Iterator[type]:
    """The classes of arguments that an annotation mentions."""
    if getattr(annotation, "__name__", "").endswith("Args"):
        yield annotation
    for each in typing.get_args(annotation):
        yield from args_within(each)


def check_value(value: Any, annotation: Any, where: str) -> None:
    bare = unwrapped(annotation)
    if typing.get_origin(bare) is Sequence:
        (element,) = typing.get_args(bare)
        assert isinstance(value, list), where
        for each in value:
            check_value(each, element, f"{where}[]")
    elif isinstance(value, dict):
        names = wire_names(bare)
        assert set(value) == set(names.values()), where
        for python_name, name in names.items():
            check_value(value[name], shown_type(bare, python_name), f"{where} {name}")
    else:
        assert type(value) is bare, where


def unwrapped(annotation: Any) -> Any:
    """What an annotation says inside `Output` and `Optional`."""
    while typing.get_origin(annotation) in (pulumi.Output, typing.Union):
        (annotation,) = [each for each in typing.get_args(annotation) if each is not type(None)]
    return annotation
