"""The rules for what the apps may do with Okta's own API."""

from collections.abc import Iterator

from guardrails import sources
from guardrails.facts import Resource
from guardrails.jamf_connect import JamfConnect
from guardrails.rule import Level, Parameter, Parameters, Violation, rule
from guardrails.wording import listed, shown

USERS_READ = "okta.users.read"


@rule(
    "users-read-granted",
    reason="Both of Jamf's recipes for Okta grant okta.users.read; a sign-in without it is one that nobody has tried.",
    instead="Declare an AppOauthApiScope for the app with okta.users.read.",
    source=sources.ARTICLE,
    each=JamfConnect.apps,
)
def users_read_granted(app: Resource, stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """The grant is a resource of its own beside the app."""
    scopes = {scope for grant in stack.api_scopes_of(app) for scope in grant.known("scopes", [])}
    if USERS_READ not in scopes:
        yield Violation(app, f"Granted Okta API scopes: {listed(scopes)}.")


@rule(
    "no-further-api-scopes",
    reason="Whoever has a Mac has the client ID: every further API scope is one that their sign-in can use as well.",
    instead="Take them out, or add them to this rule's allowed in the pack's configuration.",
    source=f"{sources.ARTICLE}, which grants one scope only",
    level=Level.ADVISORY,
    each=JamfConnect.apps,
    parameters=(Parameter("allowed", [USERS_READ], "the Okta API scopes that the apps may have"),),
)
def no_further_api_scopes(app: Resource, stack: JamfConnect, parameters: Parameters) -> Iterator[Violation]:
    """Advisory, since a team may have a use for one."""
    for grant in stack.api_scopes_of(app):
        if further := set(grant.known("scopes", [])) - set(parameters["allowed"]):
            yield Violation(grant, f"scopes has {listed(further)}.")


@rule(
    "grants-on-org-url",
    reason="Okta keeps grants for one issuer, the org's own URL: the host with -admin is the console, a custom domain "
    "or a path names another server, and the grant then does not count.",
    instead="Write https:// and the org's own host, without -admin and with nothing behind it.",
    source=f"{sources.ARTICLE}: do not use the domain that contains -admin",
    each=JamfConnect.apps,
)
def grants_on_org_url(app: Resource, stack: JamfConnect, _: Parameters) -> Iterator[Violation]:
    """Compared with the provider's own configuration where the stack says it; else by its form alone."""
    for grant in stack.api_scopes_of(app):
        issuer, org_url = grant.known("issuer"), _org_url(grant)
        if not isinstance(issuer, str) or not _is_plain(issuer) or issuer != (org_url or issuer):
            yield Violation(
                grant, f"issuer is {shown(issuer)}" + (f", the org is {shown(org_url)}." if org_url else ".")
            )


def _org_url(grant: Resource) -> str | None:
    if grant.org_host is None:
        return None
    name, _, domain = grant.org_host.partition(".")
    return f"https://{name.removesuffix('-admin')}.{domain}"


def _is_plain(url: str) -> bool:
    host = url.removeprefix("https://")
    return url != host and not set("/?#@:") & set(host) and not host.partition(".")[0].endswith("-admin")


RULES = (users_read_granted, no_further_api_scopes, grants_on_org_url)
