"""What an authorize request asks for, checked as Okta does; the texts are those of its error catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jamf_connect_okta.simulated_org.core.errors import OAuthError
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.oauth.parameters import Parameters
from jamf_connect_okta.simulated_org.oauth.pkce import challenge_of
from jamf_connect_okta.simulated_org.oauth.requested_scopes import check_consent, granted_scopes
from jamf_connect_okta.simulated_org.oauth.response_delivery import MODES

_RESPONSE_TYPES = ("code", "id_token", "token")
_PROMPTS = ("none", "login", "consent")
_LONGEST_AGE = 2**31 - 1


@dataclass(frozen=True)
class AuthorizeRequest:
    """A request that may be answered at its redirect URI. `max_age` is in seconds; `response_type` and `scope` are as
    the protocol writes them, with what was not granted left out of the scope."""

    client_id: str
    redirect_uri: str
    response_type: str
    response_mode: str
    scope: str
    state: str
    nonce: str | None
    code_challenge: str | None
    prompt: str
    max_age: int | None
    login_hint: str

    def asks_for(self, response: str) -> bool:
        """Whether a `code`, an `id_token` or a `token` is to come back."""
        return response in self.response_type.split()


def checked_request(org: Org, app: Document, parameters: Parameters) -> AuthorizeRequest:
    """The request. Raises OAuthError.

    In which order Okta checks is not documented: here it is what to answer, how, then what is asked for.
    """
    responses = _responses(app, parameters)
    mode = _mode(responses, parameters)
    if not parameters.get("state"):
        raise _invalid("The authentication request has an invalid 'state' parameter.")
    if not parameters.get("nonce") and set(responses) != {"code"}:
        raise _invalid(
            "The 'nonce' parameter is required for authorize requests with either the 'id_token' or 'token' response"
            " types.."
        )
    _check_unsupported(parameters)
    prompt, max_age = _prompt(parameters), _max_age(parameters)
    if prompt == "none" and max_age == 0:
        raise _invalid("'prompt' parameter must not have the value 'none' for request with 'zero' as max_age.")
    challenge = challenge_of(app, parameters) if "code" in responses else None
    scopes = granted_scopes(org, app, parameters.get("scope", ""))
    check_consent(app, scopes)
    return AuthorizeRequest(
        client_id=app["clientId"],
        redirect_uri=parameters["redirect_uri"],
        response_type=" ".join(responses),
        response_mode=mode,
        scope=" ".join(scopes),
        state=parameters["state"],
        nonce=parameters.get("nonce"),
        code_challenge=challenge,
        prompt=prompt,
        max_age=max_age,
        login_hint=parameters.get("login_hint", ""),
    )


def mode_for_errors(parameters: Parameters) -> str:
    """How a refusal comes back: as the request says, unless that is what is wrong with it."""
    responses = parameters.get("response_type", "").split()
    try:
        return _mode(responses, parameters)
    except OAuthError:
        return _default_mode(responses)


def _responses(app: Document, parameters: Parameters) -> list[str]:
    """What the app may get: response types it has, by the grants that hand them out."""
    asked = parameters.get("response_type", "").split()
    settings = app["document"]["settings"]["oauthClient"]
    configured, grants = settings["response_types"], settings["grant_types"]
    if not asked or not set(asked) <= set(configured) & set(_RESPONSE_TYPES):
        raise OAuthError(
            400,
            "unsupported_response_type",
            "The response type is not supported by the authorization server."
            f" Configured response types: [{', '.join(configured)}].",
        )
    needed = {"authorization_code" if response == "code" else "implicit" for response in asked}
    if not needed <= set(grants):
        raise OAuthError(
            400,
            "unauthorized_client",
            "The client is not authorized to use the provided grant type."
            f" Configured grant types: [{', '.join(grants)}].",
        )
    return [response for response in _RESPONSE_TYPES if response in asked]


def _mode(responses: Sequence[str], parameters: Parameters) -> str:
    mode = parameters.get("response_mode") or _default_mode(responses)
    if mode not in MODES:
        raise OAuthError(
            400,
            "unsupported_response_mode",
            "The response mode is not supported by the authorization server. Valid response modes: [query, fragment,"
            " form_post, okta_post_message].",
        )
    if mode == "query" and _default_mode(responses) != "query":
        raise OAuthError(
            400,
            "unsupported_response_mode",
            "'query' response mode cannot be used with either the 'id_token' or 'token' response types.",
        )
    return mode


def _default_mode(responses: Sequence[str]) -> str:
    return "fragment" if {"id_token", "token"} & set(responses) else "query"


def _prompt(parameters: Parameters) -> str:
    """`login` and `consent` may come together."""
    values = parameters.get("prompt", "").split()
    if not set(values) <= set(_PROMPTS) or (len(values) > 1 and "none" in values):
        raise _invalid(f"Invalid value for 'prompt' parameter. Supported values: [{', '.join(_PROMPTS)}]")
    return " ".join(values)


def _max_age(parameters: Parameters) -> int | None:
    text = parameters.get("max_age")
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > len(str(_LONGEST_AGE)) or int(text) > _LONGEST_AGE:
        raise _invalid("Invalid value for 'max_age' parameter. It should be within range 0 - 2^31-1.")
    return int(text)


def _check_unsupported(parameters: Parameters) -> None:
    """What Okta has and this org does not is refused, so that nobody takes it for done."""
    if parameters.get("request"):
        raise OAuthError(400, "request_not_supported", "The authorize request object is not supported by this client.")
    if parameters.get("request_uri"):
        raise OAuthError(400, "request_uri_not_supported", "The authorize request uri is not supported by this client.")
    if parameters.get("acr_values"):
        raise OAuthError(403, "access_denied", "'acr_values' not supported.")


def _invalid(text: str) -> OAuthError:
    return OAuthError(400, "invalid_request", text)
