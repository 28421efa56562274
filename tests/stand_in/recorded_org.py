"""An org that the plugin speaks to, and a note of every call."""

from collections.abc import Mapping
from typing import Any

from jamf_connect_okta.stand_in import operations
from jamf_connect_okta.stand_in.configuration import Configuration
from jamf_connect_okta.stand_in.connection import Answer
from jamf_connect_okta.stand_in.errors import Sdk
from jamf_connect_okta.stand_in.org import Org
from jamf_connect_okta.stand_in.resource import ResourceType

Json = dict[str, Any]


class RecordedOrg(Org):
    """`calls` in the order in which they were made, with the path's query; `waits` are the seconds waited, unspent."""

    def __init__(self, url: str, token: str = "token", **settings: Any) -> None:
        self.calls: list[str] = []
        self.bodies: list[Any] = []
        self.waits: list[float] = []
        credentials = settings or {"api_token": token}
        super().__init__(Configuration(proxy=url, **credentials), sleep=self.waits.append)

    def forget(self) -> None:
        self.calls.clear()
        self.bodies.clear()

    def sent(self, call: str) -> Any:
        """The body of that call, which was made once; without its query."""
        (body,) = [body for made, body in zip(self.calls, self.bodies, strict=True) if made.partition("?")[0] == call]
        return body

    def _call(self, sdk: Sdk, method: str, path: str, query: Mapping[str, Any] | None, body: Any) -> Answer:
        text = "".join(f"?{'&'.join(f'{name}={query[name]}' for name in sorted(query))}" if query else "")
        self.calls.append(f"{method} {path}{text}")
        self.bodies.append(body)
        return super()._call(sdk, method, path, query, body)


class Managed:
    """A resource under the plugin's management: its state as the engine would keep it."""

    def __init__(
        self, kind: ResourceType, org: RecordedOrg, outcome: operations.Outcome | None = None, **inputs: Any
    ) -> None:
        self.kind, self.org, self.inputs = kind, org, inputs
        self.outcome = outcome or operations.create(kind, org, inputs)

    @classmethod
    def adopted(cls, kind: ResourceType, org: RecordedOrg, state: Json, inputs: Json) -> "Managed":
        """What an import has given."""
        return cls(kind, org, operations.Outcome(state["id"], state), **inputs)

    @property
    def id(self) -> str:
        return self.outcome.id

    @property
    def state(self) -> Json:
        return self.outcome.outputs

    def diff(self, **inputs: Any) -> dict[str, str]:
        """The paths that would change with these inputs beside the present ones, and how."""
        changes = operations.diff(self.kind, self.state, self._with(inputs))
        return {change.path: f"{change.kind}_REPLACE" if change.replaces else change.kind for change in changes}

    def update(self, **inputs: Any) -> operations.Outcome:
        self.inputs = self._with(inputs)
        self.org.forget()
        self.outcome = operations.update(self.kind, self.org, self.id, self.state, self.inputs)
        return self.outcome

    def refresh(self) -> Json | None:
        """The inputs as read anew; None when it is gone."""
        self.org.forget()
        found = operations.read(self.kind, self.org, self.id, self.state, self.inputs)
        if found is None:
            return None
        self.outcome, inputs = found
        return inputs

    def delete(self) -> None:
        self.org.forget()
        operations.delete(self.kind, self.org, self.id, self.state)

    def _with(self, inputs: Json) -> Json:
        return {name: value for name, value in (self.inputs | inputs).items() if value is not None}


def imported(kind: ResourceType, org: RecordedOrg, id: str) -> tuple[Json, Json]:
    """The state and the inputs that an import gives."""
    org.forget()
    found = operations.read(kind, org, id, {}, {})
    assert found is not None
    return found[0].outputs, found[1]
