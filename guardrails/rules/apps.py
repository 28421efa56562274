"""The rules for the apps themselves: each is judged from one app alone, before Okta hears of it."""

from collections.abc import Iterator

from guardrails import sources
from guardrails.facts import Resource
from guardrails.jamf_connect import JamfConnect
from guardrails.rule import Level, Moment, Parameter, Parameters, Violation, rule
from guardrails.wording import shown


@rule(
    "native-app",
    reason="Okta gives the password grant to native apps only, and a Mac can keep no secret as a web app does.",
    instead='Create a second app with type "native": the type of an app can\'t be changed.',
    source=sources.ARTICLE,
    moment=Moment.BEFORE_THE_APP,
    each=JamfConnect.apps,
)
def native(app: Resource, _stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """The article's "Native Application"."""
    if (kind := app.known("type")) != "native":
        yield Violation(app, f"type is {shown(kind)}.")


@rule(
    "no-client-secret",
    reason="Jamf Connect is assumed to send its client ID alone: a client with a secret is refused then, as every "
    "sign-in would be, and a secret in every Mac's profile is none.",
    instead='Write tokenEndpointAuthMethod "none", with pkceRequired true.',
    source=f"{sources.APPLICATIONS_API}; whether Jamf Connect can send a secret has to be tried on a Mac",
    level=Level.ADVISORY,
    moment=Moment.BEFORE_THE_APP,
    each=JamfConnect.apps,
)
def no_client_secret(app: Resource, _stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Advisory, since a profile can hold a secret after all."""
    if (method := app.known("tokenEndpointAuthMethod", "client_secret_basic")) != "none":
        yield Violation(app, f"tokenEndpointAuthMethod is {shown(method)}.")


@rule(
    "no-token-response-type",
    reason="With an access token from the front channel Okta leaves the groups out of the ID token, and nobody becomes "
    "an administrator of their Mac.",
    instead='Write responseTypes ["code", "id_token"].',
    source=f"{sources.ARTICLE}: deselect Allow Access Token with implicit grant type",
    moment=Moment.BEFORE_THE_APP,
    each=JamfConnect.apps,
)
def no_token_response_type(app: Resource, _stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Also where it is left out: the provider's default for the implicit grant is `token`."""
    types = app.known("responseTypes", [])
    if not types and "implicit" in app.known("grantTypes", []):
        yield Violation(app, "responseTypes is not set, which means token.")
    elif "token" in types:
        yield Violation(app, f"responseTypes is {shown(types)}.")


@rule(
    "redirect-uri",
    reason="Okta compares redirect URIs letter by letter: with any other one the login window shows an error page "
    "instead of the sign-in.",
    instead="Write the one redirect URI that the Macs' profiles name, usually https://127.0.0.1/jamfconnect.",
    source=sources.ARTICLE,
    moment=Moment.BEFORE_THE_APP,
    each=JamfConnect.apps,
)
def redirect_uri(app: Resource, stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Exactly one, since each further one is a place that sign-ins can be led to."""
    expected = [stack.recognition.redirect_uri]
    if (uris := app.known("redirectUris", [])) != expected:
        yield Violation(app, f"redirectUris is {shown(uris)}, not {shown(expected)}.")


@rule(
    "no-sign-out-uri",
    reason="Jamf Connect never signs anyone out of Okta: what stands there is Okta's example, which the "
    "article removes.",
    instead="Leave it out.",
    source=sources.ARTICLE,
    moment=Moment.BEFORE_THE_APP,
    each=JamfConnect.apps,
)
def no_sign_out_uri(app: Resource, _stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """The article removes both of Okta's example URIs."""
    if uris := app.known("postLogoutRedirectUris", []):
        yield Violation(app, f"postLogoutRedirectUris is {shown(uris)}.")


@rule(
    "pkce-explicit",
    reason="Left out, the provider turns PKCE off at the next change of an app with a secret, even if only its label "
    "changes.",
    instead="Write pkceRequired true, or false if your Jamf Connect sends no PKCE.",
    source=sources.PROVIDER,
    moment=Moment.BEFORE_THE_APP,
    each=JamfConnect.apps,
)
def pkce_explicit(app: Resource, _stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Either value is explicit; without a secret Okta itself takes true only."""
    if app.known("pkceRequired") is None:
        yield Violation(app, "pkceRequired is not set.")


@rule(
    "consent-trusted",
    reason="A consent page has no place in a silent password check: Okta refuses the grant until everybody has "
    "consented, and nobody is asked.",
    instead='Write consentMethod "TRUSTED".',
    source=f"{sources.APPLICATIONS_API}; {sources.INFERRED}",
    moment=Moment.BEFORE_THE_APP,
    each=JamfConnect.apps,
)
def consent_trusted(app: Resource, _stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """TRUSTED is also what the provider writes where nothing is said."""
    if (method := app.known("consentMethod", "TRUSTED")) != "TRUSTED":
        yield Violation(app, f"consentMethod is {shown(method)}.")


@rule(
    "issuer-fixed",
    reason="The issuer in an ID token has to be the host that the Macs' profiles discover Okta at: one that follows "
    "the request fits only as long as every request goes there.",
    instead='Write issuerMode "ORG_URL", or "CUSTOM_URL" where the discovery URL in the profiles is on the '
    "custom domain.",
    source=f"{sources.ARTICLE}: change Issuer to Okta URL",
    moment=Moment.BEFORE_THE_APP,
    each=JamfConnect.apps,
)
def issuer_fixed(app: Resource, _stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """The org's URL, or its custom domain where the profiles discover Okta there."""
    if (mode := app.known("issuerMode", "ORG_URL")) not in ("ORG_URL", "CUSTOM_URL"):
        yield Violation(app, f"issuerMode is {shown(mode)}.")


@rule(
    "app-protected",
    reason="The app's client ID stands in every Mac's profile: when the app is deleted or replaced, nobody signs in "
    "until every profile is exchanged.",
    instead="Set the resource option protect to true. To take the app down for good, first roll out profiles "
    "that do not name it, then add its resource's name to this rule's leaving in the pack's configuration.",
    source=sources.PULUMI,
    moment=Moment.BEFORE_THE_APP,
    each=JamfConnect.apps,
    parameters=(
        Parameter(
            "exceptHostsBelow",
            "",
            "domain of orgs that are nobody's, such as .invalid; apps there may stand unprotected",
        ),
        Parameter(
            "leaving", [], "names, as resources, of apps that are taken down for good; they may stand unprotected"
        ),
    ),
)
def protected(app: Resource, _stack: JamfConnect, parameters: Parameters) -> Iterator[Violation]:
    """Only configuration relaxes it: for an org whose host, as its provider has it, lies there, or for single apps."""
    relaxed = parameters["exceptHostsBelow"]
    if (
        app.protect
        or app.name in parameters["leaving"]
        or (relaxed and app.org_host and f".{app.org_host}".endswith(f".{relaxed.lstrip('.')}"))
    ):
        return
    yield Violation(app, "The resource option protect is not set.")


RULES = (
    native,
    no_client_secret,
    no_token_response_type,
    redirect_uri,
    no_sign_out_uri,
    pkce_explicit,
    consent_trusted,
    issuer_fixed,
    protected,
)
