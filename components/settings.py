"""A stack's settings: one frozen model of everything a stack may decide, and what follows from it.

The values come checked out of `stack_config.load_settings`. What an organisation has in common over these defaults
stands in `Pulumi.yaml`.
"""

import re
from dataclasses import dataclass
from typing import Literal

from components.assurance import Factor
from components.jamf_connect_settings import JamfConnectSettings
from components.provider_settings import ProviderSettings
from components.section import Names, Section

REDIRECT_URI = "https://127.0.0.1/jamfconnect"
"""Where Jamf Connect's web view catches the end of a sign-in; registered byte for byte (Jamf Connect documentation)."""

USERS_READ = "okta.users.read"
"""The Okta API scope that both of Jamf's recipes for Okta grant to the app."""

ARTICLE_EXPRESSION = (
    'Arrays.isEmpty(Arrays.toCsvString(Groups.startsWith("active_directory","",100)))'
    ' ? Groups.startsWith("OKTA","",100)'
    ' : Arrays.flatten(Groups.startsWith("OKTA","",100),Groups.startsWith("active_directory","",100))'
)
"""All Okta and all Active Directory groups of a person, as the Jamf Nation article words it.

Above 100 groups in the result Okta refuses the whole sign-in ("The groups claim matched too many groups"), so this is
for orgs where nobody is in that many.
"""


class RopgApp(Section):
    """The app that checks passwords silently, with the resource owner password grant."""

    label: str = "Jamf Connect password check"
    """The app's name in Okta."""
    client_id: str = ""
    """A fixed client ID; empty for one of Okta's choice."""
    policy_name: str = "Jamf Connect password only"
    """The name of its authentication policy in Okta."""
    excluded_groups: Names = ()
    """Groups kept away, such as Okta's administrators: whoever knows the client ID can try passwords here."""
    zones: Names = ()
    """Network zones (name or id) that a check may come from; empty for anywhere."""


class MfaApp(Section):
    """The app of the login window's web view, whose policy asks for a second factor."""

    stage: Literal["absent", "active", "retiring", "unprotected"] = "absent"
    """Whether there is one; on the way back to one app `retiring`, and then `unprotected`."""
    label: str = "Jamf Connect login window"
    """The app's name in Okta."""
    client_id: str = ""
    """A fixed client ID; empty for one of Okta's choice."""
    policy_name: str = "Jamf Connect password and second factor"
    """The name of its authentication policy in Okta."""
    factors: Names = (Factor.PUSH, Factor.TOTP)
    """The second factors that it takes: any of push, totp, sms, voice, email."""
    reauthenticate_in: str = "PT0S"
    """How long a proof lasts, as ISO 8601; `PT0S` asks at every sign-in."""
    zones: Names = ()
    """Network zones (name or id) that people may sign in from; empty for anywhere."""


class SessionPolicy(Section):
    """The global session policy of the assigned groups."""

    managed: bool | None = None
    """Whether the stack declares it; only a rehearsal has a default, true, since it governs sign-ins to every app."""
    name: str = "Jamf Connect"
    """Its name in Okta."""
    priority: int = 1
    """Its place among the global session policies; 1 is the highest."""
    idle_minutes: int = 120
    """How long a session may stay idle."""
    lifetime_minutes: int = 720
    """How long a session lives."""
    blocked_zones: Names = ()
    """Network zones (name or id) from which these groups get no session."""


class GroupsClaim(Section):
    """The claim that tells Jamf Connect a person's groups."""

    type: Literal["NONE", "FILTER", "EXPRESSION"] | None = None
    """What it carries; by default a filter where admin groups are named, and nothing where none are."""
    name: str = "groups"
    """The claim's name."""
    groups: Names = ()
    """The groups that a filter lets through; empty for `adminGroups`."""
    expression: str = ""
    """An expression in Okta's language that results in groups."""
    preset: Literal["", "okta-and-active-directory"] = ""
    """The Jamf Nation article's expression: all groups of a person. Above 100 of them Okta refuses the sign-in."""


@dataclass(frozen=True)
class Claim:
    """A groups claim in Okta's terms. `filter_type` is None for an expression."""

    name: str
    type: str
    value: str
    filter_type: str | None


