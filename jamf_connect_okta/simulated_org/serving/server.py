"""The org as a web application."""

from __future__ import annotations

import asyncio
import json
import traceback
from collections.abc import Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from jamf_connect_okta.simulated_org.core.api import Answer, Call, Caller, Endpoint
from jamf_connect_okta.simulated_org.core.errors import (
    OktaError,
    internal_error,
    malformed_body,
    method_not_allowed,
    unknown_path,
)
from jamf_connect_okta.simulated_org.core.faults import Cut, Fault, Latency, Refusal, SlowBody
from jamf_connect_okta.simulated_org.core.ids import request_id
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.rate_limits import Standing
from jamf_connect_okta.simulated_org.serving.authentication import authenticated, authorize
from jamf_connect_okta.simulated_org.serving.endpoints import ENDPOINTS
from jamf_connect_okta.simulated_org.serving.faulty_transport import cut, drip
from jamf_connect_okta.simulated_org.serving.switches import PATH as SWITCHES_PATH

_METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
_MAX_BODY = 1024 * 1024


def create_app(org: Org) -> Starlette:
    """The ASGI application that serves the org."""
    by_path: dict[str, dict[str, Endpoint]] = {}
    for endpoint in ENDPOINTS:
        by_path.setdefault(endpoint.path, {})[endpoint.method] = endpoint
    routes = [Route(path, _Path(org, methods), methods=_METHODS) for path, methods in by_path.items()]
    return Starlette(routes=[*routes, Route("/{path:path}", _Path(org, None), methods=_METHODS)])


class _Path:
    """Serves one path: authentication, the handler inside a transaction, the log."""

    def __init__(self, org: Org, endpoints: Mapping[str, Endpoint] | None) -> None:
        self._org = org
        self._endpoints = endpoints

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        content = b"".join([chunk async for chunk in request.stream()])
        faults = [] if scope["path"] == SWITCHES_PATH else self._org.faults.due(request.method, scope["path"])
        if latency := sum(fault.seconds for fault in faults if isinstance(fault, Latency)):
            await asyncio.sleep(latency)
        standing, number = self._standing(request), request_id()
        answer = self._logged(request, content, number, standing, faults)
        response = _response(answer, {**standing.headers(), "X-Okta-Request-Id": number})
        if any(isinstance(fault, Cut) for fault in faults):
            await cut(scope, receive)
        elif slowness := sum(fault.seconds for fault in faults if isinstance(fault, SlowBody)):
            await drip(response, slowness, send)
        else:
            await response(scope, receive, send)

    def _logged(self, request: Request, content: bytes, number: str, standing: Standing, faults: list[Fault]) -> Answer:
        reason: dict[str, Any] = {}
        try:
            if refusals := [fault for fault in faults if isinstance(fault, Refusal)]:
                raise refusals[0].error()
            standing.check()
            if len(content) > _MAX_BODY:
                raise malformed_body()
            answer = self._answered(request, content, number)
        except OktaError as error:
            reason = {"errorCode": error.code, "summary": error.summary, "causes": list(error.causes)}
            answer = Answer(error.status, error.body(), error.headers)
        except Exception as error:  # A bug must not look like Okta, nor stop the org.
            reason = {"errorCode": "E0000009", "summary": repr(error), "causes": traceback.format_exc().splitlines()}
            answer = Answer(500, internal_error().body())
        hit = {"faults": [fault.kind for fault in faults]} if faults else {}
        self._org.log.add(request.method, request.scope["path"], answer.status, **reason, **hit)
        return answer

    def _standing(self, request: Request) -> Standing:
        limits, client = self._org.rate_limits, None
        if limits.enforced:
            with suppress(OktaError):
                caller = authenticated(self._org, request.headers.get("authorization", ""))
                client = caller.client_id or caller.user_id
        return limits.count(request.method, request.scope["path"], client, self._org.clock().timestamp())

    def _answered(self, request: Request, content: bytes, number: str) -> Answer:
        endpoint = self._endpoint(request.method)
        caller = Caller() if endpoint.public else authenticated(self._org, request.headers.get("authorization", ""))
        authorize(endpoint, caller)
        host, port = request.scope["server"]
        query_text = request.scope["query_string"].decode("latin-1")
        call = Call(
            org=self._org,
            method=request.method,
            path=request.scope["path"],
            ids=request.path_params,
            query=dict(parse_qsl(query_text, keep_blank_values=True)),
            query_text=query_text,
            caller=caller,
            own_url=f"http://{host}:{port}",
            request_id=number,
            content=content,
            headers=request.headers,
        )
        refused: OktaError | None = None
        with self._org.store.transaction():
            try:
                return endpoint.handler(call)
            except OktaError as error:
                if not error.keeps_changes:
                    raise
                refused = error
        raise refused

    def _endpoint(self, method: str) -> Endpoint:
        if self._endpoints is None:
            raise unknown_path()
        if method not in self._endpoints:
            raise method_not_allowed()
        return self._endpoints[method]


def _response(answer: Answer, headers: Mapping[str, str]) -> Response:
    all_headers = {**headers, "Cache-Control": "no-cache, no-store", **answer.headers}
    if answer.body is None:
        return Response(status_code=answer.status, headers=all_headers)
    is_json = answer.media_type == "application/json"
    content = json.dumps(answer.body, separators=(",", ":")) if is_json else str(answer.body)
    return Response(content, answer.status, all_headers, media_type=answer.media_type)
