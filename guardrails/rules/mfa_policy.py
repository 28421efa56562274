"""The rules for the policy of the login window, where it has an app of its own."""

from collections.abc import Iterator

from guardrails import sources
from guardrails.facts import Resource
from guardrails.jamf_connect import JamfConnect, allows
from guardrails.rule import Level, Parameter, Parameters, Violation, rule
from guardrails.verification import alternatives
from guardrails.wording import shown

_REACHABLE = ["push", "totp", "otp", "sms", "voice", "email"]


@rule(
    "mfa-every-sign-in",
    reason="Left out, Okta remembers a proof for two hours or more: whoever takes the Mac within them needs the "
    "password only.",
    instead='Write reAuthenticationFrequency "PT0S".',
    source=sources.PROVIDER,
    level=Level.ADVISORY,
    each=JamfConnect.mfa_rules,
)
def every_sign_in(policy_rule: Resource, _stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Advisory: a longer proof is weaker, but locks nobody out."""
    frequency = policy_rule.known("reAuthenticationFrequency", "PT2H")
    if allows(policy_rule) and frequency != "PT0S":
        yield Violation(policy_rule, f"reAuthenticationFrequency is {shown(frequency)}.")


@rule(
    "mfa-password-typed",
    reason="Jamf Connect copies the password that is typed at the login window to the Mac: where Okta takes something "
    "else instead, the Mac keeps an old one.",
    instead='Write factorMode "2FA" and a constraint whose knowledge has types ["password"] and whose '
    "possession lists authenticationMethods such as okta_verify push and totp.",
    source=sources.INFERRED,
    each=JamfConnect.mfa_rules,
)
def password_typed(policy_rule: Resource, _stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """In every alternative, since the person at the Mac chooses."""
    if allows(policy_rule) and not all(each.demands_a_password for each in alternatives(policy_rule)):
        what = f"A sign-in without a password satisfies constraints {shown(policy_rule.known('constraints', []))}."
        yield Violation(policy_rule, what)


@rule(
    "mfa-second-factor",
    reason="The MFA app is there for a second factor at the login window, and nothing else asks for one: silent "
    "password checks can't.",
    instead='Let every ALLOW rule, and there has to be one, have factorMode "2FA" and a constraint whose '
    'knowledge has types ["password"] and whose possession lists authenticationMethods such as '
    "okta_verify push and totp.",
    source=sources.ARTICLE,
    each=JamfConnect.mfa_policies,
)
def second_factor(policy: Resource, stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """In every rule that lets people in; and there has to be one."""
    letting_in = [each for each in stack.active_rules_of(policy) if allows(each)]
    if not letting_in:
        yield Violation(policy, "No rule of this policy lets anyone in.")
    for each in letting_in:
        if any(alternative.proofs < 2 for alternative in alternatives(each)):
            mode = each.known("factorMode", "2FA")
            yield Violation(each, f"One proof is enough: factorMode is {shown(mode)}.")


@rule(
    "mfa-factor-works-at-login-window",
    reason="The login window shows Okta in a WebKit view that reaches no security key, no Touch ID, no smart card and "
    "no Okta FastPass: where only those are accepted, nobody gets through.",
    instead="Accept push, totp, otp, sms, voice or email in one of the constraints.",
    source=sources.ARTICLE,
    each=JamfConnect.mfa_rules,
    parameters=(Parameter("methods", _REACHABLE, "methods that people can use at the login window"),),
)
def factor_works(policy_rule: Resource, _stack: JamfConnect, parameters: Parameters) -> Iterator[Violation]:
    """One alternative that works is enough."""
    if allows(policy_rule) and not any(
        all(any(demand.takes(method) for method in parameters["methods"]) for demand in each.besides_a_password)
        for each in alternatives(policy_rule)
    ):
        works = ", ".join(parameters["methods"])
        what = f"None of {works} satisfies constraints {shown(policy_rule.known('constraints', []))}."
        yield Violation(policy_rule, what)


@rule(
    "mfa-no-hardware-demand",
    reason="What proves hardware protection or resists phishing is a security key, a smart card or FastPass, and the "
    "login window's WebKit view reaches none of them.",
    instead="Leave both out of the constraints, or of one of them.",
    source=f"{sources.ARTICLE}: do not allow for the use of hardware authenticators",
    each=JamfConnect.mfa_rules,
)
def no_hardware_demand(policy_rule: Resource, _stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """One alternative without the demand is enough."""
    if allows(policy_rule) and all(any(demand.strong for demand in each.demands) for each in alternatives(policy_rule)):
        what = "Every alternative has hardwareProtection or phishingResistant REQUIRED."
        yield Violation(policy_rule, what)


@rule(
    "mfa-no-device-condition",
    reason="Before anyone has signed in, a Mac can't prove that it is registered, managed or compliant, and one that "
    "fell out of compliance could never be signed in to again.",
    instead="Leave it out.",
    source=f"{sources.ARTICLE}: avoid requirements of a managed, registered or compliant device",
    each=JamfConnect.mfa_rules,
)
def no_device_condition(policy_rule: Resource, _stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Registered, managed, or an assurance policy."""
    for condition in ("deviceIsRegistered", "deviceIsManaged", "deviceAssurancesIncluded"):
        if value := policy_rule.known(condition):
            yield Violation(policy_rule, f"{condition} is {shown(value)}.")


RULES = (every_sign_in, password_typed, second_factor, factor_works, no_hardware_demand, no_device_condition)
