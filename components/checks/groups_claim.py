"""The rules for the groups claim."""

import re
from collections.abc import Iterator

from components.checks.names import folded
from components.okta_ids import is_group_id
from components.problems import Problem
from components.settings import Settings


def problems_of(settings: Settings) -> Iterator[Problem]:
    """Problems of the claim and of the admin groups that it has to carry."""
    yield from _groups_claim_is_complete(settings)
    yield from _groups_claim_carries_the_admin_groups(settings)
    yield from _groups_claim_carries_what_it_selects(settings)
    yield from _groups_claim_needs_an_api_token(settings)


def _groups_claim_is_complete(settings: Settings) -> Iterator[Problem]:
    claim = settings.groups_claim
    kind = claim.type or ("FILTER" if settings.admin_groups else "NONE")
    allowed: set[str] = {"NONE": set(), "FILTER": {"groups"}, "EXPRESSION": {"expression", "preset"}}[kind]
    for name in sorted(claim.given & {"groups", "expression", "preset"} - allowed):
        why = f"A claim of type {kind} does not use it."
        fix, key = "Remove it, or set groupsClaim.type.", f"groupsClaim.{name}"
        yield Problem(key, getattr(claim, name), why, fix, rests_on=_KIND, without_effect=(key,))
    if kind == "FILTER" and not settings.claim_groups:
        why = "The filter would let no group into the token."
        yield Problem("groupsClaim.groups", [], why, "Name the groups, or use type NONE.", rests_on=_KIND)
    if kind == "EXPRESSION" and bool(claim.expression) == bool(claim.preset):
        why = "An expression claim needs exactly one of expression and preset."
        fix = "Set groupsClaim.expression or groupsClaim.preset."
        rests_on = ("groupsClaim.expression", "groupsClaim.preset", *_KIND)
        yield Problem("groupsClaim", claim.expression or None, why, fix, rests_on)
    if kind != "NONE" and not claim.name.strip():
        fix = 'Write "groups", which Jamf Connect reads by default.'
        yield Problem("groupsClaim.name", claim.name, "The claim needs a name.", fix)


def _groups_claim_carries_the_admin_groups(settings: Settings) -> Iterator[Problem]:
    claim = settings.claim
    if settings.admin_groups and claim is None:
        why = "Without a groups claim Jamf Connect learns of no group: nobody would be an administrator of their Mac."
        fix = "Remove groupsClaim.type NONE, or the admin groups."
        yield Problem("adminGroups", settings.admin_groups, why, fix, rests_on=_KIND)
    for key, names in (("adminGroups", settings.admin_groups), ("groupsClaim.groups", settings.groups_claim.groups)):
        for name in filter(is_group_id, names):
            yield Problem(key, name, "The token carries names of groups, not ids.", "Write the group's name.")
    for name in settings.admin_groups:
        if claim and claim.type == "FILTER" and name not in settings.claim_groups:
            why = "The filter leaves this group out: its people lose their administrator rights at the next sign-in."
            spelt = [other for other in settings.claim_groups if folded(other) == folded(name)]
            fix = f'Write "{name}" instead of "{spelt[0]}".' if spelt else f'Add "{name}".'
            yield Problem("groupsClaim.groups", settings.groups_claim.groups, why, fix, rests_on=("adminGroups",))


def _groups_claim_carries_what_it_selects(settings: Settings) -> Iterator[Problem]:
    claim, names = settings.claim, settings.groups_claim.groups
    if claim and claim.type == "FILTER" and len(settings.claim_groups) > MOST_GROUPS:
        key = "groupsClaim.groups" if names else "adminGroups"
        why = f"Okta refuses the whole sign-in of a person when more than {MOST_GROUPS} groups match."
        yield Problem(key, len(settings.claim_groups), why, "Name fewer groups.", rests_on=_KIND)
    selected = _SELECTIONS.fullmatch(claim.value) if claim and claim.type == "EXPRESSION" else None
    for name in settings.admin_groups if selected else ():
        if selected and not _selects(selected["function"], selected["text"], name):
            why = (
                "The expression leaves this group out: its people lose their administrator rights at the next sign-in."
            )
            fix = f'Select "{name}" as well, or use a FILTER.'
            yield Problem("groupsClaim.expression", selected.string, why, fix, rests_on=("adminGroups", *_KIND))


def _selects(function: str, text: str, name: str) -> bool:
    """Whether one of Okta's selections by name takes `name`; an empty text takes every group."""
    match function:
        case "startsWith":
            return name.startswith(text)
        case "endsWith":
            return name.endswith(text)
        case _:
            return text in name


def _groups_claim_needs_an_api_token(settings: Settings) -> Iterator[Problem]:
    oauth = settings.provider.oauth
    if settings.claim is None or oauth is None:
        return
    key, value = (
        ("groupsClaim.type", settings.claim.type)
        if settings.groups_claim.type
        else ("adminGroups", settings.admin_groups)
    )
    why = f"The provider signs in with {oauth.source}; Okta takes a groups claim from API tokens only."
    fix = f"Set okta:apiToken and remove {oauth.source}, or set groupsClaim.type to NONE and adminGroups to []."
    yield Problem(key, value, why, fix, rests_on=_KIND)


MOST_GROUPS = 100
"""Okta's limit for the groups in an ID token of its org authorization server."""

_SELECTIONS = re.compile(
    r'\s*Groups\.(?P<function>startsWith|endsWith|contains)\(\s*"OKTA"\s*,\s*"(?P<text>[^"\\]*)"\s*,\s*\d+\s*\)\s*'
)
"""An expression that selects Okta's groups by name and does nothing else: only of these it is known what they carry."""

_KIND = ("groupsClaim.type", "adminGroups")
"""What decides the kind of claim."""
