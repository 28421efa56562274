"""Hand-made cases about global session policies, and about both kinds of policy together."""

from __future__ import annotations

from .cases import (
    DEFAULT,
    Case,
    allowed,
    app_rule,
    assurance,
    cannot_be_told,
    chain,
    chains,
    denied,
    in_zones,
    session,
)
from .cases import session_rule as rule
from .plans import ADMINS, ALICE, ATTACKERS, BEN, FARID, NOBODYS, OFFICE, Try

_PASSWORD = [app_rule()]
_ANY_FACTOR = [app_rule("Any factor", assurance("1FA"))]
_EVALUATION = "Okta's policy concept: evaluation order"
_UPGRADE = "Okta's help: session policies after the upgrade from Classic Engine"
_ARTICLE = "Jamf Nation article"
_UNION = "Okta's policy reference: both policies apply, the union counts"
_INFERRED = "inferred"

CASES = [
    Case(
        "a session that starts with a password and a password-only rule let ROPG in",
        f"{_ARTICLE}: user name and password in the global session policy, a password-only policy for the app",
        allowed("Allow", "Password"),
        session=[session(rule("Allow"))],
        app=_PASSWORD,
    ),
    Case(
        "a second factor in the session policy, which the upgrade leaves behind, breaks ROPG",
        _UPGRADE,
        denied("Password and MFA", "Password"),
        session=[session(rule("Password and MFA", requireFactor=True))],
        app=_PASSWORD,
    ),
    Case(
        "a session policy of higher priority without a second factor mends ROPG",
        f"{_UPGRADE}; {_EVALUATION}",
        allowed("Macs", "Password"),
        session=[session(rule("Macs")), session(rule("Password and MFA", requireFactor=True))],
        app=_PASSWORD,
    ),
    Case(
        "a session policy of higher priority with a second factor breaks ROPG whatever comes behind it",
        f"{_EVALUATION}; seen by people who replied to the {_ARTICLE}",
        denied("Password and MFA", "Password"),
        session=[session(rule("Password and MFA", requireFactor=True)), session(rule("Macs"))],
        app=_PASSWORD,
    ),
    Case(
        "a session policy of other people's groups is passed over",
        _EVALUATION,
        allowed(DEFAULT, "Password"),
        session=[session(rule("Admins only", access="DENY"), groups=[ADMINS, NOBODYS])],
        app=_PASSWORD,
    ),
    Case(
        "a session policy is for everybody in one of its groups",
        _EVALUATION,
        denied("Admins only", "Password"),
        session=[session(rule("Admins only", access="DENY"), groups=[ADMINS, NOBODYS])],
        app=_PASSWORD,
        attempt=Try(user_id=BEN),
    ),
    Case(
        "a session policy whose rules all miss falls through to the next policy",
        _EVALUATION,
        denied("MFA", "Password"),
        session=[
            session(rule("Office", conditions={"network": in_zones(OFFICE)})),
            session(rule("MFA", requireFactor=True)),
        ],
        app=_PASSWORD,
    ),
    Case(
        "when every session policy misses, the default policy decides",
        "recorded: every org has a Default Policy for Everyone, last, with a Default Rule",
        allowed(DEFAULT, "Password"),
        session=[session(rule("Office", access="DENY", conditions={"network": in_zones(OFFICE)}))],
        app=_PASSWORD,
    ),
    Case(
        "a session policy without rules is never considered",
        _EVALUATION,
        denied("MFA", "Password"),
        session=[session(), session(rule("MFA", requireFactor=True))],
        app=_PASSWORD,
    ),
    Case(
        "the first rule of a session policy that matches wins over a later one",
        _EVALUATION,
        denied("No", "Password"),
        session=[session(rule("No", access="DENY"), rule("Yes"))],
        app=_PASSWORD,
    ),
    Case(
        "an inactive session rule is passed over",
        f"{_INFERRED} from the lifecycle of rules",
        allowed("Yes", "Password"),
        session=[session(rule("No", access="DENY", active=False), rule("Yes"))],
        app=_PASSWORD,
    ),
    Case(
        "an inactive session policy is passed over",
        f"{_INFERRED} from the lifecycle of policies",
        allowed(DEFAULT, "Password"),
        session=[session(rule("No", access="DENY"), active=False)],
        app=_PASSWORD,
    ),
    Case(
        "DENY in the session policy wins over a satisfied app policy",
        _UNION,
        denied("No", "Password"),
        session=[session(rule("No", access="DENY"))],
        app=_PASSWORD,
    ),
    Case(
        "DENY in the app's policy wins over a satisfied session policy",
        _UNION,
        denied("Allow", "No"),
        session=[session(rule("Allow"))],
        app=[app_rule("No", access="DENY")],
    ),
    Case(
        "DENY in the app's policy wins over a session policy that can't be told",
        f"{_UNION}: no answer of the session policy could let anybody in",
        denied("New city", "No"),
        session=[session(rule("New city", conditions={"behaviors": ["New city"]}))],
        app=[app_rule("No", access="DENY")],
    ),
    Case(
        "a rule about behaviour can't be told",
        f"{_INFERRED}: an org that knows no history of people",
        cannot_be_told("New city", "Password"),
        session=[session(rule("New city", conditions={"behaviors": ["New city"]}))],
        app=_PASSWORD,
    ),
    Case(
        "with PASSWORD_IDP another factor does not start a session, however content the app is",
        "Okta's API: primaryFactor",
        denied("Allow", "Any factor"),
        session=[session(rule("Allow", primaryFactor="PASSWORD_IDP"))],
        app=_ANY_FACTOR,
        presents=["push"],
    ),
    Case(
        "with PASSWORD_IDP_ANY_FACTOR what the app asks for starts the session",
        "Okta's API: primaryFactor",
        allowed("Allow", "Any factor"),
        session=[session(rule("Allow", primaryFactor="PASSWORD_IDP_ANY_FACTOR"))],
        app=_ANY_FACTOR,
        presents=["push"],
    ),
    Case(
        "PASSWORD_IDP_ANY_FACTOR takes ROPG's password too",
        "recorded: what Okta puts in when a rule says nothing",
        allowed("Allow", "Password"),
        session=[session(rule("Allow", primaryFactor="PASSWORD_IDP_ANY_FACTOR"))],
        app=_PASSWORD,
    ),
    Case(
        "a second factor of the session policy is satisfied by a password and a push",
        _UNION,
        allowed("MFA", "Password"),
        session=[session(rule("MFA", requireFactor=True))],
        app=_PASSWORD,
        presents=["password", "push"],
    ),
    Case(
        "two things that people have are no second factor",
        f"{_INFERRED} from the factor classes of assurance",
        denied("MFA", "Any factor"),
        session=[session(rule("MFA", requireFactor=True, primaryFactor="PASSWORD_IDP_ANY_FACTOR"))],
        app=_ANY_FACTOR,
        presents=["push", "email"],
    ),
    Case(
        "a second factor once per session is asked of ROPG every time, for it has no session",
        f"{_INFERRED}: no cookie in a token request",
        denied("Once", "Password"),
        session=[session(rule("Once", requireFactor=True, factorPromptMode="SESSION"))],
        app=_PASSWORD,
    ),
    Case(
        "a password for the session and a chain without one count together",
        _UNION,
        allowed("Allow", "Two things"),
        session=[session(rule("Allow"))],
        app=[app_rule("Two things", chains(chain("okta_email/email", "okta_verify/push")))],
        presents=["password", "email", "push"],
    ),
    Case(
        "a chain without a password does not start a session that asks for one",
        _UNION,
        denied("Allow", "Two things"),
        session=[session(rule("Allow"))],
        app=[app_rule("Two things", chains(chain("okta_email/email", "okta_verify/push")))],
        presents=["email", "push"],
    ),
    Case(
        "a rule for RADIUS is not for OAuth",
        "Okta's API: authContext",
        allowed("Web", "Password"),
        session=[
            session(rule("RADIUS", access="DENY", conditions={"authContext": {"authType": "RADIUS"}}), rule("Web"))
        ],
        app=_PASSWORD,
    ),
    Case(
        "a rule for people of Okta itself passes over those of another identity provider",
        "Okta's API: identityProvider",
        denied("Others", "Password"),
        session=[
            session(
                rule("Okta's own", conditions={"identityProvider": {"provider": "OKTA"}}),
                rule("Others", access="DENY"),
                groups=(),
            )
        ],
        app=_PASSWORD,
        attempt=Try(user_id=FARID),
    ),
    Case(
        "which other identity provider somebody comes from can't be told",
        f"{_INFERRED}: an org without identity providers",
        cannot_be_told("One of them", "Password"),
        session=[
            session(rule("One of them", planted={"identityProvider": {"provider": "SPECIFIC_IDP"}}), groups=()),
        ],
        app=_PASSWORD,
        attempt=Try(user_id=FARID),
    ),
    Case(
        "somebody excluded from a session rule is left to the next rule",
        "recorded: users to exclude are the one people condition of session rules",
        denied("Everybody else", "Password"),
        session=[
            session(
                rule("Without Alice", conditions={"people": {"users": {"exclude": [ALICE]}}}),
                rule("Everybody else", access="DENY"),
            )
        ],
        app=_PASSWORD,
    ),
    Case(
        "a sequence of factors, which is Classic Engine's, can't be told",
        "Okta's API: CHALLENGE",
        cannot_be_told("Sequence", "Password"),
        session=[session(rule("Sequence", access="CHALLENGE"))],
        app=_PASSWORD,
    ),
    Case(
        "a session rule may keep attackers out by a zone of policies or of blocks",
        f"{_EVALUATION}; an address outside the zone meets the rule behind it",
        allowed("Allow", "Password"),
        session=[session(rule("Attackers", access="DENY", conditions={"network": in_zones(ATTACKERS)}), rule("Allow"))],
        app=_PASSWORD,
    ),
]
