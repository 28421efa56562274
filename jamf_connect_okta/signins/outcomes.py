"""What came of a sign-in, and how that differs from what must happen."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from jamf_connect_okta.signins.administrators import Account
from jamf_connect_okta.signins.expectations import ClaimCheck, Expectation


@dataclass(frozen=True)
class Outcome:
    """How a sign-in ended. `reason` and `words` say why somebody was denied, `answer` what Jamf Connect was told.

    `claims` is the decoded ID token, `account` what it makes of the person on their Mac, after the login window only.
    `considered` is every policy and rule that was looked at, in order.
    """

    result: Literal["allowed", "denied"]
    reason: str = ""
    words: str = ""
    answer: str = ""
    prompts: tuple[str, ...] = ()
    claims: Mapping[str, Any] = field(default_factory=dict)
    account: Account | None = None
    considered: Sequence[Mapping[str, Any]] = ()


def differences(expected: Expectation, outcome: Outcome) -> Iterator[str]:
    """Everything that is not as it must be; nothing when all of it is."""
    if outcome.result != expected.then:
        yield f"must be {expected.then}, is {outcome.result}"
        return
    if expected.because and outcome.reason != expected.because:
        yield f"must be denied for {expected.because}, is denied for {outcome.reason or 'an unknown reason'}"
    if expected.prompts is not None and outcome.prompts != expected.prompts:
        yield f"must be asked for {_listed(expected.prompts)}, is asked for {_listed(outcome.prompts)}"
    for name, check in expected.claims.items():
        yield from _claim_differences(name, check, outcome.claims.get(name))
    account = outcome.account
    if account and expected.administrator not in (None, account.administrator):
        must, is_one = ("must be", "is not") if expected.administrator else ("must not be", "is")
        yield f"{must} an administrator of their Mac, {is_one}: {account.words}"


def _claim_differences(name: str, check: ClaimCheck, value: object) -> Iterator[str]:
    if "equals" in check.model_fields_set and value != check.equals:
        yield f"claim {name} must be {check.equals!r}, is {_shown(value)}"
    held = value if isinstance(value, list) else [] if value is None else [value]
    for wanted in check.contains:
        if wanted not in held:
            yield f"claim {name} must contain {wanted!r}, is {_shown(value)}"
    for unwanted in check.lacks:
        if unwanted in held:
            yield f"claim {name} must not contain {unwanted!r}"


def _shown(value: object) -> str:
    return "not there" if value is None else repr(value)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names) or "nothing"
