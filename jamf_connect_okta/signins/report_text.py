"""A report of sign-ins for people: the answer first, then a line for each, then what to do next."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from jamf_connect_okta.signins.playing import Played, Report
from jamf_connect_okta.signins.reading import Written

_MARKS = {True: "ok", False: "NOT"}


def summary(report: Report) -> Iterator[str]:
    """The lines of the report."""
    count, failed = len(report.played), len(report.failed)
    proves_nothing = "" if report.holds or failed else " But there are expectations by which nobody is meant."
    yield f"{count - failed} of {count} sign-ins are as expected.{proves_nothing}"
    for written, played in _by_expectation(report.played):
        expectation = written.expectation
        yield ""
        yield f"{'Promise' if expectation.promise else 'Warning'}: {expectation.title} ({written.place})"
        for login, outcomes in _by_login(played):
            yield from _person(login, outcomes)
    for title, unplayed in (
        ("For the other design, not played", report.other_design),
        ("Not proven, because nobody in the org is meant", report.nobody),
    ):
        if unplayed:
            yield ""
            yield f"{title}:"
            yield from (f"  {written.expectation.title} ({written.place})" for written in unplayed)


def explanation(played: Iterable[Played]) -> Iterator[str]:
    """Each sign-in of one person with every policy and rule that was considered, and the decoded ID token."""
    for one in played:
        outcome = one.outcome
        yield ""
        yield f"{one.written.expectation.title} ({one.written.place}), request '{one.request}': {outcome.result}"
        if outcome.words:
            yield f"  {outcome.reason}: {outcome.words}"
        if outcome.answer:
            yield f"  Told: {outcome.answer}"
        if outcome.prompts:
            yield f"  Asked for: {', '.join(outcome.prompts)}"
        for policy in outcome.considered:
            yield from _considered(policy)
        if outcome.claims:
            yield "  Decoded ID token:"
            yield from (f"    {name}: {_value(value)}" for name, value in outcome.claims.items())
        if outcome.account:
            kind = "an administrator" if outcome.account.administrator else "no administrator"
            yield f"  On their Mac {kind}: {outcome.account.words}"
        yield from (f"  NOT as expected: {difference}" for difference in one.differences)


def _person(login: str, outcomes: list[Played]) -> Iterator[str]:
    """One line where all requests came to the same, else one for each."""
    same = len({(one.outcome.result, one.outcome.words, one.differences) for one in outcomes}) == 1
    for one in outcomes[:1] if same else outcomes:
        asked = f" ({', '.join(one.outcome.prompts)})" if one.outcome.prompts else ""
        request = "" if same else f" [{one.request}]"
        why = f": {one.outcome.words}" if one.outcome.words else ""
        names = [name for name in one.written.expectation.claims if name in one.outcome.claims]
        claims = "".join(f", {name}: {_value(one.outcome.claims[name])}" for name in names)
        yield f"  {_MARKS[not one.differences]:3} {login:22} {one.outcome.result}{asked}{claims}{request}{why}"
        yield from (f"      {difference}" for difference in one.differences)


def _value(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _considered(policy: Mapping[str, Any]) -> Iterator[str]:
    yield f"  {policy['policy']}: {policy['outcome']}"
    yield from (f"    {_condition(one)}" for one in policy["conditions"])
    for rule in policy["rules"]:
        yield f"    rule '{rule['rule']}': {rule['outcome']}"
        yield from (f"      {_condition(one)}" for one in rule["conditions"])


def _condition(condition: Mapping[str, Any]) -> str:
    return f"{ {True: 'holds', False: 'misses', None: 'unknown'}[condition['holds']] }: {condition['condition']}"


def _by_expectation(played: Iterable[Played]) -> Iterator[tuple[Written, list[Played]]]:
    found: dict[int, tuple[Written, list[Played]]] = {}
    for one in played:
        found.setdefault(id(one.written), (one.written, []))[1].append(one)
    yield from found.values()


def _by_login(played: Iterable[Played]) -> Iterator[tuple[str, list[Played]]]:
    found: dict[str, list[Played]] = {}
    for one in played:
        found.setdefault(one.login, []).append(one)
    yield from found.items()
