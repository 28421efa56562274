"""Okta's own SDK for Python, unmodified, as a client of the simulated org."""

from __future__ import annotations

import asyncio
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from okta.client import Client
from okta.models import OpenIdConnectApplication
from okta.pagination import PaginationHelper

from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import native_app

# The SDK would take a machine's proxy even for an org on loopback.
_PROXIES = ("HTTP_PROXY", "HTTPS_PROXY")


class Sdk:
    """The SDK's client. Its calls carry the SDK's names, wait for the answer and return the model alone."""

    def __init__(self, client: Any, runner: asyncio.Runner) -> None:
        self._client = client
        self._runner = runner

    def __getattr__(self, name: str) -> Callable[..., Any]:
        def call(*args: Any, **named: Any) -> Any:
            answer = self._ask(name, *args, **named)
            assert answer[-1] is None, answer[-1]
            return answer[0]

        return call

    def refusal(self, name: str, *args: Any) -> tuple[int, str]:
        """Status and error code of a call that the org refuses."""
        error = self._ask(name, *args)[-1]
        assert error is not None
        return error.status, error.error_code

    def pages(self, name: str, *args: Any, **query: Any) -> list[list[Any]]:
        """A list page by page, as the SDK's own helper finds the way from one to the next."""
        pages: list[list[Any]] = []
        while True:
            page, answer, error = self._ask(name, *args, **query)
            assert error is None, error
            pages.append(page)
            query["after"] = PaginationHelper.extract_next_cursor(answer.headers)
            if query["after"] is None:
                return pages

    def raw(self, method: str, path: str, body: Any = None) -> Any:
        """The JSON of an answer that the SDK's models can't hold, by the SDK's own request executor; None for none."""
        executor = self._client.get_request_executor()
        request, error = self._runner.run(executor.create_request(method, path, body))
        assert error is None, error
        _, text, error = self._runner.run(executor.execute(request))
        assert error is None, error
        return json.loads(text) if text else None

    def _ask(self, name: str, *args: Any, **named: Any) -> Any:
        return self._runner.run(getattr(self._client, name)(*args, **named))


@contextmanager
def sdk_with(**settings: Any) -> Iterator[Sdk]:
    """The SDK with these settings of its client."""
    with asyncio.Runner() as runner:
        client: Any = Client(settings)
        runner.run(client.__aenter__())
        try:
            yield Sdk(client, runner)
        finally:
            runner.run(client.__aexit__(None, None, None))


@pytest.fixture(autouse=True)
def no_other_settings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The SDK finds no settings on this machine but the one that lets it talk HTTP."""
    for name in list(os.environ):
        if name in _PROXIES or name.startswith("OKTA_"):
            monkeypatch.delenv(name)
    # Where the SDK looks for files is settled when it is imported.
    for place in ("_GLOBAL_YAML_PATH", "_LOCAL_YAML_PATH"):
        monkeypatch.setattr(f"okta.config.config_setter.{place}", str(tmp_path / "okta.yaml"))
    monkeypatch.setenv("OKTA_TESTING_TESTINGDISABLEHTTPSCHECK", "true")


@pytest.fixture
def sdk(org: RunningOrg) -> Iterator[Sdk]:
    """The SDK with the administrator's API token."""
    with sdk_with(orgUrl=org.base_url, token=org.token) as sdk:
        yield sdk


@pytest.fixture
def app(sdk: Sdk) -> Any:
    """A native app."""
    return sdk.create_application(OpenIdConnectApplication.from_dict(native_app()))
