"""The rules for URIs that resources of their own add to Jamf Connect's apps."""

from collections.abc import Iterator

from guardrails import sources
from guardrails.facts import Resource
from guardrails.jamf_connect import JamfConnect
from guardrails.rule import Parameters, Violation, rule
from guardrails.wording import shown


@rule(
    "no-added-redirect-uri",
    reason="Okta keeps one list of redirect URIs for an app: what another resource adds is one more place that "
    "sign-ins can be led to, and it is missing wherever the app's own list is read or written.",
    instead="Take the OAuthRedirectUri out, and write the one redirect URI that the Macs' profiles name in the app's "
    "own redirectUris.",
    source=sources.ARTICLE,
    each=JamfConnect.apps,
)
def no_added_redirect_uri(app: Resource, stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Nothing is added by one that names what the app's own list holds."""
    for added in stack.redirect_uris_added_to(app):
        if (uri := added.known("uri")) not in app.known("redirectUris", []):
            yield Violation(added, f"uri {shown(uri)} is added to those of {app.name}.")


@rule(
    "no-added-sign-out-uri",
    reason="Jamf Connect never signs anyone out of Okta: one that another resource adds is missing in the app's own "
    "list, and nothing ever uses it.",
    instead="Take the OAuthPostLogoutRedirectUri out.",
    source=sources.ARTICLE,
    each=JamfConnect.apps,
)
def no_added_sign_out_uri(app: Resource, stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Whatever it is, and though nobody may know it yet."""
    for added in stack.sign_out_uris_added_to(app):
        yield Violation(added, f"A sign-out URI is added to {app.name}.")


RULES = (no_added_redirect_uri, no_added_sign_out_uri)
