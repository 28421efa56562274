"""Turns a seed into the documents of an org's first day."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jamf_connect_okta.simulated_org.core.errors import OktaError
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.request_log import RequestLog
from jamf_connect_okta.simulated_org.core.store import Document, Store
from jamf_connect_okta.simulated_org.management.apps.app_documents import app_document
from jamf_connect_okta.simulated_org.management.authenticator_documents import new_authenticator
from jamf_connect_okta.simulated_org.management.directory.group_documents import new_group
from jamf_connect_okta.simulated_org.management.directory.memberships import add_member
from jamf_connect_okta.simulated_org.management.directory.passwords import hashed
from jamf_connect_okta.simulated_org.management.directory.user_documents import new_user
from jamf_connect_okta.simulated_org.management.policies.policy_documents import catch_all_rule, new_policy, new_rule
from jamf_connect_okta.simulated_org.management.policies.session_rules import session_actions, session_conditions
from jamf_connect_okta.simulated_org.management.zone_documents import new_zone
from jamf_connect_okta.simulated_org.seed.seed import GroupEntry, Person, Seed, SeedError

_DEFAULT_TEXT = "The default policy applies in all situations if no other policy applies."
_ACCOUNT_MANAGEMENT_TEXT = (
    "This policy defines how users must authenticate for authenticator enrollment, password reset, or unlock account."
    " Password policy rules control whether to enforce this policy for password reset and unlock account."
)
# Apps that every org has, each with an authentication policy of its own: name, label, keys of its app links.
_SYSTEM_APPS = (
    ("saasure", "Okta Admin Console", ("admin",)),
    ("okta_enduser", "Okta Dashboard", ()),
    ("okta_browser_plugin", "Okta Browser Plugin", ()),
)
_PROVIDERS = {
    "OKTA": {"type": "OKTA", "name": "OKTA"},
    "ACTIVE_DIRECTORY": {"type": "ACTIVE_DIRECTORY", "name": "acme.example"},
    "FEDERATION": {"type": "FEDERATION", "name": "FEDERATION"},
}


def new_org(
    seed: Seed, state_file: Path | None = None, *, api_token: str | None = None, log: RequestLog | None = None
) -> Org:
    """A new org as the seed describes it. Raises StateFileError, or SeedError for what Okta would refuse."""
    org = Org(Store.create(state_file), api_token or secrets.token_urlsafe(30), log or RequestLog(None))
    try:
        with org.store.transaction():
            org.store.put("meta", {"id": "org", "seed": seed.org.id_seed, "counters": {}})
            _plant(org, seed)
    except BaseException as error:
        org.close()
        if state_file is not None:
            state_file.unlink(missing_ok=True)
        if isinstance(error, OktaError):
            raise SeedError(f"Okta would refuse this seed: {'; '.join(error.causes) or error.summary}") from None
        raise
    return org


def _plant(org: Org, seed: Seed) -> None:
    org.set_meta(
        orgId=org.new_id("org"),
        userTypeId=org.new_id("userType"),
        url=seed.org.url,
        subdomain=(urlsplit(seed.org.url).hostname or "").partition(".")[0],
        company=seed.org.company,
        features=list(seed.org.features),
        clientAppAdmins=seed.org.client_app_admins,
        created=org.now(),
    )
    everyone = new_group(org, {"name": "Everyone", "description": "All users in your organization"}, kind="BUILT_IN")
    org.store.put("group", everyone)
    org.set_meta(everyoneGroupId=everyone["id"])
    _plant_policies(org, everyone, requires_factor=seed.session_requires_factor)
    _plant_zones(org, seed)
    for entry in seed.authenticators:
        made = new_authenticator(
            org, entry.key, status=entry.status, settings=entry.settings, authenticator_id=entry.id
        )
        org.store.put("authenticator", made)
    groups = _plant_groups(org, seed)
    for person in seed.people:
        _plant_person(org, person, [everyone, *(group for name in person.groups for group in groups[name])])
    owner = org.store.find("user", "login", seed.org.api_token_owner.lower())[0]
    org.set_meta(apiTokenOwnerId=owner["id"])


def _plant_policies(org: Org, everyone: Document, *, requires_factor: bool) -> None:
    for_everyone = {"people": {"groups": {"include": [everyone["id"]]}}}
    session = new_policy(
        org, "OKTA_SIGN_ON", "Default Policy", description=_DEFAULT_TEXT, system=True, conditions=for_everyone
    )
    org.store.put("policy", session)
    sign_on: dict[str, Any] = {"access": "ALLOW", "requireFactor": requires_factor}
    rule = new_rule(
        org,
        session,
        "Default Rule",
        priority=1,
        conditions=session_conditions(org, {}),
        actions=session_actions({"signon": {**sign_on, "primaryFactor": "PASSWORD_IDP"}}),
        system=True,
    )
    org.store.put("rule", rule)
    enrollment = new_policy(org, "PROFILE_ENROLLMENT", "Default Policy", description="Default policy", system=True)
    org.store.put("policy", enrollment)
    org.set_meta(profileEnrollmentPolicyId=enrollment["id"])
    password_conditions = {**for_everyone, "authProvider": {"provider": "OKTA"}}
    password = new_policy(
        org,
        "PASSWORD",
        "Default Policy",
        description=_DEFAULT_TEXT,
        system=True,
        conditions=password_conditions,
        settings=_PASSWORD_SETTINGS,
    )
    org.store.put("policy", password)
    for name, label, links in _SYSTEM_APPS:
        policy = _authentication_policy(org, label)
        _plant_system_app(org, name, label, links, policy)
    default = _authentication_policy(org, "Any two factors", description="Require two factors to access.", system=True)
    org.set_meta(defaultAccessPolicyId=default["id"])
    _authentication_policy(
        org,
        "Okta Account Management Policy",
        description=_ACCOUNT_MANAGEMENT_TEXT,
        resource_type="END_USER_ACCOUNT_MANAGEMENT",
    )


# The default password policy of an org, as recorded.
_PASSWORD_SETTINGS = {
    "password": {
        "complexity": {
            "minLength": 8,
            "minLowerCase": 1,
            "minUpperCase": 1,
            "minNumber": 1,
            "minSymbol": 0,
            "excludeUsername": True,
            "dictionary": {"common": {"exclude": False}},
            "excludeAttributes": [],
        },
        "age": {"maxAgeDays": 0, "expireWarnDays": 0, "minAgeMinutes": 0, "historyCount": 5},
        "lockout": {
            "maxAttempts": 10,
            "autoUnlockMinutes": 0,
            "userLockoutNotificationChannels": [],
            "showLockoutFailures": False,
        },
    },
    "recovery": {
        "factors": {
            "recovery_question": {"status": "INACTIVE", "properties": {"complexity": {"minLength": 4}}},
            "okta_email": {"status": "INACTIVE", "properties": {"recoveryToken": {"tokenLifetimeMinutes": 60}}},
            "okta_sms": {"status": "INACTIVE"},
            "okta_call": {"status": "INACTIVE"},
        }
    },
    "delegation": {"options": {"skipUnlock": False}},
}


def _authentication_policy(
    org: Org, name: str, *, description: str | None = None, system: bool = False, resource_type: str = "APP"
) -> Document:
    policy = new_policy(org, "ACCESS_POLICY", name, description=description, system=system, resource_type=resource_type)
    org.store.put("policy", policy)
    org.store.put("rule", catch_all_rule(org, policy, constraints=None))
    return policy


def _plant_system_app(org: Org, name: str, label: str, links: tuple[str, ...], policy: Document) -> None:
    app_id = org.new_id("app")
    body: dict[str, Any] = {"name": name, "label": label, "signOnMode": "OPENID_CONNECT"}
    settings: dict[str, Any] = {"oauthClient": {"grant_types": [], "response_types": []}}
    document = app_document(org, app_id, {**body, "settings": settings}, status="ACTIVE", created=org.now())
    # Recorded: Okta's own apps show no OAuth client, no notes, and links of their own.
    del document["credentials"]["oauthClient"], document["settings"]["oauthClient"], document["settings"]["notes"]
    del document["visibility"]["autoLaunch"]
    document["visibility"]["appLinks"] = dict.fromkeys(links, True)
    if document["universalLogout"]:
        document["universalLogout"] = {"status": "UNSUPPORTED"}
    app = {"id": app_id, "policyId": policy["id"], "clientId": None, "clientSecret": None, "idToken": {}}
    org.store.put("app", {**app, "document": document})


def _plant_zones(org: Org, seed: Seed) -> None:
    blocked = {"type": "IP", "name": "BlockedIpZone", "usage": "BLOCKLIST"}
    org.store.put("zone", new_zone(org, blocked, system=True))
    org.store.put("zone", new_zone(org, {"type": "IP", "name": "LegacyIpZone"}, system=True))
    for entry in seed.zones:
        gateways = [{"value": gateway} for gateway in entry.gateways]
        body = {"type": "IP", "name": entry.name, "usage": entry.usage, "status": entry.status, "gateways": gateways}
        org.store.put("zone", new_zone(org, body, zone_id=entry.id))


def _plant_groups(org: Org, seed: Seed) -> dict[str, list[Document]]:
    """The groups by the names that people may use for them."""
    planted: dict[str, list[Document]] = {}
    for entry in seed.groups:
        for name in entry.names():
            group = _group(org, entry, name)
            org.store.put("group", group)
            planted.setdefault(entry.name, []).append(group)
            if entry.count is not None:
                planted[name] = [group]
    return planted


def _group(org: Org, entry: GroupEntry, name: str) -> Document:
    profile = {"name": name, "description": entry.description}
    if entry.source == "okta":
        return new_group(org, profile, group_id=entry.id)
    domain = _PROVIDERS["ACTIVE_DIRECTORY"]["name"]
    profile |= {
        "samAccountName": name,
        "windowsDomainQualifiedName": f"{domain.partition('.')[0].upper()}\\{name}",
        "groupType": "Security",
        "groupScope": "Global",
    }
    # `source` is the directory that masters the group; expression language calls it active_directory.
    return {**new_group(org, profile, kind="APP_GROUP", group_id=entry.id), "source": entry.source}


def _plant_person(org: Org, person: Person, groups: list[Document]) -> None:
    profile = {
        "login": person.login,
        "email": person.login,
        "firstName": person.first_name,
        "lastName": person.last_name,
    }
    user = new_user(
        org,
        profile,
        status=person.status,
        provider=_PROVIDERS[person.provider],
        password=hashed(person.password) if person.password else None,
        user_id=person.id,
    )
    user |= {
        "temporaryPassword": person.temporary_password,
        "factors": list(person.factors),
        "roles": [{"id": org.new_id("role"), "type": role} for role in person.roles],
    }
    org.store.put("user", user)
    for group in groups:
        add_member(org, group, user["id"])