class Settings(Section):
    """Everything a stack may decide, under the keys of its file."""

    rehearsal: bool = False
    """Whether this stack is deployed into a simulated org. Its host then ends in .invalid, and only a proxy on loopback
    leads there; on any other stack a proxy is an error."""
    custom_domain: str = ""
    """Host of the org's custom domain, such as login.acme.com: Jamf Connect discovers Okta there, and tokens name it as
    their issuer. Empty for the org's own host."""
    groups: Names = ()
    """Groups assigned to both apps, in order of priority, each by its exact name or its id (00g…)."""
    users: Names = ()
    """Single users assigned to both apps, by login."""
    admin_groups: Names = ()
    """Names of groups whose members become administrators of their Mac. The groups claim carries them."""
    groups_claim: GroupsClaim = GroupsClaim()
    """The claim that tells Jamf Connect a person's groups. Needs an API token: Okta ignores it from OAuth
    credentials."""
    ropg_app: RopgApp = RopgApp()
    """The app that checks passwords silently. Whoever knows its client ID can try passwords there, so keep
    administrators away with `excludedGroups`."""
    mfa_app: MfaApp = MfaApp()
    """The app of the login window when it asks for a second factor."""
    session_policy: SessionPolicy = SessionPolicy()
    """The global session policy of the groups: a password, and no MFA at this level, which would refuse every password
    check."""
    jamf_connect: JamfConnectSettings = JamfConnectSettings()
    """What Jamf Connect itself does; all of it is readable on every Mac, so no secret belongs here."""
    api_scopes: Names = ()
    """Okta API scopes granted to both apps beyond okta.users.read."""
    protect: bool = True
    """Whether the engine refuses to replace or delete the apps, whose client IDs stand in every Mac's profile. Set it
    to false, and deploy, before a stack is taken down for good; guardrails object until the apps are named as leaving
    (guardrails/configuration.json)."""
    pkce_required: bool = True
    """Whether the apps require PKCE. That Jamf Connect sends it is an assumption, to be checked on a real Mac first."""
    token_endpoint_auth_method: Literal["none", "client_secret_basic", "client_secret_post"] = "none"
    """How the apps authenticate to Okta's token endpoint. That Jamf Connect needs no secret is an assumption, to be
    checked on a real Mac first."""

    provider: ProviderSettings

    @property
    def org_url(self) -> str:
        """The org's own URL, also behind a custom domain: the issuer of API scope grants."""
        return f"https://{self.provider.org_host}"

    @property
    def issuer_mode(self) -> Literal["ORG_URL", "CUSTOM_URL"]:
        """Whose name stands in the ID tokens: it has to be the host of the discovery URL."""
        return "CUSTOM_URL" if self.custom_domain else "ORG_URL"

    @property
    def discovery_url(self) -> str:
        """Where Jamf Connect finds the org authorization server."""
        return f"{self.sign_in_url}/.well-known/openid-configuration"

    @property
    def sign_in_url(self) -> str:
        """Where people sign in: the custom domain where there is one."""
        return f"https://{self.custom_domain or self.provider.org_host}"

    @property
    def design(self) -> Literal["one-app", "two-apps"]:
        """What profiles are told: an MFA app that is being retired still exists, but no new profile names it."""
        return "two-apps" if self.mfa_app.stage == "active" else "one-app"

    @property
    def has_mfa_app(self) -> bool:
        """Whether the MFA app is declared in Okta."""
        return self.mfa_app.stage != "absent"

    @property
    def protects_mfa_app(self) -> bool:
        """Whether the engine refuses to replace or delete the MFA app."""
        return self.protect and self.mfa_app.stage != "unprotected"

    @property
    def manages_session_policy(self) -> bool:
        """Rehearsals manage the global session policy unless told otherwise; elsewhere the stack must have chosen."""
        managed = self.session_policy.managed
        return self.rehearsal if managed is None else managed

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The second factors that the MFA policy accepts."""
        return tuple(Factor(name) for name in self.mfa_app.factors)

    @property
    def claim_groups(self) -> tuple[str, ...]:
        """The groups that a FILTER claim carries: those named for it, else the admin groups."""
        return self.groups_claim.groups or self.admin_groups

    @property
    def claim(self) -> Claim | None:
        """The groups claim to declare; by default a filter on the admin groups: no token outgrows 100 groups then."""
        kind = self.groups_claim.type or ("FILTER" if self.admin_groups else "NONE")
        if kind == "NONE":
            return None
        if kind == "EXPRESSION":
            expression = ARTICLE_EXPRESSION if self.groups_claim.preset else self.groups_claim.expression
            return Claim(self.groups_claim.name, "EXPRESSION", expression, None)
        # Anchored: whether Okta's REGEX filter searches or matches whole names then makes no difference.
        names = "|".join(_REGEX_CHARACTERS.sub(r"\\\g<0>", name) for name in self.claim_groups)
        return Claim(self.groups_claim.name, "FILTER", f"^({names})$", "REGEX")

    @property
    def scopes(self) -> str:
        """What Jamf Connect asks for: with spaces, as Okta wants it, and `groups` only where a claim answers it."""
        return "openid profile email groups" if self.claim else "openid profile email"


_REGEX_CHARACTERS = re.compile(r"[\\.^$|?*+()\[\]{}]")
