"""The rules for the global session policies that govern the people who sign in to Macs."""

from collections.abc import Iterator

from guardrails import sources
from guardrails.facts import Resource
from guardrails.jamf_connect import JamfConnect, allows
from guardrails.rule import Parameters, Violation, rule
from guardrails.wording import listed, shown

_TAKES_A_PASSWORD = (None, "PASSWORD_IDP", "PASSWORD_IDP_ANY_FACTOR")


@rule(
    "session-takes-password",
    reason="Okta starts no session for these people with a password, and without one no app's own policy is even "
    "asked: every sign-in to a Mac is refused.",
    instead='Declare a rule with access "ALLOW" and primaryFactor "PASSWORD_IDP".',
    source=f"{sources.ARTICLE}: allow for the use of a user name and password",
    each=JamfConnect.session_policies,
)
def takes_password(policy: Resource, stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """A policy without any rule is skipped by Okta, which then asks the next one."""
    rules = stack.active_rules_of(policy)
    if rules and not any(_takes_password(each) for each in rules):
        yield Violation(
            policy, f"None of its rules lets people in with a password: {listed(each.name for each in rules)}."
        )


@rule(
    "session-without-mfa",
    reason="A silent password check can't answer a second question: with MFA at this level it is refused before the "
    "app's policy is asked, as after an upgrade from Classic Engine.",
    instead='Write access "ALLOW" with mfaRequired false: the MFA app\'s own policy asks for the second factor.',
    source=sources.ARTICLE,
    each=JamfConnect.session_rules,
)
def without_mfa(session_rule: Resource, _stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """The MFA app's own policy asks for the second factor."""
    if allows(session_rule) and session_rule.known("mfaRequired", False):
        yield Violation(session_rule, "mfaRequired is true.")
    if session_rule.known("access", "ALLOW") == "CHALLENGE":
        yield Violation(session_rule, 'access is "CHALLENGE".')


@rule(
    "session-lifetimes",
    reason="These people's sessions at every app end when this rule says: a lifetime that nobody chose logs them out "
    "at odd times, and one of 0 never does.",
    instead="Write both in minutes, such as sessionIdle 120 and sessionLifetime 720.",
    source=f"{sources.POLICIES}; the provider fills in 120 minutes, which can't be told from a choice",
    each=JamfConnect.session_rules,
)
def lifetimes(session_rule: Resource, _stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Of rules that let people in."""
    for lifetime in ("sessionIdle", "sessionLifetime"):
        minutes = session_rule.known(lifetime)
        if allows(session_rule) and not minutes:
            yield Violation(session_rule, f"{lifetime} is {shown(minutes)}.")


@rule(
    "session-names-its-people",
    reason="A global session policy that names no groups speaks for everybody in the org: all of them could start a "
    "session with a password alone.",
    instead="Write the ids of the groups that are assigned to Jamf Connect's apps.",
    source=sources.POLICIES,
    each=JamfConnect.session_policies,
)
def names_its_people(policy: Resource, stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Its only condition is groups."""
    if not stack.groups_in(policy, "groupsIncluded"):
        yield Violation(policy, "groupsIncluded is not set.")


@rule(
    "session-nobody-else",
    reason="Everybody in these groups can start a session with a password alone, at every app: those who don't sign in "
    "to Macs with Jamf Connect get weaker sign-in for nothing.",
    instead="Take them out, and give them a policy of their own if they need one.",
    source=sources.POLICIES,
    each=JamfConnect.session_policies,
)
def nobody_else(policy: Resource, stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Compared with all groups that are assigned to any of Jamf Connect's apps."""
    if others := stack.groups_in(policy, "groupsIncluded") - stack.assigned_groups():
        what = f"groupsIncluded has {listed(others)}, assigned to no app of Jamf Connect's."
        yield Violation(policy, what)


def _takes_password(session_rule: Resource) -> bool:
    return (
        session_rule.known("access", "ALLOW") in ("ALLOW", "CHALLENGE")
        and session_rule.known("primaryFactor") in _TAKES_A_PASSWORD
        and session_rule.known("authtype", "ANY") == "ANY"
        and session_rule.known("identityProvider", "ANY") in ("ANY", "OKTA")
    )


RULES = (takes_password, without_mfa, lifetimes, names_its_people, nobody_else)
