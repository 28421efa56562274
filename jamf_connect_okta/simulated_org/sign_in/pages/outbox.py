"""The org's outbox, `/simulated-org/outbox`, which no real org has: everything that was sent to people's phones.

    curl $ORG/simulated-org/outbox?login=alice@acme.example
    curl -X POST $ORG/simulated-org/outbox/$PUSH_ID -d answer=approve

A browser gets a page with buttons. No token opens it: this is what people have in their own hands.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, quote

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, ok
from jamf_connect_okta.simulated_org.core.errors import not_found, validation
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.policy_evaluation.factors import FACTORS
from jamf_connect_okta.simulated_org.sign_in.factors import app_codes, pushes, security_answers, sent_codes
from jamf_connect_okta.simulated_org.sign_in.pages.rendering import page
from jamf_connect_okta.simulated_org.sign_in.pages.step_pages import METHODS

PATH = "/simulated-org/outbox"
_ANSWERS: dict[str, pushes.PushAnswer] = {"approve": "approved", "deny": "denied"}
_MESSAGE = ("id", "login", "factor", "to", "code", "time")
_PUSH = ("id", "login", "state", "time")


def get_outbox(call: Call) -> Answer:
    """GET: JSON, or a page for whoever accepts HTML; `login` narrows it down to one person."""
    login = call.query.get("login", "").lower()
    messages = _shown([*sent_codes.messages(call.org), *_app_codes(call.org)], _MESSAGE, login)
    sent = _shown(pushes.pushes(call.org), _PUSH, login)
    if "text/html" in call.headers.get("accept", ""):
        return page(call.org, "outbox.html", login=login, methods=METHODS, messages=messages, pushes=sent)
    return ok({"messages": messages, "pushes": sent})


def answer_push(call: Call) -> Answer:
    """POST {"answer": "approve" or "deny"}, as JSON or a form: what the person taps."""
    is_form = not call.headers.get("content-type", "").startswith("application/json")
    form = {name: values[0] for name, values in parse_qs(call.content.decode(errors="replace")).items()}
    body = form if is_form else call.json()
    given = body.get("answer")
    if not isinstance(given, str) or given not in _ANSWERS:
        raise validation("answer", "answer: must be 'approve' or 'deny'")
    push = next((one for one in pushes.pushes(call.org) if one["id"] == call.ids["pushId"]), None)
    if push is None:
        raise not_found(call.ids["pushId"], "Push")
    if push["state"] != "waiting":
        raise validation("answer", f"answer: the push was {push['state']} already")
    answered = pushes.answer(call.org, push, _ANSWERS[given])
    if "text/html" in call.headers.get("accept", ""):
        return Answer(303, headers={"Location": f"{PATH}?login={quote(form.get('login', ''))}"})
    return ok(_shown([answered], _PUSH, "")[0])


def _app_codes(org: Org) -> Iterator[dict[str, Any]]:
    """What the apps of the people show, and what they know, who are asked for it now."""
    now = org.clock().timestamp()
    for transaction in org.store.all("transaction"):
        name = transaction["asked"]
        # Whoever sets up a push is asked for the code of the app.
        is_app = name in ("totp", "google_otp", "security_question") or (name == "push" and transaction["settingUp"])
        user = org.store.get("user", transaction["userId"]) if is_app else None
        if user is None or transaction["finished"] or transaction["denied"] or transaction["expires"] <= now:
            continue
        yield {
            "id": transaction["id"][:20],
            "login": user["login"],
            "factor": "totp" if name == "push" else name,
            "to": METHODS[name][0],
            "code": _code(org, user, name),
            "time": org.now(),
        }


def _code(org: Org, user: Document, name: str) -> str:
    if name == "security_question":
        return security_answers.answer_of(org, user)
    return app_codes.current_code(org, user["id"], FACTORS[name])


def _shown(documents: list[dict[str, Any]], fields: tuple[str, ...], login: str) -> list[dict[str, Any]]:
    return [{field: one[field] for field in fields} for one in documents if login in ("", one["login"])]


ENDPOINTS = (
    Endpoint("GET", PATH, get_outbox, public=True),
    Endpoint("POST", PATH + "/{pushId}", answer_push, public=True),
)
