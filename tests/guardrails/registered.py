"""What the project's own stacks register with the engine, as the rules see it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from components.settings import Settings
from guardrails.facts import UNKNOWN, Resource, Stack
from guardrails.jamf_connect import JamfConnect
from guardrails.rule import Deferred, Parameters, Rule, Violation
from guardrails.rules import ALL
from tests.components.deploying import declared_by
from tests.components.mocked_engine import UNKNOWN as UNKNOWN_ON_THE_WIRE
from tests.components.mocked_org import MockedOrg

REHEARSAL: dict[str, Parameters] = {"app-protected": {"exceptHostsBelow": ".invalid"}}
"""What guardrails/configuration.json says, which matters in rehearsals only."""


def acme(*, preview: bool) -> MockedOrg:
    """An org with all that the shipped stacks name."""
    org = MockedOrg(preview=preview)
    org.add_group("Mac Users", "00gMacUsers000000001")
    org.add_group("Mac Admins", "00gMacAdmins00000001")
    org.add_group("Okta Administrators", "00gOktaAdmins0000001")
    org.add_group("R&D (Berlin)", "00gResearch000000001")
    org.add_user("ines@acme.example", "00uInes0000000000001", "00gMacUsers000000001", "00gMacAdmins00000001")
    org.add_user("omar@acme.example", "00uOmar0000000000001", "00gMacUsers000000001", "00gMacAdmins00000001")
    for index, zone in enumerate(("Office", "VPN", "Tor", "Embargoed")):
        org.add_zone(zone, f"nzo{zone:0<16.16}{index}")
    return org


def registered(settings: Settings, org: MockedOrg) -> JamfConnect:
    """What the program registers for `settings`, in a preview of a new stack or in a deployment, as `org` says."""
    declaration = declared_by(settings, org)
    resources = [
        Resource(
            type=declared.type,
            name=declared.name,
            urn=declared.urn,
            inputs=_known(declared.properties),
            links=declared.links,
            id=None if org.preview else f"{declared.name}-id",
            protect=declared.protect,
            org_host=settings.provider.org_host,
        )
        for declared in declaration.everything
        if declared.custom
    ]
    outputs = [_known(outputs) for outputs in declaration.component_outputs.values()]
    return JamfConnect(Stack(tuple(resources), tuple(outputs)))


def changed(stack: JamfConnect, name: str, change: Callable[[Resource], Resource]) -> JamfConnect:
    """The stack with one resource changed."""
    resources = tuple(change(each) if each.name == name else each for each in stack.stack.resources)
    assert resources != stack.stack.resources, name
    return replace(stack, stack=replace(stack.stack, resources=resources))


def violations(stack: JamfConnect, configuration: dict[str, Parameters]) -> dict[str, list[Violation]]:
    """The violations of each rule that finds any."""
    return _of_kind(Violation, stack, configuration, ALL)


def deferred(stack: JamfConnect, configuration: dict[str, Parameters]) -> dict[str, list[Deferred]]:
    """What each rule can't judge yet, where there is any."""
    return _of_kind(Deferred, stack, configuration, ALL)


def _of_kind(
    kind: type[Any], stack: JamfConnect, configuration: dict[str, Parameters], rules: Iterable[Rule]
) -> dict[str, list[Any]]:
    found = {rule.id: list(rule.findings(stack, configuration.get(rule.id))) for rule in rules}
    kept = {id: [finding for finding in findings if isinstance(finding, kind)] for id, findings in found.items()}
    return {id: findings for id, findings in kept.items() if findings}


def _known(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _known(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_known(part) for part in value]
    return UNKNOWN if value == UNKNOWN_ON_THE_WIRE else value
