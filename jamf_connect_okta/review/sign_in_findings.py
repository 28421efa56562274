"""What changes for the people of the expectations, sign-in by sign-in."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from jamf_connect_okta.review.facts import SignIn, SignInKey
from jamf_connect_okta.review.risk import Finding, Risk, Subject


@dataclass(frozen=True)
class Change:
    """One sign-in before and after; None where it was not played: the expectation is for the other design."""

    key: SignInKey
    before: SignIn | None
    after: SignIn | None

    @property
    def either(self) -> SignIn:
        """Whose sign-in it is."""
        one = self.after or self.before
        assert one is not None  # noqa: S101 - one of the two was played
        return one

    @property
    def lost(self) -> bool:
        """Whether somebody who must get in does not any more, or does not where nothing was before."""
        after = self.after
        was_in = self.before is None or self.before.result == "allowed"
        return after is not None and after.promised and after.result != "allowed" and was_in

    @property
    def opened(self) -> bool:
        """Whether somebody who must be kept out gets in, and did not before."""
        after = self.after
        was_out = self.before is None or self.before.result != "allowed"
        return after is not None and not after.promised and after.result == "allowed" and was_out

    @property
    def broken(self) -> bool:
        """Whether it ends in the same way, but no longer as the expectation wants it in detail."""
        before_well = self.before is None or not self.before.differences
        failing = self.after is not None and bool(self.after.differences)
        return failing and before_well and self.either.promised and not self.lost

    @property
    def kept_out_otherwise(self) -> bool:
        """Whether somebody is kept out as expected, but no longer for the reason that the expectation names."""
        before_well = self.before is None or not self.before.differences
        failing = self.after is not None and bool(self.after.differences)
        return failing and before_well and not self.either.promised and not self.opened

    @property
    def failing(self) -> bool:
        """Whether it was not as expected before and still is not."""
        return bool(self.before and self.before.differences and self.after and self.after.differences) and not (
            self.lost or self.opened
        )

    @property
    def mended(self) -> bool:
        """Whether it was not as expected and now is."""
        return bool(self.before and self.before.differences and self.after and not self.after.differences)

    @property
    def otherwise(self) -> bool:
        """Whether the expectation still holds, though what people meet differs."""
        if self.before is None or self.after is None or self.after.differences or self.before.differences:
            return False
        return self.before.met != self.after.met


def changes(before: Mapping[SignInKey, SignIn], after: Mapping[SignInKey, SignIn]) -> list[Change]:
    """Every sign-in of either side, in the order in which they were played."""
    return [Change(key, before.get(key), after.get(key)) for key in dict.fromkeys([*before, *after])]


def sign_in_findings(found: list[Change]) -> Iterator[Finding]:
    """The findings, grouped by what happens."""
    kinds: list[tuple[Risk, str, Callable[[Change], bool]]] = [
        (Risk.HIGH, "Can't sign in", lambda change: change.lost),
        (Risk.HIGH, "Gets in and must be kept out", lambda change: change.opened),
        (Risk.HIGH, "Signs in otherwise than expected", lambda change: change.broken),
        (Risk.MEDIUM, "Kept out for another reason than expected", lambda change: change.kept_out_otherwise),
        (Risk.MEDIUM, "Not as expected, as before", lambda change: change.failing),
        (Risk.MEDIUM, "Meets something else, as the expectations allow", lambda change: change.otherwise),
        (Risk.LOW, "As expected again", lambda change: change.mended),
    ]
    for risk, what, holds in kinds:
        chosen = [change for change in found if holds(change)]
        for alike in _by_reason(chosen):
            who = _listed(dict.fromkeys(change.either.login for change in alike))
            yield Finding(risk, Subject.SIGN_INS, f"{what}: {who} ({_titles(alike)}). {told(alike[0])}")


def told(change: Change) -> str:
    """What was, what is, and why."""
    before, after = (one.told.rstrip(".") if one else "not played" for one in (change.before, change.after))
    details = "; ".join(change.after.differences) if change.after and not (change.lost or change.opened) else ""
    return f"Before: {before}. Now: {after}" + (f" ({details})." if details else ".")


def _by_reason(found: Iterable[Change]) -> list[list[Change]]:
    """What ends for the same reason is one finding; the table behind it has each."""
    reasons: dict[str, list[Change]] = {}
    for change in found:
        reasons.setdefault(change.after.reason if change.after else "", []).append(change)
    return list(reasons.values())


def _titles(found: Iterable[Change]) -> str:
    titles = list(dict.fromkeys(f"{change.either.title}, {change.either.place}" for change in found))
    more = len(titles) - 1
    return titles[0] + (f", and {more} more expectation{'s' if more > 1 else ''}" if more else "")


def _listed(logins: Iterable[str]) -> str:
    every = list(logins)
    shown = ", ".join(every[:_SHOWN])
    return shown if len(every) <= _SHOWN else f"{shown} and {len(every) - _SHOWN} more"


_SHOWN = 4
