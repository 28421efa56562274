"""One resource while an operation works on it, and what every resource type has to offer."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar

from jamf_connect_okta.stand_in.checks import Failure
from jamf_connect_okta.stand_in.errors import OperationError
from jamf_connect_okta.stand_in.org import Org
from jamf_connect_okta.stand_in.schema import Schema
from jamf_connect_okta.stand_in.values import Json, Properties, is_blank

_ZERO = {"string": "", "bool": False, "int": 0}


class Resource:
    """What is planned for a resource, overwritten by what Okta says as the operation goes on.

    If the operation fails once the resource has an `id`, the engine keeps it with the values at that moment.
    """

    def __init__(
        self,
        schema: Schema,
        *,
        id: str = "",
        values: Mapping[str, Any] | None = None,
        previous: Mapping[str, Any] | None = None,
        inputs: Mapping[str, Any] | None = None,
    ) -> None:
        self.id = id
        self.values: Properties = dict(values or {})
        self.previous: Mapping[str, Any] = previous or {}
        self.inputs: Mapping[str, Any] = inputs or {}
        self._schema = schema

    def __getitem__(self, name: str) -> Json:
        """The value, or the blank one of its kind: the official plugin can't tell the difference either."""
        return self._or_blank(name, self.values)

    def __setitem__(self, name: str, value: Json) -> None:
        self.values[name] = value

    def changed(self, name: str) -> bool:
        """Whether the plan differs from the state."""
        return bool(self[name] != self._or_blank(name, self.previous))

    def set_unless_blank(self, name: str, value: Json) -> None:
        """Take Okta's answer where it has one; else the value stays, so that nothing looks like a change."""
        if not is_blank(value):
            self[name] = value

    def gone(self) -> None:
        """Okta has it no more."""
        self.id = ""

    def _or_blank(self, name: str, values: Mapping[str, Any]) -> Json:
        value, kind = values.get(name), self._schema[name].kind
        if value is not None:
            return value
        return [] if kind in ("list", "set") else _ZERO.get(kind)


class ResourceType(ABC):
    """A resource type of the official plugin: its schema, its calls and their order.

    Failures are OperationErrors in the official plugin's words.
    """

    token: ClassVar[str]
    schema: ClassVar[Schema]
    is_framework: ClassVar[bool] = False
    """Whether the official plugin builds it on Terraform's newer framework, which differs in failures and names."""

    @abstractmethod
    def create(self, org: Org, resource: Resource) -> None:
        """Create what is planned, set the id as soon as there is one, then read."""

    @abstractmethod
    def read(self, org: Org, resource: Resource) -> None:
        """Overwrite the values with what Okta says; `gone()` where Okta has it no more."""

    @abstractmethod
    def update(self, org: Org, resource: Resource) -> None:
        """Change what exists to what is planned, then read."""

    @abstractmethod
    def delete(self, org: Org, resource: Resource) -> None:
        """Delete it."""

    def adopt(self, _org: Org, _resource: Resource) -> None:
        """Turn an import id into the id and the values that `read` needs; by default they are the same."""
        return

    def failures(self, _inputs: Mapping[str, Any]) -> list[Failure]:
        """What is wrong with the combination of inputs; by default nothing."""
        return []

    def replaced_by(self, _previous: Mapping[str, Any], _planned: Mapping[str, Any]) -> frozenset[str]:
        """Properties whose change takes a new resource only for these very values; by default none."""
        return frozenset()


def import_pair(id: str, problem: str) -> tuple[str, str]:
    """The two ids of an import id `parent/child`. Raises OperationError with `problem`."""
    parts = id.split("/")
    if len(parts) != 2:
        raise OperationError(problem)
    return parts[0], parts[1]


def require_identity_engine(org: Org, terraform_name: str) -> None:
    """Raises OperationError in a Classic Engine org, which has no such thing."""
    if org.is_classic():
        # The official text ends in a link.
        raise OperationError(
            f'"{terraform_name}" is a resource for OIE Orgs only, see its page in the Terraform registry'
        )
