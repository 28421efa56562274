"""The rules for the authentication policies of both apps, whatever each demands."""

from collections.abc import Iterator

from guardrails import sources
from guardrails.facts import POLICY_OF_APP, SESSION_POLICY, NotKnownYetError, Resource
from guardrails.jamf_connect import CATCH_ALL, JamfConnect, allows, denies, fits_everybody
from guardrails.rule import Parameters, Violation, rule
from guardrails.wording import listed, shown


@rule(
    "policy-explicit",
    reason="An app that names no policy gets the org's default, which asks for two factors: no silent password check "
    "passes it, and whoever edits it for another app edits it for every Mac.",
    instead="Set authenticationPolicy to the id of a policy that is this app's own.",
    source=sources.POLICIES,
    each=JamfConnect.apps,
)
def policy_explicit(app: Resource, stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """On the app itself, or by an assignment of its own."""
    assigned = app.inputs.get("authenticationPolicy") or any(stack.stack.pointing_at(app, "appId", POLICY_OF_APP))
    if not assigned or app.known("skipAuthenticationPolicy", False):
        yield Violation(app, "The app names no authentication policy.")


@rule(
    "policy-not-shared",
    reason="What lets a silent password check pass is a password alone, and what the login window asks for is more: "
    "one policy can't be both, so it either refuses every check or asks for nothing.",
    instead="Declare one policy for each app.",
    source=sources.ARTICLE,
    each=JamfConnect.policies,
)
def policy_not_shared(policy: Resource, stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Only Jamf Connect's apps are compared: what other apps follow is not judged here."""
    apps = [app for app in stack.apps() if policy in stack.policies_of(app)]
    if len(apps) > 1:
        names = ", ".join(app.name for app in apps)
        yield Violation(policy, f"{names} follow the same policy.")


@rule(
    "catch-all-denies",
    reason="Okta ends every policy with a rule that lets people in: whoever no rule speaks for, such as the "
    "administrators that a rule excludes, comes in through that one.",
    instead='Write catchAll false before the policy is created. For one that exists, import its "Catch-all '
    'Rule" as a rule and set its access to "DENY": the provider ignores a later change of catchAll.',
    source=sources.PROVIDER,
    each=JamfConnect.policies,
)
def catch_all_denies(policy: Resource, stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Either form: as the policy is created, or as a rule of the stack under Okta's own name."""
    rules = [rule for rule in stack.rules_of(policy) if rule.known("name") == CATCH_ALL]
    if any(allows(rule) for rule in rules) or (not rules and policy.known("catchAll", True)):
        yield Violation(policy, "The catch-all rule allows.")


def _of_both_kinds(stack: JamfConnect) -> Iterator[Resource | NotKnownYetError]:
    """Rules of global session policies come one after another as well."""
    yield from stack.policies()
    yield from stack.session_policies()


@rule(
    "rule-priorities",
    reason="Rules without a priority, or with the same one, are put in an order of Okta's choice, and the first rule "
    "that fits decides.",
    instead="Number the policy's rules from 1, each with its own.",
    source=sources.PROVIDER,
    each=_of_both_kinds,
)
def rule_priorities(policy: Resource, stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """The provider can't tell a 0 from no priority. The catch-all rule is always last and takes none."""
    least = 1
    taken: dict[int, str] = {}
    for each in stack.rules_of(policy):
        if _is_catch_all(each, policy):
            continue
        priority = each.known("priority", 0)
        if priority < least:
            yield Violation(each, "priority is not set.")
        elif priority in taken:
            what = f"priority is {shown(priority)}, and so is that of {taken[priority]}."
            yield Violation(each, what)
        taken.setdefault(priority, each.name)


@rule(
    "denial-of-all-last",
    reason="The first rule that fits decides: behind one that denies everybody no other is ever asked, and nobody whom "
    "it would let in signs in.",
    instead="Give that rule the condition that was meant, or a priority behind those of all rules that let people in.",
    source=sources.POLICIES,
    each=_of_both_kinds,
)
def denial_of_all_last(policy: Resource, stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Of rules with priorities: what else comes first is Okta's choice. The catch-all rule is always last."""
    placed = [each for each in stack.active_rules_of(policy) if not _is_catch_all(each, policy)]
    placed = [each for each in placed if each.known("priority", 0)]
    for each in placed:
        behind = [other for other in placed if other.known("priority") > each.known("priority") and not denies(other)]
        if behind and denies(each) and fits_everybody(each):
            yield Violation(each, f"It denies everybody before {listed(other.name for other in behind)} can be asked.")


def _is_catch_all(policy_rule: Resource, policy: Resource) -> bool:
    return policy.type != SESSION_POLICY and bool(policy_rule.known("name") == CATCH_ALL)


RULES = (policy_explicit, policy_not_shared, catch_all_denies, rule_priorities, denial_of_all_last)
