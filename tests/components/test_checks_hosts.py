"""Which hosts a stack may name, and what keeps rehearsals and real orgs apart."""

from collections.abc import Callable
from typing import Any

import pytest

from components.problems import HIDDEN, StackProblemsError
from components.settings import Settings

from .stacks import OKTA, SIMULATED_OKTA, Told, prod, refusal_of_prod, refusal_of_rehearsal, rehearsal

LOOPBACK = "http://127.0.0.1:8099"
PLAIN_ORG = 'Write "acme" for acme.okta.com.'
PLAIN_DOMAIN = 'Write "okta.com".'

ORG_HOSTS: dict[str, tuple[dict[str, str], list[Told]]] = {
    "no org name": ({"orgName": ""}, [("okta:orgName", None, PLAIN_ORG)]),
    "no base URL": ({"baseUrl": ""}, [("okta:baseUrl", None, PLAIN_DOMAIN)]),
    "a URL as the base URL": (
        {"baseUrl": "https://okta.com"},
        [("okta:baseUrl", "https://okta.com", PLAIN_DOMAIN)],
    ),
    "a trailing slash": ({"baseUrl": "okta.com/"}, [("okta:baseUrl", "okta.com/", PLAIN_DOMAIN)]),
    "capital letters": ({"orgName": "Acme"}, [("okta:orgName", "Acme", PLAIN_ORG)]),
    "a port": ({"baseUrl": "okta.com:443"}, [("okta:baseUrl", "okta.com:443", PLAIN_DOMAIN)]),
    "the whole host as the base URL": (
        {"baseUrl": "acme.okta.com"},
        [("okta:baseUrl", "acme.okta.com", 'Write "okta.com".')],
    ),
    "the admin console's host": ({"orgName": "acme-admin"}, [("okta:orgName", "acme-admin", 'Write "acme".')]),
}


@pytest.mark.parametrize(("changes", "told"), ORG_HOSTS.values(), ids=ORG_HOSTS.keys())
def test_the_org_needs_a_plain_host(changes: dict[str, str], told: list[Told]) -> None:
    assert refusal_of_prod(OKTA | changes) == told


def test_a_host_from_the_environment_is_named_after_its_variable() -> None:
    told = refusal_of_prod({}, {"OKTA_ORG_NAME": "acme-admin", "OKTA_BASE_URL": "Okta.com"})
    assert told == [
        ("OKTA_BASE_URL", "Okta.com", PLAIN_DOMAIN),
        ("OKTA_ORG_NAME", "acme-admin", 'Write "acme".'),
    ]


@pytest.mark.parametrize(
    "okta",
    [
        {"orgName": "acme", "baseUrl": "okta.com"},
        {"orgName": "dev-12345", "baseUrl": "oktapreview.com"},
        {"orgName": "acme", "baseUrl": "okta-emea.com"},
        {"orgName": "administrators", "baseUrl": "okta.com"},
    ],
    ids=lambda okta: ".".join(okta.values()),
)
def test_an_org_s_plain_host_is_fine(okta: dict[str, str]) -> None:
    assert prod(okta).provider.org_host == ".".join(okta.values())


CUSTOM_DOMAINS: dict[str, tuple[str, str]] = {
    "a URL": ("https://login.acme.com", 'Write "login.acme.com".'),
    "a URL with a trailing slash": ("https://login.acme.com/", 'Write "login.acme.com".'),
    "a trailing slash": ("login.acme.com/", 'Write "login.acme.com".'),
    "a path": ("login.acme.com/oauth2/default", 'Write "login.acme.com".'),
    "capital letters": ("Login.Acme.com", 'Write "login.acme.com".'),
    "a space": (" login.acme.com", 'Write "login.acme.com".'),
    "a port": ("login.acme.com:8443", 'Write "login.acme.com".'),
    "half a bracket": ("https://[login.acme.com", 'Write a host, such as "login.acme.com".'),
    "the admin console's host": ("acme-admin.okta.com", "Write the domain of the sign-in page."),
    "the org's own host": ("acme.okta.com", "Remove it."),
}


@pytest.mark.parametrize(("domain", "fix"), CUSTOM_DOMAINS.values(), ids=CUSTOM_DOMAINS.keys())
def test_a_custom_domain_is_a_bare_host_of_its_own(domain: str, fix: str) -> None:
    assert refusal_of_prod(customDomain=domain) == [("customDomain", domain, fix)]


def test_a_custom_domain_with_a_user_is_told_without_its_password() -> None:
    told = refusal_of_prod(customDomain="https://ines:hush@login.acme.com")
    assert told == [("customDomain", HIDDEN, 'Write "login.acme.com".')]


@pytest.mark.parametrize("domain", [" login.acme.com", "login.acme.com:8443", "https://ines@login.acme.com"])
def test_the_suggested_custom_domain_is_accepted(domain: str) -> None:
    ((_, _, fix),) = refusal_of_prod(customDomain=domain)
    prod(customDomain=fix.partition('"')[2].rpartition('"')[0])


