"""When two values of a preference key mean the same."""

import base64

from components.preference_key import LOGIN


def same(domain: str, key: str, found: object, expected: object) -> bool:
    """Whether Jamf Connect does the same with both; 1 is not true, and a text is not a list."""
    if key == "LicenseFile":
        return _licence(found) == _licence(expected)
    if (domain, key) == (LOGIN, "OIDCScopes") and isinstance(found, str) and isinstance(expected, str):
        # Okta doesn't care for the order.
        return scopes(found) == scopes(expected) and separators(found) == separators(expected)
    return _typed(found) == _typed(expected)


def scopes(text: str) -> frozenset[str]:
    """The scopes in `text`, whichever way they are separated."""
    return frozenset(text.replace("+", " ").split())


def separators(text: str) -> frozenset[str]:
    """What separates the scopes in `text`."""
    return frozenset(" +") & frozenset(text)


def _licence(value: object) -> object:
    """A licence is the same as Base64 text and as the data that it stands for."""
    return base64.b64encode(value).decode() if isinstance(value, bytes) else value


def _typed(value: object) -> object:
    if isinstance(value, dict):
        return {key: _typed(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_typed(part) for part in value]
    return type(value), value
