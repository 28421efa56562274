"""Recordings of real Identity Engine orgs, replayed step by step with the shared tool's own comparison."""

from __future__ import annotations

import importlib.util
import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jamf_connect_okta.simulated_org.seed.planting import new_org
from jamf_connect_okta.simulated_org.seed.seed import AuthenticatorEntry, Seed, load_seed
from jamf_connect_okta.simulated_org.serving.running import RunningOrg
from jamf_connect_okta.simulated_org.serving.server import create_app

from .conftest import Json, Stage, client_of

SHARED = Path(__file__).resolve().parents[3] / "shared"
TOOL = SHARED / "tools" / "replay_recordings.py"
FILES = sorted((SHARED / "data" / "recordings").glob("*.json"))

# What an org says of itself, and the feature of a seed behind it.
_FEATURES = {
    "desktopMFAEnabled": "desktop_mfa",
    "itpEnabled": "identity_threat_protection",
    "op4wEnabled": "okta_personal_for_workforce",
    "pssoEnabled": "platform_sso",
}


@dataclass(frozen=True)
class Difference:
    """What one step of a recording showed otherwise here."""

    recording: str
    steps: list[Json]
    index: int
    text: str

    @property
    def step(self) -> Json:
        return self.steps[self.index]


@dataclass(frozen=True)
class Allowed:
    """A kind of object or an endpoint where the simulated org may differ."""

    concerns: Callable[[Difference], bool]
    reason: str


def differences(stage: Stage) -> list[Difference]:
    """All that the recordings have otherwise; each is asked of an org of its own, with the recorded org's features."""
    return [found for file in FILES for found in _differences(stage, file)]


def _differences(stage: Stage, file: Path) -> list[Difference]:
    steps = json.loads(file.read_text(encoding="utf-8"))
    org = new_org(_seed_like(steps))
    stage.app = create_app(org)
    found: list[Difference] = []
    counted: Counter[str] = Counter()

    def watched() -> Iterator[Json]:
        for index, step in enumerate(steps):
            yield step
            found.extend(Difference(file.stem, steps, index, text) for text in counted)
            counted.clear()

    try:
        with client_of(RunningOrg(stage.base_url, org.api_token, org)) as client:
            client.headers.update({"Accept": "application/json", "Content-Type": "application/json"})
            _tool().replay(client, watched(), counted)
        assert not [entry for entry in org.log.entries if entry["status"] >= 500]
    finally:
        org.close()
    return found


def _seed_like(steps: list[Json]) -> Seed:
    seed = load_seed()
    seed = seed.model_copy(update={"authenticators": [*seed.authenticators, *_named_from_before(steps)]})
    for step in steps:
        if step["target"] == "/.well-known/okta-organization":
            said = step["response"]["settings"]
            recorded = [name for setting, name in _FEATURES.items() if said.get(setting)]
            features = [name for name in seed.org.features if name not in _FEATURES.values()] + recorded
            return seed.model_copy(update={"org": seed.org.model_copy(update={"features": features})})
    return seed


def _named_from_before(steps: list[Json]) -> list[AuthenticatorEntry]:
    """The identity provider authenticators that rules name by id: the recorded org had them before."""
    parts: list[Json] = []
    json.loads(json.dumps([step["request"] for step in steps if "/rules" in step["target"]]), object_hook=parts.append)
    found = [part["id"] for part in parts if part.get("key") == "external_idp"]
    return [AuthenticatorEntry(key="external_idp", id=one) for one in dict.fromkeys(found)]


def _tool() -> Any:
    spec = importlib.util.spec_from_file_location(TOOL.stem, TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
