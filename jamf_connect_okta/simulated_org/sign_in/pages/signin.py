"""GET and POST /signin: the page that shows the step which is due, and takes the answer to it."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint
from jamf_connect_okta.simulated_org.sign_in import transactions
from jamf_connect_okta.simulated_org.sign_in.pages.answers import Fields, answered
from jamf_connect_okta.simulated_org.sign_in.pages.progress import move_on
from jamf_connect_okta.simulated_org.sign_in.pages.step_pages import expired_page, step_page
from jamf_connect_okta.simulated_org.sign_in.standing import due

PATH = "/signin"
_GOES_ON_AT = "/login/token/redirect"


def show(call: Call) -> Answer:
    """GET: the step that is due; once a push was approved, what comes after it."""
    return _answer(call, call.query.get("stateToken", ""), None)


def take(call: Call) -> Answer:
    """POST: takes the answer, then as GET."""
    fields = dict(parse_qsl(call.content.decode(errors="replace"), keep_blank_values=True))
    return _answer(call, fields.get("stateToken", ""), fields)


def _answer(call: Call, state_token: str, fields: Fields | None) -> Answer:
    transaction = transactions.find(call.org, state_token)
    app = call.org.store.get("app", transaction["appId"]) if transaction else None
    if transaction is None or app is None:
        return expired_page(call.org)
    alert = None
    if transaction["finished"] is None:
        if fields is not None:
            transaction, alert = answered(call, transaction, app, due(call, transaction, app), fields)
        now = move_on(call, transaction, app)
        if now.due.step.name != "finished":
            return step_page(call.org, state_token, app, now, alert)
    location = f"{_GOES_ON_AT}?{urlencode({'stateToken': state_token})}"
    return Answer(302 if fields is None else 303, headers={"Location": location})


ENDPOINTS = (Endpoint("GET", PATH, show, public=True), Endpoint("POST", PATH, take, public=True))
