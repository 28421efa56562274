"""What the engine asks of a resource type, in terms of properties alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from jamf_connect_okta.stand_in.changes import Change, changes
from jamf_connect_okta.stand_in.errors import OperationError, as_reported
from jamf_connect_okta.stand_in.org import Org
from jamf_connect_okta.stand_in.plan import plan, same
from jamf_connect_okta.stand_in.resource import Resource, ResourceType
from jamf_connect_okta.stand_in.schema import Schema
from jamf_connect_okta.stand_in.values import Json, Properties, is_blank, without_unknown


@dataclass(frozen=True)
class Outcome:
    """A resource after an operation; `failure` if it exists but something went wrong on the way."""

    id: str
    outputs: Properties
    failure: str = ""


def diff(kind: ResourceType, state: Mapping[str, Any], inputs: Mapping[str, Any]) -> list[Change]:
    """What an update to `inputs` would change, and what of it takes a new resource."""
    planned = plan(kind.schema, state, inputs)
    replacing = kind.replaced_by(state, planned)
    return [
        Change(change.path, change.kind, change.replaces or change.property in replacing)
        for change in changes(kind.schema, state, planned)
    ]


def previewed_creation(kind: ResourceType, inputs: Mapping[str, Any]) -> Properties:
    """The outputs of a resource that would be created, UNKNOWN where Okta will choose."""
    return plan(kind.schema, None, inputs)


def previewed_update(kind: ResourceType, id: str, state: Mapping[str, Any], inputs: Mapping[str, Any]) -> Properties:
    """The outputs after an update: what Okta chose before stays."""
    return {**plan(kind.schema, state, inputs), "id": id}


def create(kind: ResourceType, org: Org, inputs: Mapping[str, Any]) -> Outcome:
    """Create a resource. Raises OperationError where nothing exists afterwards."""
    planned = without_unknown(plan(kind.schema, None, inputs))
    resource = Resource(kind.schema, values=planned, inputs=inputs)
    try:
        kind.create(org, resource)
    except OperationError as error:
        if not resource.id:
            raise OperationError(as_reported(error)) from error
        return Outcome(resource.id, outputs(resource), f"creating: {as_reported(error)}")
    return _existing(resource, "creating")


def update(kind: ResourceType, org: Org, id: str, state: Mapping[str, Any], inputs: Mapping[str, Any]) -> Outcome:
    """Update a resource. A failure leaves the planned values in the state, whatever Okta holds: refresh repairs it.

    Terraform's newer framework keeps the former ones instead, so that the next update tries again: read from its
    source, not recorded.
    """
    planned = without_unknown(plan(kind.schema, state, inputs))
    resource = Resource(kind.schema, id=id, values=planned, previous=state, inputs=inputs)
    try:
        kind.update(org, resource)
    except OperationError as error:
        kept = dict(state) if kind.is_framework else outputs(resource)
        return Outcome(id, kept, f"updating: {as_reported(error)}")
    return _existing(resource, "updating")


def read(
    kind: ResourceType, org: Org, id: str, state: Mapping[str, Any], inputs: Mapping[str, Any]
) -> tuple[Outcome, Properties] | None:
    """The resource as Okta has it now, and the inputs that fit; None where it is gone.

    Without a state it is being imported: `id` is then an import id.
    """
    resource = Resource(kind.schema, id=id, values=state, previous=state, inputs=inputs)
    try:
        if not state:
            kind.adopt(org, resource)
        kind.read(org, resource)
    except OperationError as error:
        raise OperationError(f"refreshing: {as_reported(error)}") from error
    if not resource.id:
        return None
    found = outputs(resource)
    return Outcome(resource.id, found), _inputs(kind.schema, found, inputs if state else None)


def delete(kind: ResourceType, org: Org, id: str, state: Mapping[str, Any]) -> None:
    """Delete a resource. Raises OperationError where it may still exist."""
    try:
        kind.delete(org, Resource(kind.schema, id=id, values=state, previous=state))
    except OperationError as error:
        raise OperationError(f"deleting: {as_reported(error)}") from error


def outputs(resource: Resource) -> Properties:
    """The values for the state."""
    return {"id": resource.id, **_without_none(resource.values)}


def _existing(resource: Resource, doing: str) -> Outcome:
    if not resource.id:
        raise OperationError(f"{doing}: the resource does not exist any more; run `pulumi refresh` before updating")
    return Outcome(resource.id, outputs(resource))


def _inputs(schema: Schema, found: Mapping[str, Any], known: Mapping[str, Any] | None) -> Properties:
    """Inputs that would lead to what was found: all in an import, in a refresh only those there were."""
    read: Properties = {}
    for name, prop in schema.items():
        value = found.get(name)
        if prop.output or value is None:
            continue
        if known is not None:
            if name in known:
                read[name] = known[name] if same(prop, known[name], value) else _settable(prop.fields, value)
        elif prop.required or not (is_blank(value) or same(prop, prop.default, value)):
            read[name] = _settable(prop.fields, value)
    return read


def _settable(fields: Schema | None, value: Json) -> Json:
    if fields is None or not isinstance(value, dict):
        return value
    return {name: each for name, each in value.items() if not fields[name].output and not is_blank(each)}


def _without_none(value: Json) -> Json:
    if isinstance(value, dict):
        return {name: _without_none(each) for name, each in value.items() if each is not None}
    return [_without_none(each) for each in value] if isinstance(value, list) else value
