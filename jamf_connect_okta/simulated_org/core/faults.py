"""Faults of the network and of Okta, for chosen calls: nothing fails until a fault is switched on."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from jamf_connect_okta.simulated_org.core.errors import OktaError, internal_error, too_many_requests

_MAX_SECONDS = 120


class _Fault(BaseModel):
    """Which calls a fault hits: those to `path` (`*` stands for anything) by `method`.

    The first `skip` of them pass, the next `times` are hit (all, when that is None), later ones pass again.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    path: str = "*"
    method: Literal["*", "GET", "POST", "PUT", "DELETE"] = "*"
    skip: int = Field(default=0, ge=0)
    times: int | None = Field(default=None, ge=1)

    def fits(self, method: str, path: str) -> bool:
        """Whether the call is one of those that count."""
        return self.method in ("*", method) and fnmatchcase(path, self.path)


class Latency(_Fault):
    """The org waits `seconds` before it looks at the call."""

    kind: Literal["latency"] = "latency"
    seconds: float = Field(gt=0, le=_MAX_SECONDS)


class Refusal(_Fault):
    """The org answers with 429 or a 5xx, and does nothing."""

    kind: Literal["refusal"] = "refusal"
    status: Literal[429, 500, 502, 503, 504]

    def error(self) -> OktaError:
        """The answer. A 500 is Okta's E0000009; what Okta's gateway sends with 502 to 504 is not recorded."""
        if self.status == 429:
            return too_many_requests()
        error = internal_error()
        error.status = self.status
        return error


class Cut(_Fault):
    """The org does what it was asked, and the connection ends before its answer."""

    kind: Literal["cut"] = "cut"


class SlowBody(_Fault):
    """The headers come at once, the body drips in over `seconds`."""

    kind: Literal["slow_body"] = "slow_body"
    seconds: float = Field(gt=0, le=_MAX_SECONDS)


Fault = Latency | Refusal | Cut | SlowBody


class Faults:
    """The faults that are switched on, and how many calls each has seen."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._seen: list[int] = []

    @property
    def switched_on(self) -> tuple[Fault, ...]:
        """The faults, as they were switched on."""
        return tuple(self._faults)

    def switch_on(self, *faults: Fault) -> None:
        """Replaces all faults; without any, nothing fails any more. Counting starts anew."""
        self._faults, self._seen = list(faults), [0] * len(faults)

    def due(self, method: str, path: str) -> list[Fault]:
        """Counts one call, and tells the faults that hit it."""
        hit: list[Fault] = []
        for index, fault in enumerate(self._faults):
            if fault.fits(method, path):
                number = self._seen[index] - fault.skip
                self._seen[index] += 1
                if number >= 0 and (fault.times is None or number < fault.times):
                    hit.append(fault)
        return hit
