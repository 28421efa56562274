"""Between the rules and the policy SDK: what the engine shows becomes facts, what rules find becomes reports."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pulumi_policy import (
    EnforcementLevel,
    PolicyConfigSchema,
    PolicyProviderResource,
    PolicyResource,
    PolicyResourceOptions,
    ReportViolation,
    ResourceValidationArgs,
    ResourceValidationPolicy,
    StackValidationArgs,
    StackValidationPolicy,
)
from pulumi_policy.proxy import UnknownValueError

from guardrails.facts import UNKNOWN, Resource, Stack, Value
from guardrails.jamf_connect import JamfConnect, Recognition
from guardrails.rule import Moment, Parameters, Rule, Violation
from guardrails.rules.recognition import configured, recognition
from guardrails.telling import advice, deferral


class Engine:
    """What the engine has shown of one operation so far.

    A rule for one app is asked before that app's first call to Okta. A rule for more is asked at the end, and the
    engine then shows outputs only: of an unchanged resource those of the last deployment, and always with everything
    that Okta added. So the inputs are kept as they pass by, and joined with the links that only come at the end.
    """

    def __init__(self) -> None:
        self._seen: dict[str, Resource] = {}
        self._recognition = Recognition()

    def policy(self, rule: Rule) -> ResourceValidationPolicy | StackValidationPolicy:
        """The rule as the SDK's policy."""
        terms: dict[str, Any] = {
            "name": rule.id,
            "description": rule.reason,
            "enforcement_level": EnforcementLevel(rule.level),
            "config_schema": PolicyConfigSchema(
                {
                    parameter.name: {
                        "description": parameter.meaning,
                        "default": parameter.default,
                        **({"type": "string"} if isinstance(parameter.default, str) else _LIST),
                    }
                    for parameter in rule.parameters
                }
            ),
        }
        if rule.moment is Moment.BEFORE_THE_APP:

            def of_resource(args: ResourceValidationArgs, report: ReportViolation) -> None:
                self._judge_resource(rule, args, report)

            return ResourceValidationPolicy(validate=of_resource, **terms)

        def of_stack(args: StackValidationArgs, report: ReportViolation) -> None:
            self._judge_stack(rule, args, report)

        return StackValidationPolicy(validate=of_stack, **terms)

    def _judge_resource(self, rule: Rule, args: ResourceValidationArgs, report: ReportViolation) -> None:
        configuration = args.get_config()
        if rule is recognition:
            self._recognition = configured(configuration)
        resource = _registered(args.resource_type, args.name, args.urn, args.props, args.opts, args.provider)
        self._seen[args.urn] = resource
        _judge(rule, JamfConnect(Stack((resource,)), self._recognition), configuration, report)

    def _judge_stack(self, rule: Rule, args: StackValidationArgs, report: ReportViolation) -> None:
        # The engine shows them in no order; what is said should be the same each time.
        resources = tuple(self._resource(each) for each in sorted(args.resources, key=lambda each: each.urn))
        # Only components and the stack itself have no provider; theirs are the outputs that a program hands out.
        outputs = tuple(_plain(each.props) for each in args.resources if each.provider is None)
        _judge(rule, JamfConnect(Stack(resources, outputs), self._recognition), args.get_config(), report)

    def _resource(self, shown: PolicyResource) -> Resource:
        # One that was read or left alone was never shown before.
        seen = self._seen.get(shown.urn) or _registered(
            shown.resource_type, shown.name, shown.urn, shown.props, shown.opts, shown.provider
        )
        id = _plain(shown.props).get("id")
        links = {name: frozenset(each.urn for each in found) for name, found in shown.property_dependencies.items()}
        return replace(seen, links=links, id=id if isinstance(id, str) else None)


def _judge(rule: Rule, stack: JamfConnect, configuration: Parameters, report: ReportViolation) -> None:
    deferred = []
    for finding in rule.findings(stack, configuration):
        if isinstance(finding, Violation):
            report(advice(rule, finding), finding.where.urn)
        else:
            deferred.append(finding)
    if deferred:
        raise _NotKnownYetError(deferral(rule, deferred))


class _NotKnownYetError(UnknownValueError):
    """The SDK's way to say of a mandatory policy, as advice, that it can't be judged yet."""

    def __init__(self, message: str) -> None:
        Exception.__init__(self, message)
        self.message = message


def _registered(
    type: str,
    name: str,
    urn: str,
    props: Mapping[str, Any],
    options: PolicyResourceOptions,
    provider: PolicyProviderResource | None,
) -> Resource:
    return Resource(type, name, urn, _plain(props), protect=options.protect, org_host=_org_host(provider))


def _org_host(provider: PolicyProviderResource | None) -> str | None:
    settings = _plain(provider.props) if provider else {}
    org_name, base_url = settings.get("orgName"), settings.get("baseUrl")
    return f"{org_name}.{base_url}" if isinstance(org_name, str) and isinstance(base_url, str) else None


_LIST = {"type": "array", "items": {"type": "string"}}


def _plain(value: Value) -> Value:
    """A value without the SDK's wrapping, which raises where something is not known."""
    if isinstance(value, Mapping):
        return {key: _part(value, key) for key in value}
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_part(value, index) for index in range(len(value))]
    # Protocol buffers know floating-point numbers only.
    return int(value) if isinstance(value, float) and value.is_integer() else value


def _part(whole: Value, key: str | int) -> Value:
    try:
        return _plain(whole[key])
    except UnknownValueError:
        return UNKNOWN