@pytest.mark.parametrize("domain", ["", "login.acme.com", "id.acme.co.uk", "sign-in.acme.com"])
def test_a_custom_domain_or_none_is_fine(domain: str) -> None:
    assert prod(customDomain=domain).custom_domain == domain


def test_a_real_org_s_stack_takes_no_proxy_from_its_configuration() -> None:
    assert refusal_of_prod(OKTA | {"httpProxy": LOOPBACK}) == [
        ("rehearsal", False, "Remove okta:httpProxy, or set rehearsal to true.")
    ]


def test_a_real_org_s_stack_takes_no_proxy_from_the_environment() -> None:
    assert refusal_of_prod(OKTA, {"OKTA_HTTP_PROXY": LOOPBACK}) == [
        ("rehearsal", False, "Remove OKTA_HTTP_PROXY, or set rehearsal to true.")
    ]


def test_only_a_rehearsal_has_an_invalid_host() -> None:
    assert refusal_of_prod({"orgName": "acme", "baseUrl": "okta.invalid"}) == [
        ("rehearsal", False, "Set rehearsal to true, or name the real org.")
    ]


def test_a_rehearsal_without_a_proxy_could_reach_a_real_org() -> None:
    assert refusal_of_rehearsal({"orgName": "acme", "baseUrl": "okta.invalid"}) == [
        ("rehearsal", True, "Run it with `make up` or in the environment of `jamf-connect-okta env`.")
    ]


def test_a_rehearsal_s_host_ends_in_invalid() -> None:
    assert refusal_of_rehearsal(SIMULATED_OKTA | {"baseUrl": "okta.com"}) == [
        ("okta:baseUrl", "okta.com", "Append .invalid: okta.com.invalid.")
    ]


def test_the_host_of_a_rehearsal_is_told_under_the_name_of_its_variable() -> None:
    environment = {"OKTA_ORG_NAME": "acme", "OKTA_BASE_URL": "okta.com", "OKTA_HTTP_PROXY": LOOPBACK}
    assert [key for key, _, _ in refusal_of_rehearsal({}, environment)] == ["OKTA_BASE_URL"]


def test_a_missing_base_url_is_one_problem_in_a_rehearsal() -> None:
    assert refusal_of_rehearsal(SIMULATED_OKTA | {"baseUrl": ""}) == [("okta:baseUrl", None, PLAIN_DOMAIN)]


def test_a_rehearsal_s_custom_domain_ends_in_invalid() -> None:
    assert refusal_of_rehearsal(customDomain="login.acme.com") == [
        ("customDomain", "login.acme.com", "Append .invalid: login.acme.com.invalid.")
    ]


@pytest.mark.parametrize(
    "proxy",
    [
        "http://proxy.acme.com:3128",
        "http://10.0.0.7:8099",
        "http://127.0.0.1.acme.com:8099",
        "https://127.0.0.1:8099",
        "127.0.0.1:8099",
        "http://[::1:8099",
    ],
)
def test_a_rehearsal_s_proxy_is_on_this_machine(proxy: str) -> None:
    expected = [("okta:httpProxy", HIDDEN, "Write http://127.0.0.1:PORT.")]
    assert refusal_of_rehearsal(SIMULATED_OKTA | {"httpProxy": proxy}) == expected


@pytest.mark.parametrize(
    "read", [rehearsal, prod], ids=["which leads out of a rehearsal", "which leads into a simulated org"]
)
def test_a_proxy_s_password_stays_secret(read: Callable[..., Settings]) -> None:
    with pytest.raises(StackProblemsError) as refused:
        read(SIMULATED_OKTA | {"httpProxy": "http://ines:hush@proxy.acme.com:3128"})
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    "proxy", ["http://127.0.0.1:8099", "http://localhost:8099", "http://[::1]:8099", "http://127.0.0.2:1"]
)
def test_any_loopback_address_leads_to_a_rehearsal(proxy: str) -> None:
    assert rehearsal({"orgName": "acme", "baseUrl": "okta.invalid"}, {"OKTA_HTTP_PROXY": proxy}).rehearsal


def test_a_rehearsal_may_have_a_custom_domain_that_can_t_exist() -> None:
    changes: dict[str, Any] = {"customDomain": "login.acme.invalid"}
    assert rehearsal(**changes).discovery_url == "https://login.acme.invalid/.well-known/openid-configuration"


def test_a_password_in_the_base_url_stays_secret() -> None:
    assert "hush" not in str(refusal_of_prod(OKTA | {"baseUrl": "https://ines:hush@okta.com"}))


@pytest.mark.parametrize("base_url", ["https://okta.com", "acme.okta.com"])
def test_invalid_is_appended_to_nothing_but_a_right_host(base_url: str) -> None:
    told = refusal_of_rehearsal(SIMULATED_OKTA | {"baseUrl": base_url})
    assert not [fix for _, _, fix in told if fix.startswith("Append .invalid")]


def test_invalid_is_appended_to_no_url() -> None:
    told = refusal_of_rehearsal(customDomain="https://login.acme.com")
    assert not [fix for _, _, fix in told if fix.startswith("Append .invalid")]
