"""What changed settings mean that no simulated org can show: a rehearsal leaves protection, hosts and secrets aside."""

import json
from collections.abc import Iterator

from components.layers import PROJECT
from components.preference_key import LOGIN, MENU_BAR
from components.secret_keys import may_be_secret
from jamf_connect_okta.rehearsal.stack_file import is_secret
from jamf_connect_okta.review.facts import StackFacts
from jamf_connect_okta.review.risk import Finding, Risk, Subject

PROTECT = f"{PROJECT}:protect"

_ABSENT = object()


def settings_findings(facts: StackFacts) -> Iterator[Finding]:
    """The findings of two versions' effective settings."""
    before, after = (side.settings if side else {} for side in (facts.base, facts.head))
    for key in facts.changed_settings:
        old, new = before.get(key, _ABSENT), after.get(key, _ABSENT)
        if key == PROTECT and new is False:
            text = (
                "protection removed: the engine no longer refuses to replace or delete the apps of every Mac's profile."
            )
            yield Finding(Risk.HIGH, Subject.SETTINGS, text)
        elif key == f"{PROJECT}:rehearsal":
            yield Finding(Risk.HIGH, Subject.SETTINGS, "the stack changes between a rehearsal and one of a real org.")
        elif key in ("okta:orgName", "okta:baseUrl"):
            text = f"`{key}` changes: the stack moves to another org, and what it left in the old one stays there."
            yield Finding(Risk.HIGH, Subject.SETTINGS, text)
        elif is_secret(old) or is_secret(new):
            yield Finding(Risk.LOW, Subject.SETTINGS, f"the secret `{key}` changes: secrets are not rehearsed.")
        elif key.startswith("okta:"):
            text = f"`{key}` changes: how the provider reaches the real org is not rehearsed."
            yield Finding(Risk.LOW, Subject.SETTINGS, text)


def shown_setting(key: str, value: object) -> str:
    """A setting's value for everybody's eyes. One that should have been encrypted is not shown either."""
    _, _, below = key.partition(":")
    if key.startswith("okta:"):
        plain = may_be_secret("", below, value)
    else:
        extra = next((domain for where, domain in _EXTRA_KEYS.items() if below.startswith(where)), None)
        plain = extra is not None and may_be_secret(extra, below.split(".", 2)[2], value)
    return "(secret)" if plain or is_secret(value) else json.dumps(value, ensure_ascii=False)


_EXTRA_KEYS = {"jamfConnect.extraLoginKeys.": LOGIN, "jamfConnect.extraMenuBarKeys.": MENU_BAR}
