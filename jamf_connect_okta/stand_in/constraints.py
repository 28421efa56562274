"""Assurance constraints and method chains, cut down to what the official plugin knows of them.

Read from its source; whether 7.0.1 knows more keys of a part than these is not recorded.
"""

import json
from typing import Any

from jamf_connect_okta.stand_in.schema import go_json_text
from jamf_connect_okta.stand_in.values import is_blank

_METHOD = ("key", "method")
_PART = ("methods", "reauthenticateIn", "types")
_POSSESSION = ("deviceBound", "hardwareProtection", "phishingResistant", "userPresence", "userVerification")
_CHAIN_METHOD = (
    *("key", "method", "hardwareProtection", "id", "phishingResistant", "userVerification"),
    "userVerificationMethods",
)


def constraint(text: str) -> dict[str, Any]:
    """A constraint as it is sent. `required` always is, and false where the text does not say."""
    whole: dict[str, Any] = json.loads(text)
    known = {
        name: _part(whole[name], fields)
        for name, fields in (("knowledge", _PART), ("possession", (*_PART, *_POSSESSION)))
        if whole.get(name) is not None
    }
    return whole | known


def constraint_text(answer: dict[str, Any]) -> str:
    """A constraint of Okta's answer as the state holds it."""
    return go_json_text(json.dumps(constraint(json.dumps(answer))))


def chain(text: str) -> dict[str, Any]:
    """A method chain as it is sent."""
    return _chain(json.loads(text))


def chain_text(answer: dict[str, Any]) -> str:
    """A method chain of Okta's answer as the state holds it."""
    return go_json_text(json.dumps(_chain(answer)))


def _part(part: dict[str, Any], fields: tuple[str, ...]) -> dict[str, Any]:
    known: dict[str, Any] = {
        name: [_only(method, _METHOD) for method in part[name]]
        for name in ("authenticationMethods", "excludedAuthenticationMethods")
        if part.get(name)
    }
    return {**known, **_only(part, fields), "required": bool(part.get("required"))}


def _chain(whole: dict[str, Any]) -> dict[str, Any]:
    known: dict[str, Any] = {
        "authenticationMethods": [_only(method, _CHAIN_METHOD) for method in whole.get("authenticationMethods") or ()],
        "next": [_chain(following) for following in whole.get("next") or ()],
        "reauthenticateIn": whole.get("reauthenticateIn"),
    }
    return {name: value for name, value in known.items() if not is_blank(value)}


def _only(whole: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    return {name: whole[name] for name in names if not is_blank(whole.get(name))}
