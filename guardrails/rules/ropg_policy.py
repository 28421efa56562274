"""The rules for the policy that silent password checks have to pass."""

from collections.abc import Iterator

from guardrails import sources
from guardrails.facts import GROUP, Resource
from guardrails.jamf_connect import JamfConnect, allows
from guardrails.rule import Level, Parameter, Parameters, Violation, rule
from guardrails.verification import alternatives
from guardrails.wording import listed, shown


@rule(
    "ropg-password-is-enough",
    reason="A silent check can present a password and nothing else: where the policy asks for more, every password "
    "looks wrong.",
    instead='Let every ALLOW rule, and there has to be one, have factorMode "1FA" and constraints '
    '[\'{"knowledge": {"required": true, "types": ["password"]}}\'].',
    source=f"{sources.ARTICLE}: a password only policy; {sources.GRANT_TYPES}",
    each=JamfConnect.ropg_policies,
)
def password_is_enough(policy: Resource, stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Every rule that lets people in, since the first that fits decides; and there has to be one."""
    letting_in = [each for each in stack.active_rules_of(policy) if allows(each)]
    if not letting_in:
        yield Violation(policy, "No rule of this policy lets anyone in.")
    for each in letting_in:
        if not any(alternative.met_by_a_password for alternative in alternatives(each)):
            mode, constraints = each.known("factorMode", "2FA"), each.known("constraints", [])
            what = f"No password alone satisfies factorMode {shown(mode)} with constraints {shown(constraints)}."
            yield Violation(each, what)


@rule(
    "ropg-no-device-condition",
    reason="A password check comes without a device: Okta skips a rule that wants one registered, managed or "
    "compliant, and the next one refuses.",
    instead="Leave it out.",
    source=sources.ARTICLE,
    each=JamfConnect.ropg_rules,
)
def no_device_condition(policy_rule: Resource, _stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Registered, managed, or an assurance policy."""
    yield from _without(policy_rule, "deviceIsRegistered", "deviceIsManaged", "deviceAssurancesIncluded")


@rule(
    "ropg-no-platform-condition",
    reason="Okta reads the platform from the User-Agent, and that of a background check need not look like a Mac's.",
    instead="Leave it out.",
    source=f"{sources.POLICIES}; {sources.INFERRED}",
    each=JamfConnect.ropg_rules,
)
def no_platform_condition(policy_rule: Resource, _stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Any platform."""
    yield from _without(policy_rule, "platformIncludes")


@rule(
    "ropg-no-risk-condition",
    reason="Okta scores a sign-in by what it sees of a browser, and a background check shows nothing: it fits a level "
    "of risk only by chance.",
    instead="Leave it out.",
    source=f"{sources.POLICIES}; {sources.INFERRED}",
    each=JamfConnect.ropg_rules,
)
def no_risk_condition(policy_rule: Resource, _stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """ANY is no condition; so the org itself answers."""
    if (risk := policy_rule.known("riskScore")) not in (None, "", "ANY"):
        yield Violation(policy_rule, f"riskScore is {shown(risk)}.")


@rule(
    "ropg-no-user-type-condition",
    reason="Who may sign in to a Mac is decided by assignments: people of another user type are assigned, pass the "
    "login window and fail at every password check.",
    instead="Leave it out, and assign the app to fewer groups.",
    source=sources.ARTICLE,
    each=JamfConnect.ropg_rules,
)
def no_user_type_condition(policy_rule: Resource, _stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Neither included nor excluded."""
    yield from _without(policy_rule, "userTypesIncluded", "userTypesExcluded")


@rule(
    "ropg-no-custom-expression",
    reason="An expression may ask for a device or a session, which a password check has not: it is then false, and "
    "nobody sees why.",
    instead="Leave it out; name groups to exclude, or network zones.",
    source=f"{sources.POLICIES}; {sources.INFERRED}",
    each=JamfConnect.ropg_rules,
)
def no_custom_expression(policy_rule: Resource, _stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """What an expression means can't be judged here."""
    yield from _without(policy_rule, "customExpression")


@rule(
    "administrators-kept-away",
    reason="Whoever has the client ID, which stands in every profile, can try passwords at this app and skip the "
    "second factor: that should not be those of administrators.",
    instead="Exclude the groups that hold your Okta administrators.",
    source=sources.INFERRED,
    level=Level.ADVISORY,
    each=JamfConnect.ropg_rules,
    parameters=(
        Parameter("groups", [], "ids of the groups that hold Okta administrators; where none is named, any will do"),
    ),
)
def administrators_kept_away(policy_rule: Resource, stack: JamfConnect, parameters: Parameters) -> Iterator[Violation]:
    """Advisory: which groups hold administrators, only the org knows."""
    if not allows(policy_rule):
        return
    kept_away = stack.groups_in(policy_rule, "groupsExcluded")
    ours = {group.id: group.urn for group in stack.stack.of(GROUP) if group.id}
    missing = {ours.get(group, group) for group in parameters["groups"]} - kept_away
    if missing or not kept_away:
        what = f"groupsExcluded lacks {listed(missing)}." if missing else "groupsExcluded is not set."
        yield Violation(policy_rule, what)


def _without(policy_rule: Resource, *conditions: str) -> Iterator[Violation]:
    for condition in conditions:
        if value := policy_rule.known(condition):
            yield Violation(policy_rule, f"{condition} is {shown(value)}.")


RULES = (
    password_is_enough,
    no_device_condition,
    no_platform_condition,
    no_risk_condition,
    no_user_type_condition,
    no_custom_expression,
    administrators_kept_away,
)
