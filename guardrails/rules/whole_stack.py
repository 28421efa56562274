"""The rules for what has to agree across the whole stack."""

from collections.abc import Iterator

from guardrails import sources
from guardrails.facts import NotKnownYetError, Resource
from guardrails.jamf_connect import JamfConnect
from guardrails.rule import Parameter, Parameters, Violation, rule
from guardrails.wording import listed


@rule(
    "one-ropg-app",
    reason="Every app with the password grant is a place to try passwords without a second factor, and Jamf Connect "
    "checks them at one; at the login window's app its own policy refuses them all.",
    instead="Take password out of the grantTypes of the app that the login window uses.",
    source=f"{sources.ARTICLE}: deselect Resource Owner Password in the second app",
    each=JamfConnect.with_password_grant,
)
def one_ropg_app(app: Resource, stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Each further one is told, the first is not."""
    first = next(each for each in stack.with_password_grant() if isinstance(each, Resource))
    if app is not first:
        yield Violation(app, f"Both {first.name} and {app.name} have the password grant.")


@rule(
    "same-assignments",
    reason="People pass the login window through one app and the password check through the other: who is assigned to "
    "one of them only is let in and then told that their password is wrong, or not let in at all.",
    instead="Assign the same groups and users to both apps, from one list.",
    source=f"{sources.ARTICLE}: make sure the membership assignments match for both applications",
    each=JamfConnect.apps,
)
def same_assignments(app: Resource, stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Each app is compared with the first."""
    first = next(stack.apps())
    for kind, of in (("groups", stack.groups_of), ("users", stack.users_of)):
        for one, other in ((app, first), (first, app)):
            if more := of(one) - of(other):
                what = f"{one.name} has {kind} that {other.name} lacks: {listed(more)}."
                yield Violation(app, what)


@rule(
    "groups-claim",
    reason="Jamf Connect asks for the scope groups, and Okta answers it from a claim of the app's own: without one the "
    "token carries no groups, and nobody is an administrator of their Mac.",
    instead="Declare groupsClaim for this app, or take groups out of the scopes.",
    source=sources.GROUPS_CLAIM,
    each=JamfConnect.apps,
    parameters=(Parameter("scopes", "", "the scopes in the Macs' profiles, where no output of the stack names them"),),
)
def groups_claim(app: Resource, stack: JamfConnect, parameters: Parameters) -> Iterator[Violation]:
    """What scopes are asked for stands in the stack's outputs, as a text that contains openid."""
    if "groupsClaim" in app.inputs:
        return
    configured = set(parameters["scopes"].replace("+", " ").split())
    asked = [configured] if configured else stack.requested_scopes()
    if any("groups" in scopes for scopes in asked):
        yield Violation(app, "The scopes ask for groups, and groupsClaim is not set.")
    elif not asked and stack.hides_outputs:
        raise NotKnownYetError(app, "which scopes the stack's outputs name")


RULES = (one_ropg_app, same_assignments, groups_claim)
