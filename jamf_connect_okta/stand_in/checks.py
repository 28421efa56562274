"""What is wrong with a program's inputs before any call, and the inputs with their defaults."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from jamf_connect_okta.stand_in.schema import PATH, Property, Schema, snake_case
from jamf_connect_okta.stand_in.values import UNKNOWN, Json, Properties, is_blank


@dataclass(frozen=True)
class Failure:
    """A property, and why its value is refused."""

    property: str
    reason: str


def with_defaults(schema: Schema, inputs: Mapping[str, Any]) -> Properties:
    """The inputs and the defaults of what they leave out.

    Blank defaults stay out of the inputs, as in the official plugin, and are filled in by the plan.
    """
    filled = dict(inputs)
    for name, prop in schema.items():
        value = filled.get(name)
        if value is None and not is_blank(prop.default):
            filled[name] = prop.default
        elif prop.kind == "block" and isinstance(value, dict):
            filled[name] = with_defaults(prop.fields or {}, value)
        elif isinstance(value, list) and prop.elements.fields:
            fields = prop.elements.fields
            filled[name] = [with_defaults(fields, each) if isinstance(each, dict) else each for each in value]
    return filled


def failures(schema: Schema, inputs: Mapping[str, Any], name: str) -> list[Failure]:
    """Every reason to refuse the inputs of the resource `name`, in the words of the official plugin's SDK."""
    return [*_failures(schema, inputs, name, ""), *_combinations(schema, inputs, name)]


def _failures(schema: Schema, inputs: Mapping[str, Any], resource: str, prefix: str) -> Iterator[Failure]:
    for name in inputs:
        if name not in schema and not name.startswith("__"):
            path = prefix + name
            yield Failure(path, f"Invalid or unknown key. Examine values at '{resource}.{path}'.")
    for name, prop in schema.items():
        path, value = prefix + name, inputs.get(name)
        if value is None and prop.required:
            yield Failure(
                path,
                f'Missing required argument. The argument "{snake_case(name)}" is required, but no definition was '
                f"found. Examine values at '{resource}.{path}'.",
            )
        elif value is not None and prop.output:
            yield Failure(path, f"Value for unconfigurable attribute. Examine values at '{resource}.{path}'.")
        elif value is not None:
            yield from _value_failures(prop, value, resource, path)


def _value_failures(prop: Property, value: Json, resource: str, path: str) -> Iterator[Failure]:
    if value == UNKNOWN:
        return
    is_of_kind = type(value) is _TYPES[prop.kind]
    if not is_of_kind:
        expected = {"set": "list", "block": "object", "int": "number"}.get(prop.kind, prop.kind)
        yield Failure(path, f"expected a {expected}, got {value!r}. Examine values at '{resource}.{path}'.")
    elif prop.kind == "block":
        yield from _failures(prop.fields or {}, value, resource, f"{path}.")
    elif prop.kind in ("list", "set"):
        for index, each in enumerate(value):
            yield from _value_failures(prop.elements, each, resource, f"{path}[{index}]")
    elif prop.problem is not None and (reason := prop.problem(value)):
        yield Failure(path, f"{reason.replace(PATH, _spelled(path))}. Examine values at '{resource}.{path}'.")


def _spelled(path: str) -> str:
    """`responseTypes[0]` as `response_types.0`: to Terraform, a lone block is a list of one."""
    listed = re.sub(r"(?<!])\.", ".0.", path)
    return snake_case(re.sub(r"\[(\d+)]", r".\1", listed))


_TYPES: dict[str, type] = {"string": str, "bool": bool, "int": int, "list": list, "set": list, "block": dict}


def _combinations(schema: Schema, inputs: Mapping[str, Any], resource: str) -> Iterator[Failure]:
    for name, prop in schema.items():
        if inputs.get(name) is None:
            continue
        where = f"Examine values at '{resource}.{name}'."
        for other in prop.conflicts:
            if inputs.get(other) is not None:
                yield Failure(
                    name,
                    f'Conflicting configuration arguments. "{snake_case(name)}": conflicts with {snake_case(other)}. '
                    + where,
                )
        missing = [other for other in prop.requires if inputs.get(other) is None]
        if missing:
            both = ",".join(snake_case(each) for each in (name, *prop.requires))
            yield Failure(
                name,
                f'Missing required argument. "{snake_case(name)}": all of `{both}` must be specified. {where}',
            )
