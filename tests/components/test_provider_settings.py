"""Where the provider takes its org and its credentials from."""

import pytest

from components.provider_settings import Setting, read_provider_settings


def test_the_configuration_comes_before_the_environment() -> None:
    settings = read_provider_settings({"okta:orgName": "acme"}, {"OKTA_ORG_NAME": "other", "OKTA_BASE_URL": "okta.com"})
    assert settings.org_name == Setting("okta:orgName", "acme")
    assert settings.base_url == Setting("OKTA_BASE_URL", "okta.com")


def test_an_empty_value_is_none() -> None:
    settings = read_provider_settings({"okta:orgName": ""}, {"OKTA_ORG_NAME": "acme", "OKTA_HTTP_PROXY": ""})
    assert settings.org_name == Setting("OKTA_ORG_NAME", "acme")
    assert settings.http_proxy is None


def test_an_api_token_is_not_oauth() -> None:
    assert read_provider_settings({"okta:apiToken": "hush"}, {"OKTA_API_TOKEN": "hush"}).oauth is None


@pytest.mark.parametrize("key", ["okta:accessToken", "okta:clientId", "okta:privateKey"])
def test_of_oauth_credentials_only_the_place_is_kept(key: str) -> None:
    assert read_provider_settings({key: "hush"}, {}).oauth == Setting(key, "")


def test_the_org_s_host_is_put_together_from_name_and_domain() -> None:
    assert read_provider_settings({"okta:orgName": "acme", "okta:baseUrl": "okta.com"}, {}).org_host == "acme.okta.com"
