"""What the Jamf Nation article promises and warns of, as expectations for the groups of any stack."""

from collections.abc import Iterator
from typing import Any

from components.settings import Settings
from jamf_connect_okta.signins.expectations import Expectation
from jamf_connect_okta.signins.reading import Written

FILE = "the article"
"""What stands in reports where others have a file and a line."""


def article(settings: Settings) -> tuple[Written, ...]:
    """The expectations of a stack that has no file of its own."""
    return tuple(Written(Expectation.model_validate(entry), FILE) for entry in _entries(settings))


def _entries(settings: Settings) -> Iterator[dict[str, Any]]:
    yield from _password_check(settings)
    yield from _login_window(settings)
    yield from _groups_claim(settings)
    yield from _zones(settings)


def _password_check(settings: Settings) -> Iterator[dict[str, Any]]:
    ropg = {"app": "ROPG", "from": _inside(settings.ropg_app.zones)}
    people = {"members_of": settings.groups, "but_not": settings.ropg_app.excluded_groups}
    yield {"promise": "Passwords are checked silently", "who": people, **ropg, "then": "allowed"}
    yield {
        "warning": "A wrong password never counts as right",
        "who": people,
        **ropg,
        "password": "wrong",
        "then": "denied",
        "because": "wrong_password",
    }
    if settings.users:
        title = "Whoever is assigned one by one is let in as well"
        yield {"promise": title, "who": settings.users, **ropg, "then": "allowed"}
    yield {
        "warning": "Whoever the app is not assigned to is kept out",
        "who": {"members_of": "Everyone", "but_not": (*settings.groups, *settings.users)},
        **ropg,
        "then": "denied",
        "because": "not_assigned",
    }
    if settings.ropg_app.excluded_groups:
        title = "Nobody can try passwords of groups that are kept away"
        yield {"warning": title, "who": {"members_of": settings.ropg_app.excluded_groups}, **ropg, "then": "denied"}


def _login_window(settings: Settings) -> Iterator[dict[str, Any]]:
    where = _login_window_from(settings)
    if settings.design == "one-app":
        yield {
            "promise": "The login window asks for a password and nothing else",
            "who": {"members_of": settings.groups, "but_not": settings.ropg_app.excluded_groups},
            "app": "MFA",
            "design": settings.design,
            "from": where,
            "then": "allowed",
            "prompts": ["password"],
        }
        return
    for factor in settings.factors:
        yield {
            "promise": f"The login window asks for a password and {factor.value}",
            "who": {"members_of": settings.groups, "with_factor": factor.value},
            "app": "MFA",
            "design": settings.design,
            "from": where,
            "factors": factor.value,
            "then": "allowed",
            "prompts": ["password", factor.value],
        }


def _groups_claim(settings: Settings) -> Iterator[dict[str, Any]]:
    if settings.claim is None:
        return
    window = {"app": "MFA", "from": _login_window_from(settings), "then": "allowed"}
    kept_away = settings.ropg_app.excluded_groups if settings.design == "one-app" else ()
    follows = not settings.jamf_connect.ignore_admin
    for group in settings.admin_groups:
        yield {
            "promise": f"Jamf Connect sees who is in {group}",
            "who": {"members_of": group, "but_not": kept_away},
            **window,
            "claims": {settings.claim.name: {"contains": group}},
            "administrator": follows or None,
        }
    if settings.admin_groups:
        yield {
            "warning": "Nobody else becomes an administrator of their Mac",
            "who": {"members_of": settings.groups, "but_not": (*settings.admin_groups, *kept_away)},
            **window,
            "claims": {settings.claim.name: {"lacks": settings.admin_groups}},
            "administrator": False if follows else None,
        }


def _zones(settings: Settings) -> Iterator[dict[str, Any]]:
    people = {"members_of": settings.groups}
    if settings.manages_session_policy:
        for zone in settings.session_policy.blocked_zones:
            title = f"Nobody signs in from {zone}"
            yield {"warning": title, "who": people, "app": "ROPG", "from": zone, "then": "denied"}
    if settings.ropg_app.zones:
        yield {"warning": "Passwords are checked in their zones only", "who": people, "app": "ROPG", "then": "denied"}
    if settings.design == "two-apps" and settings.mfa_app.zones:
        yield {"warning": "The login window works in its zones only", "who": people, "app": "MFA", "then": "denied"}


def _login_window_from(settings: Settings) -> str:
    return _inside(settings.mfa_app.zones if settings.design == "two-apps" else settings.ropg_app.zones)


def _inside(zones: tuple[str, ...]) -> str:
    return zones[0] if zones else "anywhere"
