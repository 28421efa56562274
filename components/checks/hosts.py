"""The rules for hosts: which org a stack talks to, and that a rehearsal can't be mistaken for the real thing."""

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from components.problems import HIDDEN, Problem
from components.provider_settings import Setting
from components.settings import Settings


def problems_of(settings: Settings) -> Iterator[Problem]:
    """Problems of the org's host, the custom domain and the proxy."""
    yield from _org_host(settings)
    yield from _custom_domain(settings)
    yield from _rehearsal(settings)


def _org_host(settings: Settings) -> Iterator[Problem]:
    org_name, base_url = settings.provider.org_name, settings.provider.base_url
    for setting, source, example in (
        (org_name, "okta:orgName", '"acme" for acme.okta.com'),
        (base_url, "okta:baseUrl", '"okta.com"'),
    ):
        if setting is None:
            yield Problem(source, None, "Without it no profile could name the org to sign in to.", f"Write {example}.")
        elif not _is_host(setting.value):
            yield Problem(
                setting.source, _shown(setting), "This is not part of a plain host name.", f"Write {example}."
            )
    if org_name and org_name.value.endswith("-admin"):
        yield Problem(org_name.source, org_name.value, _ADMIN_HOST, f'Write "{org_name.value.removesuffix("-admin")}".')
    if org_name and base_url and _names_the_org_twice(settings):
        fix = f'Write "{base_url.value.removeprefix(f"{org_name.value}.")}".'
        yield Problem(base_url.source, base_url.value, f"{org_name.source} names the org already.", fix)


def _names_the_org_twice(settings: Settings) -> bool:
    org_name, base_url = settings.provider.org_name, settings.provider.base_url
    return bool(org_name and base_url and base_url.value.startswith(f"{org_name.value}."))


def _custom_domain(settings: Settings) -> Iterator[Problem]:
    domain = settings.custom_domain
    if not domain:
        return
    if not _is_host(domain):
        plain = domain.strip().lower().rpartition("//")[2].partition("/")[0].rpartition("@")[2].partition(":")[0]
        fix = f'Write "{plain}".' if _is_host(plain) else 'Write a host, such as "login.acme.com".'
        why = "Okta compares issuers letter by letter, so this must be a bare host."
        yield Problem("customDomain", _shown(Setting("customDomain", domain)), why, fix)
    elif domain.split(".")[0].endswith("-admin"):
        yield Problem("customDomain", domain, _ADMIN_HOST, "Write the domain of the sign-in page.")
    elif domain == settings.provider.org_host:
        yield Problem("customDomain", domain, "This is the org's own host, not a custom domain.", "Remove it.")


def _rehearsal(settings: Settings) -> Iterator[Problem]:
    proxy, host = settings.provider.http_proxy, settings.provider.org_host
    if settings.rehearsal:
        yield from _rehearsal_stays_here(proxy)
        yield from _rehearsal_has_no_real_host(settings)
        return
    if proxy:
        why = f"{proxy.source} leads the provider to a simulated org: the real one would not change, unnoticed."
        yield Problem("rehearsal", False, why, f"Remove {proxy.source}, or set rehearsal to true.")
    if host.endswith(_INVALID):
        why = f"{host} can only exist in a rehearsal."
        yield Problem("rehearsal", False, why, "Set rehearsal to true, or name the real org.")


def _rehearsal_stays_here(proxy: Setting | None) -> Iterator[Problem]:
    if proxy is None:
        why = "Nothing leads the provider to the simulated org, so this rehearsal could reach a real one."
        yield Problem("rehearsal", True, why, "Run it with `make up` or in the environment of `jamf-connect-okta env`.")
    elif not _is_loopback(proxy.value):
        # A proxy's address may hold a password.
        why = "A simulated org lives on this machine only."
        yield Problem(proxy.source, HIDDEN, why, "Write http://127.0.0.1:PORT.", rests_on=("rehearsal",))


def _rehearsal_has_no_real_host(settings: Settings) -> Iterator[Problem]:
    why = "A rehearsal's host ends in .invalid, so that no mistake can make it a real one."
    domain = Setting("customDomain", settings.custom_domain) if settings.custom_domain else None
    base_url = None if _names_the_org_twice(settings) else settings.provider.base_url
    for host in filter(None, (base_url, domain)):
        if _is_host(host.value) and not f".{host.value}".endswith(_INVALID):
            fix = f"Append .invalid: {host.value}{_INVALID}."
            yield Problem(host.source, host.value, why, fix, rests_on=("rehearsal",))


_ADMIN_HOST = "This is the address of the admin console; people sign in at the host without -admin."
_INVALID = ".invalid"
_LABEL = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")


def _is_host(name: str) -> bool:
    return all(_LABEL.fullmatch(label) for label in name.split("."))


def _shown(setting: Setting) -> object:
    """The value, unless it holds credentials as a URL does."""
    return HIDDEN if "@" in setting.value else setting.value


def _is_loopback(url: str) -> bool:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
        return parts.scheme == "http" and (host == "localhost" or ipaddress.ip_address(host).is_loopback)
    except ValueError:
        return False
