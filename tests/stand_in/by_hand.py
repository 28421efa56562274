"""What somebody else does to an org while the plugin isn't looking."""

from collections.abc import Callable
from typing import Any

import httpx

Ids = dict[str, str]
Event = Callable[[httpx.Client, Ids], None]

_OF_THE_MOMENT = {"id", "created", "createdBy", "lastUpdated", "_links"}


def call(line: str, body: object = None) -> Event:
    """A call such as `DELETE /api/v1/apps/{app}`, by the names of what it is about."""

    def event(okta: httpx.Client, ids: Ids) -> None:
        method, path = line.format_map(ids).split(" ")
        okta.request(method, path, json=body).raise_for_status()

    return event


def edit(path: str, key: str, value: object) -> Event:
    """The object put back with another value at a dotted key, ids by their names; None takes the key away."""

    def event(okta: httpx.Client, ids: Ids) -> None:
        body = okta.get(path.format_map(ids)).raise_for_status().json()
        *parents, last = key.split(".")
        part = body
        for parent in parents:
            part = part[parent]
        part[last] = _formatted(value, ids)
        if value is None:
            del part[last]
        okta.put(path.format_map(ids), json=body).raise_for_status()

    return event


def both(*events: Event) -> Event:
    """One after the other."""

    def event(okta: httpx.Client, ids: Ids) -> None:
        for each in events:
            each(okta, ids)

    return event


def seen(okta: httpx.Client, path: str, ids: Ids) -> Any:
    """What the org says there, but for what a mere rewrite changes."""
    return _lasting(okta.get(path.format_map(ids)).raise_for_status().json())


def _formatted(value: Any, ids: Ids) -> Any:
    if isinstance(value, dict):
        return {name: _formatted(each, ids) for name, each in value.items()}
    if isinstance(value, list):
        return [_formatted(each, ids) for each in value]
    return value.format_map(ids) if isinstance(value, str) else value


def _lasting(value: Any) -> Any:
    if isinstance(value, dict):
        # The one link that is a setting.
        policy = value.get("_links", {}).get("accessPolicy")
        lasting = {name: _lasting(each) for name, each in value.items() if name not in _OF_THE_MOMENT}
        return lasting | {"accessPolicy": policy}
    return [_lasting(each) for each in value] if isinstance(value, list) else value


WITHOUT_POLICY = both(
    call("PUT /api/v1/apps/{app}/policies/{default}"),
    call("DELETE /api/v1/policies/{policy}"),
)
WITHOUT_APP = both(call("POST /api/v1/apps/{app}/lifecycle/deactivate"), call("DELETE /api/v1/apps/{app}"))
