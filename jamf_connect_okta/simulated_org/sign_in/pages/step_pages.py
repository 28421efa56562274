"""The page of each step, in words."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.core.api import Answer
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.policy_evaluation.factors import Factor
from jamf_connect_okta.simulated_org.sign_in.factors import app_codes, pushes, sent_codes
from jamf_connect_okta.simulated_org.sign_in.flow import Step
from jamf_connect_okta.simulated_org.sign_in.new_passwords import requirements
from jamf_connect_okta.simulated_org.sign_in.pages.progress import Progress
from jamf_connect_okta.simulated_org.sign_in.pages.rendering import page

METHODS = {
    "push": ("Okta Verify", "Get a push notification"),
    "totp": ("Okta Verify", "Enter a code"),
    "signed_nonce": ("Okta FastPass", "Use the app on this device"),
    "sms": ("Phone", "Receive a code by SMS"),
    "voice": ("Phone", "Receive a voice call"),
    "email": ("Email", "Receive a code by email"),
    "google_otp": ("Google Authenticator", "Enter a code"),
    "webauthn": ("Security key or biometric", "Use a security key"),
    "security_question": ("Security question", "Answer a question"),
}
"""For each factor: the authenticator, and what a person does with it."""

_DENIALS = {
    "not_assigned": "User is not assigned to this application",
    "no_password": "You sign in with another identity provider",
    "no_factor": "You have no security method that this application accepts. Contact your administrator.",
    "factor_refused": "There were too many wrong answers",
    "locked_out": "Your account is locked. Please contact your administrator.",
}
_DENIAL = "You do not have permission to perform the requested action"


def step_page(org: Org, state_token: str, app: Document, now: Progress, alert: str | None) -> Answer:
    """What a person sees now; 403 when nothing more can be done."""
    step, transaction = now.due.step, now.transaction
    return page(
        org,
        f"{step.name}.html",
        status=403 if step.name == "denied" else 200,
        state_token=state_token,
        step=step,
        alert=alert or now.refusal,
        app=app["document"]["label"],
        login=transaction["login"] if transaction["named"] or step.name == "username" else _login(now),
        methods=METHODS,
        **_details(org, step, now),
    )


def expired_page(org: Org) -> Answer:
    """For a state token that leads nowhere."""
    return page(org, "expired.html", status=400)


def _login(now: Progress) -> str:
    return str(now.due.user["login"]) if now.due.user else ""


def _details(org: Org, step: Step, now: Progress) -> dict[str, object]:
    if step.name == "change-password":
        return {"requirements": requirements(org), "temporary": now.due.user and now.due.user["temporaryPassword"]}
    if step.name == "push":
        push = pushes.latest(org, now.transaction)
        return {"state": push["state"] if push else "expired"}
    if step.denial is not None:
        return {"denial": _DENIALS.get(step.denial.code, _DENIAL)}
    if step.factor is not None and now.due.user is not None:
        return _about_code(org, now.due.user, step.factor)
    return {}


def _about_code(org: Org, user: Document, factor: Factor) -> dict[str, object]:
    if factor.name in sent_codes.SENT:
        return {"sent_to": _masked(sent_codes.recipient(user, factor)), "setup_key": None}
    return {"sent_to": None, "setup_key": app_codes.setup_key(org, user["id"], factor)}


def _masked(recipient: str) -> str:
    """Enough to recognise one's own: the last four digits, or the ends of the name before the @."""
    name, at, domain = recipient.partition("@")
    return f"{name[0]}***{name[-1]}@{domain}" if at else f"the number ending in {recipient[-4:]}"
