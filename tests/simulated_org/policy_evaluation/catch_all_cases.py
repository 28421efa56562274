"""Hand-made cases about what comes before all policies, and about what comes last in an app's."""

from __future__ import annotations

from .cases import BLOCKED, CATCH_ALL, DEFAULT, PASSWORD_ONLY, Case, allowed, app_rule, denied, session
from .cases import session_rule as rule
from .plans import Try

_PASSWORD = [app_rule()]
_INFERRED = "inferred"

CASES = [
    Case(
        "an address of an active blocklist is blocked before any policy",
        "Okta's network zones: blocklists act before policies",
        BLOCKED,
        session=[session(rule("Allow"))],
        app=_PASSWORD,
        attempt=Try(ip="192.0.2.7"),
    ),
    Case(
        "a blocklist of places blocks nobody",
        "inferred: where an address is can't be told",
        allowed(DEFAULT, "Password"),
        app=_PASSWORD,
        places="BLOCKLIST",
    ),
    Case(
        "an inactive blocklist blocks nobody",
        f"{_INFERRED} from the lifecycle of zones",
        allowed(DEFAULT, "Password"),
        app=_PASSWORD,
        attempt=Try(ip="192.0.2.200"),
    ),
    Case(
        "a fresh policy's catch-all rule asks for two factors, one of them bound to a device, so ROPG fails",
        "recorded: the catch-all rule of a new policy",
        denied(DEFAULT, CATCH_ALL),
    ),
    Case(
        "a fresh policy's catch-all rule takes a password and a push",
        "recorded: the catch-all rule of a new policy",
        allowed(DEFAULT, CATCH_ALL),
        presents=["password", "push"],
    ),
    Case(
        "a fresh policy's catch-all rule takes no code by SMS, which no device is bound to",
        "recorded: the catch-all rule; Okta's help: characteristics of authenticators",
        denied(DEFAULT, CATCH_ALL),
        presents=["password", "sms"],
    ),
    Case(
        "a catch-all rule that denies does so although it still carries a way to verify",
        "recorded: DENY rules keep their verificationMethod",
        denied(DEFAULT, CATCH_ALL),
        catch_all={"access": "DENY", "verificationMethod": PASSWORD_ONLY},
    ),
]
