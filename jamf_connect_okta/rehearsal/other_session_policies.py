"""The session policies of others that a real org has, and that a stack's own may stand behind."""

import httpx

from components.settings import Settings
from jamf_connect_okta.rehearsal.errors import RehearsalError

_MOST = 100


def stand_behind_others(okta: httpx.Client, settings: Settings) -> int:
    """Make the session policies that are missing before the stack's own can have its priority; how many they were.

    Okta gives no priority beyond the number of its policies, and a fresh org has only its default one. These are for
    nobody: a group without people. Raises RehearsalError.
    """
    if settings.session_policy.priority < 2:
        return 0
    wanted = [f"Somebody else's {number}" for number in range(1, min(settings.session_policy.priority, _MOST + 1))]
    there = {policy["name"] for policy in _asked(okta, "GET", "/api/v1/policies?type=OKTA_SIGN_ON").json()}
    missing = [name for name in wanted if name not in there]
    for name in missing:
        group = _asked(okta, "POST", "/api/v1/groups", {"profile": {"name": name}}).json()
        people = {"people": {"groups": {"include": [group["id"]]}}}
        _asked(okta, "POST", "/api/v1/policies", {"type": "OKTA_SIGN_ON", "name": name, "conditions": people})
    return len(missing)


def _asked(okta: httpx.Client, method: str, path: str, body: object = None) -> httpx.Response:
    answer = okta.request(method, path, json=body)
    if not answer.is_success:
        what = f"{answer.status_code}: {answer.text[:200]}"
        raise RehearsalError(f"The simulated org's answer to {method} {path} was {what}. Try again.")
    return answer
