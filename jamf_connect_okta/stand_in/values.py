"""Property values between the engine's wire format and Python."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

from google.protobuf.struct_pb2 import Struct, Value  # type: ignore[import-untyped]

Json = Any
"""A value of JSON's kinds."""

Properties = dict[str, Any]

UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9"
"""What the engine writes for a value that only the deployment will tell."""

_SIGNATURE = "4dabf18193072939515e22adb298388d"
_SECRET = "1b47061264138c4ac30d75fd1eb44270"
_OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4"


def properties(struct: Struct) -> Properties:
    """The struct's values; nulls are left out, as the official plugin does, and secrets are unwrapped."""
    return _mapping(struct.fields.items())


def struct(values: Mapping[str, Any], secrets: Iterable[str] = ()) -> Struct:
    """The wire format of `values`; those named in `secrets` are marked as such."""
    wrapped = {name: {_SIGNATURE: _SECRET, "value": values[name]} for name in secrets if values.get(name)}
    message = Struct()
    message.update({**values, **wrapped})
    return message


def is_blank(value: Json) -> bool:
    """Whether the official plugin's SDK can't tell the value from one that is not set."""
    return value in (None, "", 0, [], {})


def has_unknown(value: Json) -> bool:
    """Whether any part of the value is still unknown."""
    if isinstance(value, dict):
        return any(has_unknown(part) for part in value.values())
    if isinstance(value, list):
        return any(has_unknown(part) for part in value)
    return bool(value == UNKNOWN)


def without_unknown(value: Json) -> Json:
    """The value with its unknown parts taken out."""
    if isinstance(value, dict):
        return {key: without_unknown(part) for key, part in value.items() if part != UNKNOWN}
    if isinstance(value, list):
        return [without_unknown(part) for part in value if part != UNKNOWN]
    return value


def _mapping(fields: Iterable[tuple[str, Value]]) -> Properties:
    read = ((name, _value(value)) for name, value in fields)
    return {name: value for name, value in read if value is not None}


def _value(value: Value) -> Json:
    kind = value.WhichOneof("kind")
    if kind == "struct_value":
        return _object(_mapping(value.struct_value.fields.items()))
    if kind == "list_value":
        return [_value(item) for item in value.list_value.values]
    if kind == "number_value":
        number = value.number_value
        return int(number) if math.isfinite(number) and number.is_integer() else number
    return None if kind in (None, "null_value") else getattr(value, kind)


def _object(value: Properties) -> Json:
    if value.get(_SIGNATURE) == _SECRET:
        return value.get("value")
    if value.get(_SIGNATURE) == _OUTPUT:
        return value.get("value", UNKNOWN)
    return value
