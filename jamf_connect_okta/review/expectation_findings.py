"""Which promises and warnings a change takes away or weakens."""

from collections.abc import Iterator, Mapping, Sequence

from jamf_connect_okta.review.risk import Finding, Risk, Subject
from jamf_connect_okta.signins.expectations import ClaimCheck, Expectation
from jamf_connect_okta.signins.reading import Written


def expectation_findings(base: Sequence[Written], head: Sequence[Written]) -> Iterator[Finding]:
    """The expectations that somebody wrote into the base's file and that the proposal's does not hold to."""
    titles = {written.expectation.title for written in head}
    for written in base:
        expectation = written.expectation
        if not written.line or any(covers(other.expectation, expectation) for other in head):
            continue
        what = "weakened" if expectation.title in titles else "removed"
        kind = "promise" if expectation.promise else "warning"
        text = f"{what}: the {kind} '{expectation.title}' ({written.place} of the base). It was played all the same."
        yield Finding(Risk.MEDIUM, Subject.PROOF, f"Expectation {text}")


def covers(new: Expectation, old: Expectation) -> bool:
    """Whether everything that `old` demands is demanded by `new` as well; titles don't matter."""
    same = ("app", "origin", "password", "factors", "then")
    return (
        all(getattr(new, name) == getattr(old, name) for name in same)
        and new.design in (None, old.design)
        and set(new.requests) >= set(old.requests)
        and _everybody(new, old)
        and old.because in ("", new.because)
        and old.prompts in (None, new.prompts)
        and _claims(new.claims, old.claims)
        and old.administrator in (None, new.administrator)
    )


def _everybody(new: Expectation, old: Expectation) -> bool:
    if isinstance(new.who, tuple) and isinstance(old.who, tuple):
        return set(new.who) >= set(old.who)
    return new.who == old.who


def _claims(new: Mapping[str, ClaimCheck], old: Mapping[str, ClaimCheck]) -> bool:
    return all(name in new and _lists(new[name], check) and _exact(new[name], check) for name, check in old.items())


def _lists(new: ClaimCheck, old: ClaimCheck) -> bool:
    return set(new.contains) >= set(old.contains) and set(new.lacks) >= set(old.lacks)


def _exact(new: ClaimCheck, old: ClaimCheck) -> bool:
    return "equals" not in old.model_fields_set or ("equals" in new.model_fields_set and new.equals == old.equals)
