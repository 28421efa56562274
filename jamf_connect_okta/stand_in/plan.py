"""What a resource will be once the program's inputs meet its state."""

from collections.abc import Mapping
from typing import Any

from jamf_connect_okta.stand_in.schema import Property, Schema
from jamf_connect_okta.stand_in.values import UNKNOWN, Json, Properties, has_unknown, is_blank


def plan(schema: Schema, state: Mapping[str, Any] | None, inputs: Mapping[str, Any]) -> Properties:
    """The planned values; `state` is None for a resource that does not exist yet.

    Where nothing changes in Okta's terms, the state's spelling of a value stays. What only Okta can tell is UNKNOWN.
    """
    return _fields(schema, state, inputs, {**(state or {}), **inputs})


def same(prop: Property, old: Json, new: Json) -> bool:
    """Whether two values of a property mean the same: sets have no order, and blank is as good as not set."""
    if is_blank(old) and is_blank(new):
        return True
    if old is None or new is None or UNKNOWN in (old, new):
        return False
    if prop.kind == "block":
        return all(same(each, old.get(name), new.get(name)) for name, each in (prop.fields or {}).items())
    if prop.kind == "set":
        old, new = _in_order(old), _in_order(new)
    if prop.kind in ("list", "set"):
        return len(old) == len(new) and all(same(prop.elements, *pair) for pair in zip(old, new, strict=True))
    return bool(old == new)


def _fields(
    schema: Schema, state: Mapping[str, Any] | None, inputs: Mapping[str, Any], context: Mapping[str, Any]
) -> Properties:
    planned: Properties = {}
    for name, prop in schema.items():
        is_new = state is None
        value = _planned(prop, None if state is None else state.get(name), inputs.get(name), context, is_new)
        if value is not None:
            planned[name] = value
    return planned


def _planned(prop: Property, old: Json, new: Json, context: Mapping[str, Any], is_new: bool) -> Json:
    if prop.write_only:
        return None
    if prop.output:
        return UNKNOWN if is_new else old
    if new is None:
        new = prop.default
    if new is None and prop.computed:
        return UNKNOWN if is_new else old
    if new is not None and new != UNKNOWN:
        new = _shaped(prop, old, new, context)
    if not is_new and not has_unknown(new):
        if prop.suppressed is not None and prop.suppressed(old, new, context):
            return old
        if same(prop, old, new):
            return old
    return new


def _shaped(prop: Property, old: Json, new: Json, context: Mapping[str, Any]) -> Json:
    if prop.kind == "block":
        return _fields(prop.fields or {}, old, new, context)
    if prop.kind == "list":
        before = [*(old or []), *[None] * len(new)]
        return [
            _planned(prop.elements, before[index], value, context, before[index] is None)
            for index, value in enumerate(new)
        ]
    if prop.kind == "set":
        return _in_order([_planned(prop.elements, None, value, context, True) for value in new])
    return prop.canonical(new) if prop.canonical is not None and new else new


def _in_order(values: list[Any]) -> list[Any]:
    return sorted(values, key=_key)


def _key(value: Json) -> str:
    if isinstance(value, dict):
        return repr(sorted((name, each) for name, each in value.items() if not is_blank(each)))
    return str(value)
