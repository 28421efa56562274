"""The requests that Jamf Connect sends, line by line documented or assumed: what it really sends is closed source."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple


class Line(NamedTuple):
    """One part of a request. Words in braces stand for what the stack, or the person, brings along."""

    where: Literal["to", "header", "form", "query", "exchange"]
    name: str
    value: str
    standing: Literal["documented", "assumed"]
    source: str


@dataclass(frozen=True)
class Request:
    """One kind of request, sent to `app`. One that is not played by default answers a question that somebody asks."""

    app: Literal["ROPG", "MFA"]
    lines: tuple[Line, ...]
    by_default: bool = True

    def part(self, where: str, values: Mapping[str, str]) -> dict[str, str]:
        """The form, the query or the headers, with `values` put in for the words in braces."""
        return {line.name: line.value.format_map(values) for line in self.lines if line.where == where}

    @property
    def names(self) -> frozenset[str]:
        """The names of everything that is sent."""
        return frozenset(line.name for line in self.lines)


def table() -> Iterator[tuple[str, str, str, str, str]]:
    """The rows for people: request, part, value, standing, source; what requests share stands once."""
    shown: dict[Line, list[str]] = {}
    for name, request in REQUESTS.items():
        for line in request.lines:
            shown.setdefault(line, []).append(name)
    for line, names in shown.items():
        yield ", ".join(names), f"{line.where} {line.name}", line.value, line.standing, line.source


_CFNETWORK = "CFNetwork's default: name and build of the process, of the library and of the kernel"
_ROPG = (
    Line("to", "POST", "{token_endpoint}", "documented", "Jamf: the token endpoint of the discovery document"),
    Line("form", "grant_type", "password", "documented", "Jamf: authentication protocols"),
    Line("form", "username", "{username}", "documented", "RFC 6749, 4.3.2"),
    Line("form", "password", "{password}", "documented", "RFC 6749, 4.3.2"),
)
_AUTHORIZE = (
    Line("to", "GET", "{authorization_endpoint}", "documented", "Jamf: the endpoint of the discovery document"),
    Line("query", "client_id", "{oidcClientId}", "documented", "Jamf: `OIDCClientID`"),
    Line("query", "redirect_uri", "{redirectUri}", "documented", "Jamf: `OIDCRedirectURI`"),
    Line("query", "scope", "{scopes}", "documented", "Jamf: `OIDCScopes`, with spaces for Okta"),
    Line("query", "state", "{state}", "documented", "Okta: always required"),
    Line(
        "header",
        "User-Agent",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko)",
        "assumed",
        "WKWebView's default: Safari's without its name and version",
    ),
)
_CODE = (
    *_AUTHORIZE,
    Line("query", "response_type", "code", "documented", "Jamf: authentication protocols"),
    Line("exchange", "grant_type", "authorization_code", "documented", "RFC 6749, 4.1.3"),
    Line("exchange", "code", "{code}", "documented", "RFC 6749, 4.1.3"),
    Line("exchange", "redirect_uri", "{redirectUri}", "documented", "RFC 6749, 4.1.3"),
    Line("exchange", "client_id", "{oidcClientId}", "documented", "RFC 6749, 4.1.3: a client without a secret"),
)
_HYBRID = (
    *_AUTHORIZE,
    Line("query", "response_type", "code id_token", "assumed", "Jamf's recipes for Okta switch on Implicit (hybrid)"),
    Line("query", "nonce", "{nonce}", "documented", "Okta: required with id_token"),
)
_PKCE = (
    Line("query", "code_challenge", "{code_challenge}", "assumed", "Okta's default for native apps requires it"),
    Line("query", "code_challenge_method", "S256", "assumed", "The only method that Okta takes"),
)
_VERIFIER = Line("exchange", "code_verifier", "{code_verifier}", "assumed", "RFC 7636: goes with the code challenge")
_ROPG_APP = Line("form", "client_id", "{ropgClientId}", "documented", "Jamf: `OIDCROPGID`")
_MENU_BAR_APP = Line("form", "client_id", "{menuBarClientId}", "documented", "Jamf: `IdPSettings.ROPGID`")
_MFA_APP = Line("form", "client_id", "{oidcClientId}", "assumed", "A profile that names the other app")
_MENU_BAR = (
    *_ROPG,
    Line("form", "scope", "openid profile email", "assumed", "No key for it in the profile: a fixed set"),
    Line("header", "User-Agent", "Jamf%20Connect/1 CFNetwork/1498 Darwin/23.6.0", "assumed", _CFNETWORK),
)

REQUESTS: Mapping[str, Request] = {
    "login window": Request(
        "ROPG",
        (
            *_ROPG,
            _ROPG_APP,
            Line("form", "scope", "{scopes}", "assumed", "The scopes of the profile"),
            Line("header", "User-Agent", "JamfConnectLogin/1 CFNetwork/1498 Darwin/23.6.0", "assumed", _CFNETWORK),
        ),
    ),
    "menu bar": Request("ROPG", (*_MENU_BAR, _MENU_BAR_APP)),
    "menu bar with the MFA app": Request("ROPG", (*_MENU_BAR, _MFA_APP), by_default=False),
    "code": Request("MFA", (*_CODE, *_PKCE, _VERIFIER)),
    "code id_token": Request("MFA", (*_HYBRID, *_PKCE)),
    "code without PKCE": Request("MFA", _CODE, by_default=False),
    "code id_token without PKCE": Request("MFA", _HYBRID, by_default=False),
}
"""The requests by their names, as expectations use them."""
