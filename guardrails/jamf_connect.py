"""Which part of a stack Jamf Connect signs in through: its apps, and what belongs to them."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from guardrails.facts import (
    API_SCOPES,
    APP,
    GROUP,
    GROUP_OF_APP,
    GROUPS_OF_APP,
    POLICY,
    POLICY_OF_APP,
    REDIRECT_URI_OF_APP,
    RULE,
    RULES,
    SESSION_POLICY,
    SESSION_RULE,
    SIGN_OUT_URI_OF_APP,
    UNKNOWN,
    USER,
    USER_OF_APP,
    NotKnownYetError,
    Resource,
    Stack,
    is_unknown,
)

CATCH_ALL = "Catch-all Rule"
"""The name of the rule that Okta itself puts at the end of every authentication policy."""


@dataclass(frozen=True)
class Recognition:
    """How an app of Jamf Connect's is told from others, which nobody here judges.

    By its redirect URI: the expected one, or any with `jamfconnect` in it. Or by its label, for an app whose redirect
    URI is the mistake. A native app with the password grant alone is not one: other software asks for passwords too.
    """

    redirect_uri: str = "https://127.0.0.1/jamfconnect"
    label: str = r"jamf\W*connect"

    def knows(self, app: Resource) -> bool:
        """Whether Jamf Connect signs in through `app`; raises NotKnownYetError."""
        label, uris = app.inputs.get("label"), app.inputs.get("redirectUris")
        if isinstance(label, str) and re.search(self.label, label, re.IGNORECASE):
            return True
        if isinstance(uris, list) and any(map(self.names, uris)):
            return True
        app.known("redirectUris")
        app.known("label")
        return False

    def names(self, uri: object) -> bool:
        """Whether a redirect URI is one of Jamf Connect's."""
        return isinstance(uri, str) and (uri == self.redirect_uri or "jamfconnect" in uri.casefold())


