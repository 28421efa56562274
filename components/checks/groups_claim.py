"""The rules for the groups claim."""

from collections.abc import Iterator

from components.checks.names import folded
from components.okta_ids import is_group_id
from components.problems import Problem
from components.settings import Settings


def problems_of(settings: Settings) -> Iterator[Problem]:
    """Problems of the claim and of the admin groups that it has to carry."""
    yield from _groups_claim_is_complete(settings)
    yield from _groups_claim_carries_the_admin_groups(settings)
    yield from _groups_claim_needs_an_api_token(settings)


def _groups_claim_is_complete(settings: Settings) -> Iterator[Problem]:
    claim = settings.groups_claim
    kind = claim.type or ("FILTER" if settings.admin_groups else "NONE")
    allowed: set[str] = {"NONE": set(), "FILTER": {"groups"}, "EXPRESSION": {"expression", "preset"}}[kind]
    for name in sorted(claim.given & {"groups", "expression", "preset"} - allowed):
        why = f"A claim of type {kind} does not use it."
        fix = "Remove it, or set groupsClaim.type."
        yield Problem(f"groupsClaim.{name}", getattr(claim, name), why, fix, rests_on=_KIND)
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
    fix = f"Set okta:apiToken and remove {oauth.source}, or set groupsClaim.type to NONE and remove adminGroups."
    yield Problem(key, value, why, fix, rests_on=_KIND)


_KIND = ("groupsClaim.type", "adminGroups")
"""What decides the kind of claim."""
