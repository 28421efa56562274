"""Which keys of the profiles change, and what that means for Macs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from jamf_connect_okta.review.risk import Finding, Risk, Subject

Profiles = Mapping[str, Mapping[str, str]]

_CLIENT_IDS = ("OIDCClientID", "OIDCROPGID", "IdPSettings.ROPGID")


@dataclass(frozen=True)
class KeyChange:
    """One preference key before and after, as it may be shown; None where it is not set."""

    domain: str
    key: str
    before: str | None
    after: str | None


def key_changes(before: Profiles, after: Profiles) -> list[KeyChange]:
    """Every key that differs, by domain."""
    return [
        KeyChange(domain, key, old.get(key), new.get(key))
        for domain in sorted({*before, *after})
        for old, new in [(before.get(domain, {}), after.get(domain, {}))]
        for key in sorted({*old, *new})
        if old.get(key) != new.get(key)
    ]


def profile_findings(changes: list[KeyChange]) -> Iterator[Finding]:
    """What has to be redeployed."""
    for domain in dict.fromkeys(change.domain for change in changes):
        keys = [change.key for change in changes if change.domain == domain]
        client_ids = [key for key in keys if key in _CLIENT_IDS]
        text = f"`{domain}` has to be redeployed: {', '.join(keys)}."
        if client_ids:
            text += " Until a Mac has the new profile, it names an app of before."
        yield Finding(Risk.MEDIUM, Subject.PROFILES, text)
