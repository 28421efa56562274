"""Plays a sign-in in the login window's web view: the authorize request, the pages, the tokens at the end."""

import base64
import hashlib
import secrets
from collections.abc import Mapping, Sequence
from urllib.parse import parse_qsl, urlsplit

import httpx
import jwt

from jamf_connect_okta.signins.id_tokens import decoded
from jamf_connect_okta.signins.jamf_connect import REQUESTS, Request
from jamf_connect_okta.signins.outcomes import Outcome
from jamf_connect_okta.signins.pages import read_page
from jamf_connect_okta.signins.people import Person
from jamf_connect_okta.signins.person_at_page import PersonAtPage
from jamf_connect_okta.signins.stage import Stage
from jamf_connect_okta.signins.token_endpoint import ask

_MOST_PAGES = 25


def sign_in(
    stage: Stage, request: str, values: Mapping[str, str], address: str, person: Person, factors: Sequence[str]
) -> Outcome:
    """What comes of it when somebody signs in with that request and answers with these factors, in this order."""
    return _WebView(stage, REQUESTS[request], values, address).sign_in(
        PersonAtPage(stage, person.login, values["password"], factors)
    )


class _WebView:
    """One sign-in; every answer of the org is kept, because any of them may be the one that decided."""

    def __init__(self, stage: Stage, request: Request, values: Mapping[str, str], address: str) -> None:
        verifier = secrets.token_urlsafe(48)
        digest = hashlib.sha256(verifier.encode()).digest()
        self._stage = stage
        self._request = request
        self._values = {
            **values,
            "state": secrets.token_urlsafe(16),
            "nonce": secrets.token_urlsafe(16),
            "code_verifier": verifier,
            "code_challenge": base64.urlsafe_b64encode(digest).rstrip(b"=").decode(),
        }
        self._headers = {**request.part("header", self._values), "X-Forwarded-For": address}
        self._answers: list[httpx.Response] = []

    def sign_in(self, person: PersonAtPage) -> Outcome:
        path = self._request.part("to", self._values)["GET"]
        answer = self._send("GET", path, params=self._request.part("query", self._values))
        for _ in range(_MOST_PAGES):
            if answer.is_redirect:
                location = answer.headers["Location"]
                if location.startswith(self._values["redirectUri"]):
                    return self._at_redirect_uri(location, person.prompts)
                answer = self._send("GET", location)
                continue
            page = read_page(answer.text)
            fields = person.answer(page)
            if fields is None:
                return self._denied(page.reason, page.alert or person.gave_up, person.prompts)
            answer = self._send("POST", page.action, data={**page.hidden, **fields})
        return self._denied("no_answer", "The pages lead nowhere.", person.prompts)

    def _at_redirect_uri(self, location: str, prompts: tuple[str, ...]) -> Outcome:
        parts = urlsplit(location)
        given = dict(parse_qsl(parts.fragment or parts.query))
        if "error" in given:
            return self._denied(given["error"], given.get("error_description", ""), prompts, given["error"])
        if given.get("state") != self._values["state"]:
            return self._denied("no_answer", "The answer carries another state than the request.", prompts)
        token = given.get("id_token")
        if token is None:
            form = self._request.part("exchange", self._values | given)
            answer = ask(self._stage, self._values["token_endpoint"], form, self._headers)
            self._answers.append(answer)
            body = answer.json()
            if not answer.is_success:
                error = str(body.get("error") or body.get("errorCode"))
                return self._denied(error, body.get("error_description", ""), prompts, error)
            token = body["id_token"]
        nonce = self._values["nonce"] if "nonce" in self._request.names else None
        try:
            claims = decoded(self._stage, self._values, token, self._values["oidcClientId"], nonce)
        except jwt.InvalidTokenError as error:
            return self._denied("no_answer", f"The ID token is not acceptable: {error}", prompts)
        considered = self._stage.decision(self._answers).get("considered", ())
        return Outcome("allowed", prompts=prompts, claims=claims, considered=considered)

    def _denied(self, reason: str, words: str, prompts: tuple[str, ...], error: str = "") -> Outcome:
        """The org's own reason where it gave one; else what was shown or sent."""
        entry = self._stage.decision(self._answers)
        entry = entry if entry.get("outcome") == "denied" else {}
        return Outcome(
            "denied",
            reason=entry.get("reason") or reason or "no_answer",
            words=entry.get("words") or words,
            answer=f"{error}: {words}" if error else words,
            prompts=prompts,
            considered=entry.get("considered", ()),
        )

    def _send(self, method: str, path: str, **content: Mapping[str, str]) -> httpx.Response:
        answer = self._stage.browser.request(method, path, headers=self._headers, **content)  # type: ignore[arg-type]
        self._answers.append(answer)
        return answer
