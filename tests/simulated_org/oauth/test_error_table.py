"""Every row of the error table, against the texts of Okta's own catalogue."""

from __future__ import annotations

import json
import re
from pathlib import Path

import httpx
import pytest

import jamf_connect_okta.simulated_org.oauth
from jamf_connect_okta.simulated_org.serving.running import RunningOrg

from ..conftest import Json
from ..recordings import SHARED
from .conftest import Browser, alert, values
from .error_table.authorize_rows import AUTHORIZE_ROWS
from .error_table.scene import Row, Scene
from .error_table.token_rows import TOKEN_ROWS, denying_rule

CATALOGUE = SHARED / "data" / "okta-oauth2-errors.json"

pytestmark = pytest.mark.skipif(
    not CATALOGUE.exists(), reason="../shared, which holds Okta's catalogue of OAuth errors, is not here"
)

CAN_NOT_OCCUR = {
    "no_matching_policy": "Access policies belong to custom authorization servers; the org's own has none.",
    "no_matching_scope": "Scopes are configured on custom authorization servers only.",
    "lite_user_grant_type_not_allowed": "No user of the simulated org is a lite user.",
    "multiple_password_enrollments": "Everybody has one password at most.",
}


@pytest.fixture
def scene(
    org: RunningOrg, okta: httpx.Client, mfa_app: Json, browser: Browser, mac_users: str, policies: Json
) -> Scene:
    return Scene(org, okta, mfa_app, browser, mac_users, policies)


def wording(code: str, *words: str) -> tuple[int, str, str]:
    """Status, error and text of the catalogue's entry, with these words in place of `en` and `{1}`."""
    entries = json.loads(CATALOGUE.read_text())["errors"]
    (entry,) = [entry for entry in entries if entry["internalErrorCode"] == code]
    # One text begins with an equals sign, as if it were a formula.
    text = str(entry["errorDescription"]).removeprefix("=")
    for placeholder, word in zip((r"\ben\b", r"\{1\}"), words, strict=False):
        text = re.sub(placeholder, word, text)
    return entry["statusCode"], entry["errorCode"], text


@pytest.mark.parametrize("row", [pytest.param(row, id=row.case) for row in TOKEN_ROWS])
def test_a_refused_request_is_refused_in_oktas_words(scene: Scene, row: Row) -> None:
    status, error, text = wording(row.code, *row.words)
    answer = row.ask(scene)
    body = answer.json()
    names = ("errorCode", "errorSummary") if row.where == "api" else ("error", "error_description")
    assert (answer.status_code, *(body[name] for name in names)) == (status, error, text)


@pytest.mark.parametrize("row", [pytest.param(row, id=row.case) for row in AUTHORIZE_ROWS])
def test_a_refused_sign_in_is_refused_in_oktas_words(scene: Scene, row: Row) -> None:
    _, error, text = wording(row.code, *row.words)
    answer = row.ask(scene)
    if row.where == "page":
        assert alert(answer) == (400, text)
        assert error in answer.text
    else:
        told = values(answer)
        assert (told["error"], told["error_description"]) == (error, text)


def test_a_bucket_that_is_empty_answers_as_the_management_api_does(scene: Scene) -> None:
    scene.org.org.rate_limits.enforced = True
    now = scene.org.org.clock()
    scene.org.org.clock = lambda: now
    seconds = now.timestamp()
    for _ in range(2000):
        scene.org.org.rate_limits.count("POST", "/oauth2/v1/token", None, seconds)
    answer = scene.ropg()
    assert (answer.status_code, answer.json()["errorCode"]) == (429, "E0000047")
    assert answer.headers["X-Rate-Limit-Remaining"] == "0"


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({"grant_type": "magic", "client_id": "0oaUnknown"}, "unsupported_grant_type"),
        ({"client_id": "0oaUnknown", "scope": "my.scope"}, "invalid_client"),
        ({"scope": "my.scope", "password": "wrong"}, "invalid_scope"),
        ({"password": None, "scope": "my.scope"}, "invalid_request"),
        ({"name": "ines", "password": "wrong"}, "invalid_grant"),
    ],
)
def test_of_two_mistakes_the_first_check_answers(scene: Scene, changes: Json, first: str) -> None:
    body = scene.ropg(**changes).json()
    assert body.get("error", body.get("errorCode")) == first


def test_a_grant_that_is_missing_is_told_before_a_wrong_password(scene: Scene) -> None:
    app = scene.other_app(grant_types=["authorization_code"], response_types=["code"])
    assert scene.ropg(app, password="wrong").json()["error"] == "unauthorized_client"


def test_a_denied_policy_shows_that_the_password_was_right(scene: Scene) -> None:
    _, _, denied = wording("password_auth_denied_policy")
    assert denying_rule(scene).json()["error_description"] == denied
    assert scene.ropg(password="wrong").json()["error_description"] != denied


@pytest.mark.parametrize("code", CAN_NOT_OCCUR)
def test_what_can_not_occur_here_is_nowhere_answered(code: str) -> None:
    _, _, text = wording(code)
    folder = Path(next(iter(jamf_connect_okta.simulated_org.oauth.__path__)))
    assert not [module.name for module in folder.glob("*.py") if text in module.read_text()]
