"""The rules for hosts: which org a stack talks to, and that a rehearsal can't be mistaken for the real thing."""

import ipaddress
from collections.abc import Iterator
from urllib.parse import urlsplit

from components.problems import Problem
from components.settings import Settings


def problems_of(settings: Settings) -> Iterator[Problem]:
    """Problems of the org's host, the custom domain and the proxy."""
    yield from _org_host(settings)
    yield from _custom_domain(settings)
    yield from _rehearsal(settings)


def _org_host(settings: Settings) -> Iterator[Problem]:
    provider = settings.provider
    for setting, source, example in (
        (provider.org_name, "okta:orgName", '"acme" for acme.okta.com'),
        (provider.base_url, "okta:baseUrl", '"okta.com"'),
    ):
        if setting is None:
            yield Problem(source, None, "Without it no profile could name the org to sign in to.", f"Write {example}.")
        elif not _is_host(setting.value):
            yield Problem(setting.source, setting.value, "This is not part of a plain host name.", f"Write {example}.")
    if provider.org_name and provider.org_name.value.endswith("-admin"):
        plain = provider.org_name.value.removesuffix("-admin")
        yield Problem(provider.org_name.source, provider.org_name.value, _ADMIN_HOST, f'Write "{plain}".')


def _custom_domain(settings: Settings) -> Iterator[Problem]:
    domain = settings.custom_domain
    if not domain:
        return
    if not _is_host(domain):
        plain = (urlsplit(domain).netloc or domain.split("/")[0]).lower()
        yield Problem(
            "customDomain",
            domain,
            "Okta compares issuers letter by letter, so this must be a bare host.",
            f'Write "{plain}".',
        )
    elif domain.split(".")[0].endswith("-admin"):
        yield Problem("customDomain", domain, _ADMIN_HOST, "Write the domain of the sign-in page.")
    elif domain == settings.provider.org_host:
        yield Problem("customDomain", domain, "This is the org's own host, not a custom domain.", "Remove it.")


def _rehearsal(settings: Settings) -> Iterator[Problem]:
    proxy, host = settings.provider.http_proxy, settings.provider.org_host
    if not settings.rehearsal:
        if proxy:
            why = f"{proxy.source} leads the provider to a simulated org: the real one would not change, unnoticed."
            yield Problem("rehearsal", False, why, f"Remove {proxy.source}, or set rehearsal to true.")
        if host.endswith(".invalid"):
            yield Problem(
                "rehearsal",
                False,
                f"{host} can only exist in a rehearsal.",
                "Set rehearsal to true, or name the real org.",
            )
        return
    if proxy is None:
        why = "Nothing leads the provider to the simulated org, so this rehearsal could reach a real one."
        yield Problem("rehearsal", True, why, "Run it with `make up` or in the environment of `jamf-connect-okta env`.")
    elif not _is_loopback(proxy.value):
        yield Problem(
            proxy.source, proxy.value, "A simulated org lives on this machine only.", "Write http://127.0.0.1:PORT."
        )
    hosts = [("okta:baseUrl", host)] + ([("customDomain", settings.custom_domain)] if settings.custom_domain else [])
    for key, name in hosts:
        if host and not name.endswith(".invalid"):
            why = "A rehearsal's host ends in .invalid, so that no mistake can make it a real one."
            yield Problem(key, name, why, f"Append .invalid: {name}.invalid.")


_ADMIN_HOST = "This is the address of the admin console; people sign in at the host without -admin."


def _is_host(name: str) -> bool:
    labels = name.split(".")
    return name == name.lower() and all(label and label.replace("-", "").isalnum() for label in labels)


def _is_loopback(url: str) -> bool:
    parts = urlsplit(url)
    if parts.scheme != "http" or parts.hostname is None:
        return False
    if parts.hostname == "localhost":
        return True
    try:
        return ipaddress.ip_address(parts.hostname).is_loopback
    except ValueError:
        return False