@dataclass(frozen=True)
class JamfConnect:
    """A stack, seen as what Jamf Connect needs of it."""

    stack: Stack
    recognition: Recognition = Recognition()

    def candidates(self) -> Iterator[Resource]:
        """All OIDC apps, whoever uses them."""
        return self.stack.of(APP)

    def apps(self) -> Iterator[Resource]:
        """The apps that Jamf Connect signs in through, as far as that is known."""
        for app in self.candidates():
            if _certainly(self.recognition.knows, app) or _certainly(self._is_given_a_redirect_uri, app):
                yield app

    def _is_given_a_redirect_uri(self, app: Resource) -> bool:
        return any(self.recognition.names(added.inputs.get("uri")) for added in self.redirect_uris_added_to(app))

    def redirect_uris_added_to(self, app: Resource) -> Iterator[Resource]:
        """The redirect URIs that resources of their own add to `app`; raises NotKnownYetError."""
        return self.stack.pointing_at(app, "appId", REDIRECT_URI_OF_APP)

    def sign_out_uris_added_to(self, app: Resource) -> Iterator[Resource]:
        """The sign-out URIs that resources of their own add to `app`; raises NotKnownYetError."""
        return self.stack.pointing_at(app, "appId", SIGN_OUT_URI_OF_APP)

    def with_password_grant(self) -> Iterator[Resource | NotKnownYetError]:
        """The apps that can check a password silently: one, if all is well."""
        return self._by_grant(wanted=True)

    def without_password_grant(self) -> Iterator[Resource | NotKnownYetError]:
        """The apps that are there for the login window only."""
        return self._by_grant(wanted=False)

    def _by_grant(self, *, wanted: bool) -> Iterator[Resource | NotKnownYetError]:
        for app in self.apps():
            try:
                if checks_passwords(app) is wanted:
                    yield app
            except NotKnownYetError as missing:
                yield missing

    def policies_of(self, app: Resource) -> list[Resource]:
        """The authentication policies of `app` that this stack declares; raises NotKnownYetError.

        One, if all is well: where an assignment says other than the app, the one that was changed last holds.
        """
        named = [self.stack.target(app, "authenticationPolicy", POLICY)]
        assigned = self.stack.pointing_at(app, "appId", POLICY_OF_APP)
        named.extend(self.stack.target(assignment, "policyId", POLICY) for assignment in assigned)
        return [policy for policy in named if policy]

    def policies(self) -> Iterator[Resource | NotKnownYetError]:
        """The authentication policies of all apps, each once."""
        return self._policies_of(self.apps())

    def ropg_policies(self) -> Iterator[Resource | NotKnownYetError]:
        """The policies that silent password checks have to pass."""
        return self._policies_of(self.with_password_grant())

    def mfa_policies(self) -> Iterator[Resource | NotKnownYetError]:
        """The policies of the login window where it has an app of its own."""
        return self._policies_of(self.without_password_grant())

    def ropg_rules(self) -> Iterator[Resource | NotKnownYetError]:
        """The active rules of the ROPG policies."""
        return self._active_rules_of(self.ropg_policies())

    def mfa_rules(self) -> Iterator[Resource | NotKnownYetError]:
        """The active rules of the MFA policies."""
        return self._active_rules_of(self.mfa_policies())

    def _policies_of(self, apps: Iterator[Resource | NotKnownYetError]) -> Iterator[Resource | NotKnownYetError]:
        told = set()
        for app in apps:
            if isinstance(app, NotKnownYetError):
                yield app
                continue
            try:
                policies = self.policies_of(app)
            except NotKnownYetError as missing:
                yield missing
                continue
            for policy in policies:
                if policy.urn not in told:
                    told.add(policy.urn)
                    yield policy

    def _active_rules_of(
        self, policies: Iterator[Resource | NotKnownYetError]
    ) -> Iterator[Resource | NotKnownYetError]:
        for policy in policies:
            if isinstance(policy, NotKnownYetError):
                yield policy
                continue
            try:
                yield from self.active_rules_of(policy)
            except NotKnownYetError as missing:
                yield missing

    def rules_of(self, policy: Resource) -> Iterator[Resource]:
        """The rules of an authentication policy or a global session policy; raises NotKnownYetError."""
        if policy.type == SESSION_POLICY:
            yield from self.stack.pointing_at(policy, "policyId", SESSION_RULE)
            return
        yield from self.stack.pointing_at(policy, "policyId", RULE)
        for several in self.stack.pointing_at(policy, "policyId", RULES):
            listed = several.inputs.get("rules") or []
            if not isinstance(listed, list) or not all(isinstance(values, dict) for values in listed):
                raise NotKnownYetError(several, "rules")
            for index, values in enumerate(listed):
                yield replace(several, name=f"{several.name}, rules[{index}]", inputs=values)

    def active_rules_of(self, policy: Resource) -> list[Resource]:
        """Those of them that are not switched off; raises NotKnownYetError."""
        return [rule for rule in self.rules_of(policy) if rule.inputs.get("status", "ACTIVE") != "INACTIVE"]

    def api_scopes_of(self, app: Resource) -> Iterator[Resource]:
        """The grants of Okta API scopes to `app`."""
        return self.stack.pointing_at(app, "appId", API_SCOPES)

    def groups_of(self, app: Resource) -> frozenset[str]:
        """The groups assigned to `app`; raises NotKnownYetError."""
        groups: frozenset[str] = frozenset()
        for assignment in self.stack.pointing_at(app, "appId", GROUPS_OF_APP):
            listed = assignment.inputs.get("groups") or []
            if not isinstance(listed, list):
                raise NotKnownYetError(assignment, "groups")
            ids = [group.get("id") if isinstance(group, dict) else group for group in listed]
            groups |= self.stack.identities(assignment, "groups", ids, GROUP)
        for assignment in self.stack.pointing_at(app, "appId", GROUP_OF_APP):
            groups |= self.stack.identities(assignment, "groupId", [assignment.inputs.get("groupId")], GROUP)
        return groups

    def users_of(self, app: Resource) -> frozenset[str]:
        """The people assigned to `app` one by one; raises NotKnownYetError."""
        users: frozenset[str] = frozenset()
        for assignment in self.stack.pointing_at(app, "appId", USER_OF_APP):
            users |= self.stack.identities(assignment, "userId", [assignment.inputs.get("userId")], USER)
        return users

    def groups_in(self, resource: Resource, property: str) -> frozenset[str]:
        """The groups whose ids a property lists; raises NotKnownYetError."""
        listed = resource.inputs.get(property) or []
        if not isinstance(listed, list):
            raise NotKnownYetError(resource, property)
        return self.stack.identities(resource, property, listed, GROUP)

    def assigned_groups(self) -> frozenset[str]:
        """The groups assigned to any of the apps; raises NotKnownYetError."""
        return frozenset().union(*map(self.groups_of, self.apps()))

    def session_policies(self) -> Iterator[Resource | NotKnownYetError]:
        """The active global session policies that speak for assigned groups, and those that name none: for all.

        None in a stack without an app of Jamf Connect's.
        """
        if not list(self.apps()):
            return
        for policy in self.stack.of(SESSION_POLICY):
            if policy.inputs.get("status", "ACTIVE") == "INACTIVE":
                continue
            try:
                people = self.groups_in(policy, "groupsIncluded")
                if not people or people & self.assigned_groups():
                    yield policy
            except NotKnownYetError as missing:
                yield missing

    def session_rules(self) -> Iterator[Resource | NotKnownYetError]:
        """The active rules of those policies."""
        return self._active_rules_of(self.session_policies())

    def requested_scopes(self) -> list[frozenset[str]]:
        """The OIDC scopes that outputs of the stack tell Macs to ask for; unknown outputs tell nothing."""
        return list(_scopes_in(list(self.stack.outputs)))

    @property
    def hides_outputs(self) -> bool:
        """Whether some outputs are not known yet."""
        return is_unknown(list(self.stack.outputs))


