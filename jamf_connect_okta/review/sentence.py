"""The first sentence of a report: whether people can still sign in, and what has to be redeployed."""

from collections.abc import Iterable

from jamf_connect_okta.review.facts import StackFacts
from jamf_connect_okta.review.plan_findings import APP
from jamf_connect_okta.review.profile_changes import KeyChange
from jamf_connect_okta.review.settings_findings import PROTECT
from jamf_connect_okta.review.sign_in_findings import Change


def sentence(facts: StackFacts, sign_ins: Iterable[Change], keys: list[KeyChange]) -> str:
    """The sentence, or two."""
    base, head = facts.base, facts.head
    if head is None:
        return "The stack's file is gone; nothing is deleted in Okta by that."
    if head.deployed is None:
        return _not_deployed(facts)
    before = base.deployed if base else None
    first = _sign_ins(list(sign_ins), still="still " if before and not before.unmade else "")
    if head.refusal:
        return f"This can't be deployed: {_first_line(head.refusal)} If it could: {first}"
    if head.deployed.unmade:
        return f"No profiles can be made of this: {_first_line(head.deployed.unmade)}"
    if base is None:
        new = "The stack is new: all its objects are created and its profiles are deployed for the first time."
        return f"{new} {first}"
    if before is None:
        return f"The base can't be deployed, so nothing is compared with it. {first}"
    profiles = _UNKNOWN if before.unmade else _profiles(keys)
    if head.deployed.unplayed:
        return f"Nobody knows who can still sign in: sign-ins could not be played. {profiles}"
    if any(step.type == APP and step.op in ("replace", "delete") for step in head.steps):
        return f"Every Mac loses sign-in until it has new profiles. {profiles} With them: {first}"
    return f"{first} {profiles}"


_UNKNOWN = "Which profile keys change is not known: the base's profiles can't be made by the change's own code."


def _not_deployed(facts: StackFacts) -> str:
    head, base = facts.head, facts.base
    if head and head.refusal:
        return f"This can't be deployed: {_first_line(head.refusal)}"
    if base and base.refusal:
        return f"The base can't be deployed: {_first_line(base.refusal)}"
    if PROTECT in facts.changed_settings and head and head.settings.get(PROTECT) is False:
        return "The apps lose their protection. Nobody's sign-in and no profile changes."
    if facts.changed_settings:
        count = _count(len(facts.changed_settings), "setting changes", "settings change")
        return f"{count} that a rehearsal leaves aside: nobody's sign-in and no profile changes."
    return "Nothing to deploy: no setting, program or expectation changes."


def _sign_ins(found: list[Change], *, still: str) -> str:
    played = [change for change in found if change.after is not None]
    if not played:
        return "No sign-in was played."
    lost, opened, broken = (
        _logins(change for change in found if getattr(change, name)) for name in ("lost", "opened", "broken")
    )
    said = []
    if lost:
        said.append(f"{_people(lost)} can't sign in{' any more' if still else ''}.")
    if opened:
        said.append(f"{_people(opened)} get{'s' if len(opened) == 1 else ''} in who must be kept out.")
    broken = [login for login in broken if login not in lost]
    if broken:
        said.append(f"{_people(broken)} sign{'s' if len(broken) == 1 else ''} in otherwise than expected.")
    if said:
        return " ".join(said)
    failing = _logins(change for change in found if change.failing)
    if failing:
        return f"Nothing gets worse for anyone, but {_people(failing)} failed expectations before and still do."
    return f"Everyone in the expectations can {still}sign in."


def _profiles(keys: list[KeyChange]) -> str:
    if not keys:
        return "No profile changes."
    domains = listed([f"`{domain}`" for domain in dict.fromkeys(change.domain for change in keys)])
    return f"{_count(len(keys), 'profile key changes', 'profile keys change')}: redeploy {domains}."


def _logins(found: Iterable[Change]) -> list[str]:
    return list(dict.fromkeys(change.either.login for change in found))


def _people(logins: list[str]) -> str:
    if len(logins) <= _SHOWN:
        return listed(logins)
    return f"{', '.join(logins[: _SHOWN - 1])} and {len(logins) - _SHOWN + 1} more"


def listed(names: list[str]) -> str:
    """Names as a sentence has them."""
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


_SHOWN = 3
_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def _count(number: int, one: str, several: str) -> str:
    word = _NUMBERS[number] if number < len(_NUMBERS) else str(number)
    return f"{word} {one if number == 1 else several}"


def _first_line(text: str) -> str:
    """The first line, with the one that it announces."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    line = " ".join(lines[: 2 if lines and lines[0].endswith(":") else 1])
    return line if line.endswith((".", ":")) else f"{line}."
