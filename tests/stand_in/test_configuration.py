"""How the plugin is told where the org is and who calls."""

from pathlib import Path
from typing import Any

import pytest

from jamf_connect_okta.stand_in.configuration import configuration
from jamf_connect_okta.stand_in.errors import StandInError

PROXY = "http://127.0.0.1:8080"
KEY = {"clientId": "0oaService", "privateKey": "-----BEGIN\n", "scopes": ["okta.apps.manage"]}


@pytest.fixture(autouse=True)
def _clean_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "API_TOKEN", "ACCESS_TOKEN", "ORG_NAME", "BASE_URL"):
        monkeypatch.delenv(f"OKTA_{name}", raising=False)
    for name in ("CLIENT_ID", "PRIVATE_KEY", "PRIVATE_KEY_ID", "SCOPES"):
        monkeypatch.delenv(f"OKTA_API_{name}", raising=False)


def test_the_environment_fills_in_what_the_stack_leaves_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OKTA_HTTP_PROXY", PROXY)
    monkeypatch.setenv("OKTA_API_TOKEN", "from-environment")
    known = configuration({"orgName": "acme", "baseUrl": "okta.invalid"})
    assert (known.proxy, known.api_token) == (PROXY, "from-environment")


def test_the_stack_wins_over_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OKTA_API_TOKEN", "from-environment")
    assert configuration({"httpProxy": PROXY, "apiToken": "from-stack"}).api_token == "from-stack"


def test_an_access_token_wins_over_an_api_token_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OKTA_API_TOKEN", "api")
    known = configuration({"httpProxy": PROXY, "accessToken": "access"})
    assert (known.access_token, known.api_token) == ("access", "")
    assert known.uses_oauth


@pytest.mark.parametrize("other", ["accessToken", "clientId", "scopes", "privateKey"])
def test_an_api_token_excludes_other_credentials(other: str) -> None:
    with pytest.raises(StandInError, match=f"okta:apiToken and okta:{other} are both set"):
        configuration({"httpProxy": PROXY, "apiToken": "t", other: "x"})


def test_without_credentials_the_official_words_are_used() -> None:
    with pytest.raises(StandInError, match="no Okta credentials provided"):
        configuration({"httpProxy": PROXY})


def test_without_a_proxy_nothing_is_reached() -> None:
    with pytest.raises(StandInError, match="stand-in plugin for rehearsals"):
        configuration({"orgName": "acme", "baseUrl": "okta.com", "apiToken": "t"})


@pytest.mark.parametrize("scopes", [["a", "b"], '["a","b"]', "a,b", "a, b"])
def test_scopes_come_as_a_list_json_or_with_commas(scopes: Any) -> None:
    known = configuration({"httpProxy": PROXY, **KEY, "scopes": scopes})
    assert known.private_key is not None
    assert known.private_key.scopes == ("a", "b")


@pytest.mark.parametrize(("missing", "named"), [("clientId", "okta:clientId"), ("scopes", "okta:scopes")])
def test_a_private_key_needs_a_client_and_scopes(missing: str, named: str) -> None:
    with pytest.raises(StandInError, match=f"{named} is not"):
        configuration({"httpProxy": PROXY, **KEY} | {missing: ""})


def test_a_private_key_may_be_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key.pem"
    file.write_text("the key")
    known = configuration({"httpProxy": PROXY, **KEY, "privateKey": str(file)})
    assert known.private_key is not None
    assert known.private_key.text == "the key"


def test_zero_counts_as_not_set() -> None:
    known = configuration({"httpProxy": PROXY, "apiToken": "t", "maxRetries": 0, "maxWaitSeconds": "60"})
    assert (known.max_retries, known.max_wait_seconds) == (5, 60)


@pytest.mark.parametrize(
    ("name", "value"),
    [("maxRetries", 101), ("requestTimeout", "301"), ("maxApiCapacity", 101), ("maxRetries", -1), ("maxRetries", "x")],
)
def test_numbers_have_limits(name: str, value: Any) -> None:
    with pytest.raises(StandInError, match=f"okta:{name} is {value!r}. It takes 1 to "):
        configuration({"httpProxy": PROXY, "apiToken": "t", name: value})


def test_the_limits_themselves_fit() -> None:
    known = configuration({"httpProxy": PROXY, "apiToken": "t", "maxRetries": 100, "requestTimeout": 300})
    assert (known.max_retries, known.request_timeout) == (100, 300)


def test_no_credential_shows_in_a_text() -> None:
    for settings in ({"apiToken": "hush"}, {"accessToken": "hush"}, KEY | {"privateKey": "hush\n"}):
        known = configuration({"httpProxy": PROXY, **settings})
        assert "hush" not in repr(known) + repr(known.private_key)