def checks_passwords(app: Resource) -> bool:
    """Whether `app` has the resource owner password grant; raises NotKnownYetError."""
    return "password" in app.known("grantTypes", [])


def allows(rule: Resource) -> bool:
    """Whether a rule lets people in; raises NotKnownYetError."""
    return bool(rule.known("access", "ALLOW") == "ALLOW")


def denies(rule: Resource) -> bool:
    """Whether a rule turns people away; a session rule may also challenge them. Raises NotKnownYetError."""
    return bool(rule.known("access", "ALLOW") == "DENY")


_CONDITIONS = (
    "networkConnection",
    "networkIncludes",
    "networkExcludes",
    "groupsIncluded",
    "groupsExcluded",
    "usersIncluded",
    "usersExcluded",
    "userTypesIncluded",
    "userTypesExcluded",
    "deviceIsRegistered",
    "deviceIsManaged",
    "deviceAssurancesIncluded",
    "platformIncludes",
    "office365ClientIncludes",
    "riskScore",
    "customExpression",
    "authtype",
    "identityProvider",
    "behaviors",
    "riskLevel",
    "riscLevel",
)
"""What narrows a rule of an authentication policy or of a global session policy."""


def fits_everybody(rule: Resource) -> bool:
    """Whether no condition keeps a rule from deciding about anyone; raises NotKnownYetError."""
    values = [rule.inputs.get(condition) for condition in _CONDITIONS]
    if any(value and value not in ("ANY", "ANYWHERE", UNKNOWN) for value in values):
        return False
    for condition in _CONDITIONS:
        rule.known(condition)
    return True


def _certainly(judge: Callable[[Resource], bool], app: Resource) -> bool:
    try:
        return judge(app)
    except NotKnownYetError:
        return False


def _scopes_in(value: object) -> Iterator[frozenset[str]]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from _scopes_in(part)
    elif isinstance(value, str):
        scopes = frozenset(re.split(r"[ +]", value))
        if "openid" in scopes:
            yield scopes
