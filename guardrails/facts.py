"""What a stack registers with the engine, as the rules see it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Final, TypeAlias

APP: Final = "okta:app/oAuth:OAuth"
REDIRECT_URI_OF_APP: Final = "okta:app/oAuthRedirectUri:OAuthRedirectUri"
SIGN_OUT_URI_OF_APP: Final = "okta:app/oAuthPostLogoutRedirectUri:OAuthPostLogoutRedirectUri"
API_SCOPES: Final = "okta:index/appOauthApiScope:AppOauthApiScope"
GROUP: Final = "okta:group/group:Group"
GROUPS_OF_APP: Final = "okta:index/appGroupAssignments:AppGroupAssignments"
GROUP_OF_APP: Final = "okta:app/groupAssignment:GroupAssignment"
USER: Final = "okta:user/user:User"
USER_OF_APP: Final = "okta:app/user:User"
POLICY: Final = "okta:index/appSignonPolicy:AppSignonPolicy"
POLICY_OF_APP: Final = "okta:app/accessPolicyAssignment:AccessPolicyAssignment"
RULE: Final = "okta:index/appSignonPolicyRule:AppSignonPolicyRule"
RULES: Final = "okta:app/signonPolicyRules:SignonPolicyRules"
SESSION_POLICY: Final = "okta:policy/signon:Signon"
SESSION_RULE: Final = "okta:policy/ruleSignon:RuleSignon"


class Unknown(Enum):
    """Stands for a value that only Okta's answer will bring."""

    UNKNOWN = "unknown"


UNKNOWN: Final = Unknown.UNKNOWN

Value: TypeAlias = Any
"""What JSON can hold, or UNKNOWN in any place of it."""


class NotKnownYetError(Exception):
    """A rule needs a value that nobody can know before the deployment."""

    def __init__(self, resource: "Resource", property: str) -> None:
        super().__init__(f"{resource.name}: {property}")
        self.resource = resource
        self.property = property


@dataclass(frozen=True)
class Resource:
    """One resource: `inputs` as the program registered them, after the provider has checked them.

    The provider fills in most of its defaults there, but not the blank ones (false, 0, empty). `links` names, for each
    property, the URNs of the resources that its value comes from: they are known when the value is not. `org_host` is
    the host of the Okta org that the resource's provider talks to, as far as the stack's configuration says it.
    """

    type: str
    name: str
    urn: str
    inputs: Mapping[str, Value] = field(default_factory=dict)
    links: Mapping[str, frozenset[str]] = field(default_factory=dict)
    id: str | None = None
    protect: bool = False
    org_host: str | None = None

    def known(self, property: str, default: Value = None) -> Value:
        """The value of an input, or the provider's default for it; raises NotKnownYetError."""
        value = self.inputs.get(property)
        if value is None:
            return default
        if is_unknown(value):
            raise NotKnownYetError(self, property)
        return value


@dataclass(frozen=True)
class Stack:
    """All resources of a stack; `outputs` are those that it and its components hand out."""

    resources: tuple[Resource, ...]
    outputs: tuple[Value, ...] = ()

    def of(self, *types: str) -> Iterator[Resource]:
        """The resources of these types."""
        return (resource for resource in self.resources if resource.type in types)

    def target(self, resource: Resource, property: str, *types: str) -> Resource | None:
        """The resource of one of `types` that `property` (an id) means; None where it is none of this stack's.

        Raises NotKnownYetError where the value comes from several of them.
        """
        value = resource.inputs.get(property)
        linked = resource.links.get(property, frozenset())
        by_link = [other for other in self.of(*types) if other.urn in linked]
        by_id = [other for other in self.of(*types) if other.id is not None and other.id == value]
        found = by_id or by_link
        if len(found) > 1:
            raise NotKnownYetError(resource, property)
        return found[0] if found else None

    def pointing_at(self, target: Resource, property: str, *types: str) -> Iterator[Resource]:
        """The resources of `types` whose `property` is the id of `target`."""
        return (other for other in self.of(*types) if self.target(other, property, target.type) is target)

    def identities(self, resource: Resource, property: str, values: list[Value], type: str) -> frozenset[str]:
        """What the ids in `values`, which stand in `property`, mean: an id of the org's, or the URN of a resource.

        Ids of resources of `type` that are not created yet are told by the property's links. Raises NotKnownYetError
        where those do not account for every unknown id.
        """
        ours: dict[Value, str] = {other.id: other.urn for other in self.of(type) if other.id is not None}
        known: set[Value] = {ours.get(value, value) for value in values if not is_unknown(value)}
        unknown = sum(map(is_unknown, values))
        linked = resource.links.get(property, frozenset())
        new = {other.urn for other in self.of(type) if other.urn in linked} - known
        if unknown and unknown != len(new):
            raise NotKnownYetError(resource, property)
        return frozenset(known | new if unknown else known)


def is_unknown(value: Value) -> bool:
    """Whether something in `value` is not known yet."""
    if isinstance(value, Mapping):
        return any(map(is_unknown, value.values()))
    if isinstance(value, list | tuple):
        return any(map(is_unknown, value))
    return value is UNKNOWN
