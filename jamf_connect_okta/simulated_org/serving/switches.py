"""The switches of a running org, over HTTP: `/simulated-org/switches`, which no real org has.

    curl -X PUT $ORG/simulated-org/switches -H "Authorization: SSWS $TOKEN" \\
        -d '{"rate_limits": true, "faults": [{"kind": "refusal", "status": 503, "path": "/api/v1/apps*", "times": 2}]}'

GET shows them. PUT sets all of them: what it leaves out is switched off. They end with the process. Calls to this path
are neither limited nor hit by faults, and take the org's API token only.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Endpoint, ok
from jamf_connect_okta.simulated_org.core.errors import validation
from jamf_connect_okta.simulated_org.core.faults import Fault
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.unknowns import Unknowns

PATH = "/simulated-org/switches"


class Switches(BaseModel):
    """All switches of an org; the defaults are those of an org that just started."""

    model_config = ConfigDict(extra="forbid")

    rate_limits: bool = False
    faults: list[Annotated[Fault, Field(discriminator="kind")]] = []
    unknowns: Unknowns = Unknowns()


def get_switches(call: Call) -> Answer:
    """GET."""
    return _shown(call.org)


def set_switches(call: Call) -> Answer:
    """PUT."""
    call.json()
    try:
        switches = Switches.model_validate_json(call.content)
    except ValidationError as error:
        causes = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise validation("switches", *causes) from None
    call.org.rate_limits.enforced = switches.rate_limits
    call.org.faults.switch_on(*switches.faults)
    call.org.unknowns = switches.unknowns
    return _shown(call.org)


def _shown(org: Org) -> Answer:
    switches = Switches(
        rate_limits=org.rate_limits.enforced, faults=list(org.faults.switched_on), unknowns=org.unknowns
    )
    return ok(switches.model_dump(mode="json"))


ENDPOINTS = (Endpoint("GET", PATH, get_switches), Endpoint("PUT", PATH, set_switches))
