"""What makes a global session policy work."""

from typing import Any

import pytest

from .stacks import Told, prod, refusal_of_prod, rehearsal

POSITIVE = "Write a positive number."
UNMANAGED = "Set it to true, or remove the other keys of sessionPolicy."


def managed(**changes: Any) -> dict[str, Any]:
    return {"sessionPolicy": {"managed": True} | changes}


REFUSED: dict[str, tuple[dict[str, Any], list[Told]]] = {
    "a real org's stack that has not chosen": (
        {"sessionPolicy": {}},
        [("sessionPolicy.managed", None, "Set it to true or false.")],
    ),
    "settings of a policy that the stack leaves alone": (
        {"sessionPolicy": {"managed": False, "lifetimeMinutes": 480}},
        [("sessionPolicy.managed", False, UNMANAGED)],
    ),
    "single users alone, whom the policy can't reach": (
        {"groups": [], "users": ["ines@acme.example"]} | managed(),
        [("groups", [], "Assign a group that holds the users, or set sessionPolicy.managed to false.")],
    ),
    "no idle time": (managed(idleMinutes=0), [("sessionPolicy.idleMinutes", 0, POSITIVE)]),
    "no lifetime": (
        managed(idleMinutes=0, lifetimeMinutes=0),
        [("sessionPolicy.idleMinutes", 0, POSITIVE), ("sessionPolicy.lifetimeMinutes", 0, POSITIVE)],
    ),
    "a priority below the first": (managed(priority=0), [("sessionPolicy.priority", 0, POSITIVE)]),
    "a negative priority": (managed(priority=-3), [("sessionPolicy.priority", -3, POSITIVE)]),
    "a session that idles longer than it lives": (
        managed(idleMinutes=481, lifetimeMinutes=480),
        [("sessionPolicy.idleMinutes", 481, "Shorten it, or lengthen lifetimeMinutes.")],
    ),
}


@pytest.mark.parametrize(("changes", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_a_session_policy_that_can_t_do_its_work_is_refused(changes: dict[str, Any], told: list[Told]) -> None:
    assert refusal_of_prod(**changes) == told


ACCEPTED: dict[str, dict[str, Any]] = {
    "managed": managed(),
    "unmanaged": {"sessionPolicy": {"managed": False}},
    "idle as long as it lives": managed(idleMinutes=480, lifetimeMinutes=480),
    "one minute": managed(idleMinutes=1, lifetimeMinutes=1),
    "a later priority": managed(priority=7),
    "single users beside a group": {"users": ["ines@acme.example"]} | managed(),
    "single users alone, unmanaged": {"groups": [], "users": ["ines@acme.example"]},
}


@pytest.mark.parametrize("changes", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_a_session_policy_that_works_is_accepted(changes: dict[str, Any]) -> None:
    prod(**changes)


def test_a_rehearsal_need_not_choose() -> None:
    assert rehearsal().manages_session_policy


def test_a_rehearsal_may_choose() -> None:
    assert not rehearsal(sessionPolicy={"managed": False}).manages_session_policy
