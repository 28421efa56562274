"""A stack's settings: one frozen model of everything a stack may decide, and what follows from it.

The values come checked out of `stack_config.load_settings`; the meaning of every key stands in `Pulumi.yaml`.
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
    client_id: str = ""
    policy_name: str = "Jamf Connect password only"
    excluded_groups: Names = ()
    zones: Names = ()


class MfaApp(Section):
    """The app of the login window's web view, whose policy asks for a second factor."""

    stage: Literal["absent", "active", "retiring", "unprotected"] = "absent"
    label: str = "Jamf Connect login window"
    client_id: str = ""
    policy_name: str = "Jamf Connect password and second factor"
    factors: Names = (Factor.PUSH, Factor.TOTP)
    reauthenticate_in: str = "PT0S"
    zones: Names = ()


class SessionPolicy(Section):
    """The global session policy of the assigned groups."""

    managed: bool | None = None
    name: str = "Jamf Connect"
    priority: int = 1
    idle_minutes: int = 120
    lifetime_minutes: int = 720
    blocked_zones: Names = ()


class GroupsClaim(Section):
    """The claim that tells Jamf Connect a person's groups."""

    type: Literal["NONE", "FILTER", "EXPRESSION"] | None = None
    name: str = "groups"
    groups: Names = ()
    expression: str = ""
    preset: Literal["", "okta-and-active-directory"] = ""


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
    custom_domain: str = ""
    groups: Names = ()
    users: Names = ()
    admin_groups: Names = ()
    groups_claim: GroupsClaim = GroupsClaim()
    ropg_app: RopgApp = RopgApp()
    mfa_app: MfaApp = MfaApp()
    session_policy: SessionPolicy = SessionPolicy()
    jamf_connect: JamfConnectSettings = JamfConnectSettings()
    api_scopes: Names = ()
    protect: bool = True
    pkce_required: bool = True
    token_endpoint_auth_method: Literal["none", "client_secret_basic", "client_secret_post"] = "none"

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
