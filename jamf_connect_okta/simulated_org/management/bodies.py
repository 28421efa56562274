"""Reads the parts of a request body, and refuses those of the wrong kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from jamf_connect_okta.simulated_org.core.errors import validation


def objects(parent: dict[str, Any], key: str) -> dict[str, Any]:
    """The object under that key, {} when it is absent or null."""
    value = parent.get(key)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise validation(key, f"{key}: The field must be an object")
    return value


def strings(parent: dict[str, Any], key: str) -> list[str]:
    """The list of strings under that key, [] when it is absent or null."""
    value = parent.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise validation(key, f"{key}: The field must be a list of strings")
    return value


def list_of_objects(parent: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """The list of objects under that key, [] when it is absent or null."""
    value = parent.get(key)
    if value is None:
        return []
    if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
        raise validation(key, f"{key}: The field must be a list of objects")
    return value


def required_text(parent: dict[str, Any], key: str, *, longest: int = 255) -> str:
    """The text under that key, which must not be blank."""
    value = parent.get(key)
    if not isinstance(value, str) or not value.strip():
        raise validation(key, f"{key}: The field cannot be left blank")
    _check_length(key, value, longest)
    return value


def optional_text(parent: dict[str, Any], key: str, *, longest: int | None = None) -> str | None:
    """The text under that key, None when it is absent or null."""
    value = parent.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise validation(key, f"{key}: The field must be a string")
    if longest is not None:
        _check_length(key, value, longest)
    return value


def flag(parent: dict[str, Any], key: str, *, default: bool = False) -> bool:
    """The boolean under that key."""
    value = parent.get(key)
    if value is None:
        return default
    if not isinstance(value, bool):
        raise validation(key, f"{key}: The field must be true or false")
    return value


def one_of(parent: dict[str, Any], key: str, allowed: Iterable[str], *, default: str | None = None) -> str:
    """The word under that key, which must be one of those allowed; the default stands in for absent and null."""
    value = parent.get(key)
    if value is None and default is not None:
        return default
    known = list(allowed)
    if not isinstance(value, str) or value not in known:
        raise validation(key, f"{key}: {value!r} is none of {', '.join(known)}")
    return value


def _check_length(key: str, value: str, longest: int) -> None:
    if len(value) > longest:
        raise validation(key, f"{key}: The field is too long. The maximum length is {longest} characters.")
