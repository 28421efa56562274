"""`Arrays.*`. Every one takes a CSV string for an array; null is an array to `isEmpty`, `size`, `toCsvString` only."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.expression_language.errors import EvaluationFailedError
from jamf_connect_okta.simulated_org.expression_language.functions.function import at_least, exactly, of_values
from jamf_connect_okta.simulated_org.expression_language.values import Value, array, equal, integer, text


def _size(items: Value) -> int:
    return 0 if items is None else len(array(items, "the array"))


def _to_csv_string(items: Value) -> str:
    """Null becomes the empty text: inferred from a support article that puts this inside `Arrays.isEmpty`."""
    return "" if items is None else text(array(items, "the array"), "an element of the array")


def _flatten(*values: Value) -> list[Value]:
    """Fails on null: hence the guards around `Groups.*` in Okta's support articles."""
    flat: list[Value] = []
    for value in values:
        for item in array(value, "a value to flatten"):
            if item is None:
                raise EvaluationFailedError("an element to flatten is null")
            flat += _flatten(*item) if isinstance(item, list) else [item]
    return flat


def _add(items: Value, value: Value) -> list[Value]:
    return [*array(items, "the array"), value]


def _remove(items: Value, value: Value) -> list[Value]:
    """Takes out every occurrence; what Okta does with the second is not recorded."""
    return [item for item in array(items, "the array") if not equal(item, value)]


def _clear(items: Value) -> list[Value]:
    array(items, "the array")
    return []


def _get(items: Value, position: Value) -> Value:
    values, index = array(items, "the array"), integer(position, "the position")
    if not 0 <= index < len(values):
        raise EvaluationFailedError(f"the array has no element at {index}")
    return values[index]


def _contains(items: Value, value: Value) -> bool:
    return any(equal(item, value) for item in array(items, "the array"))


FUNCTIONS = {
    "Arrays.isEmpty": of_values(lambda items: _size(items) == 0, exactly(1)),
    "Arrays.size": of_values(_size, exactly(1)),
    "Arrays.toCsvString": of_values(_to_csv_string, exactly(1)),
    "Arrays.flatten": of_values(_flatten, at_least(1)),
    "Arrays.add": of_values(_add, exactly(2)),
    "Arrays.remove": of_values(_remove, exactly(2)),
    "Arrays.clear": of_values(_clear, exactly(1)),
    "Arrays.get": of_values(_get, exactly(2)),
    "Arrays.contains": of_values(_contains, exactly(2)),
}
