"""What each preference domain holds: the stack's output in Jamf Connect's keys.

In the one-app design every client ID is the one app's. In the two-app design the login window signs in through the MFA
app, which can't check passwords; all password checks go to the ROPG app.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from components.preference_key import AUTHCHANGER, LOGIN, LOGINWINDOW, MENU_BAR
from components.preference_keys import keys_of
from jamf_connect_okta.mdm.stack_output import StackOutput

Preferences = dict[str, Any]


def preferences_of(output: StackOutput) -> dict[str, Preferences]:
    """The preferences by domain. What is as Jamf Connect has it by default is left out."""
    domains = {LOGIN: _login(output), MENU_BAR: _menu_bar(output)}
    if output.settings.activate_login_window:
        # As Jamf's documentation of authchanger has it: back to macOS's own order first, then Jamf Connect's.
        domains[AUTHCHANGER] = {"Arguments": ["-reset", "-JamfConnect"]}
    if not output.settings.file_vault_auto_login:
        domains[LOGINWINDOW] = {"DisableFDEAutoLogin": True}
    return domains


def _login(output: StackOutput) -> Preferences:
    settings = output.settings
    preferences: Preferences = {
        "OIDCProvider": output.provider,
        "OIDCClientID": output.oidc_client_id,
        "OIDCROPGID": output.ropg_client_id,
        "OIDCRedirectURI": output.redirect_uri,
        "OIDCDiscoveryURL": output.discovery_url,
        "OIDCScopes": output.scopes.replace(" ", "+") if settings.scope_separator == "plus" else output.scopes,
        "OIDCUsePassthroughAuth": settings.passthrough_auth,
        "OIDCNewPassword": settings.new_password,
        "CreateJamfConnectPassword": settings.create_jamf_connect_password,
        "OIDCAdmin": list(output.admin_groups),
        "OIDCAdminAttribute": output.groups_claim_name,
        "OIDCIgnoreAdmin": settings.ignore_admin,
        "CreateAdminUser": settings.create_admin_user,
        "OIDCShortName": settings.short_name_claim,
        "DenyLocal": settings.deny_local,
        "DenyLocalExcluded": list(settings.deny_local_excluded),
        "LocalFallback": settings.local_fallback,
        "OIDCDefaultLocal": settings.default_local,
        "Migrate": settings.migrate,
        "MigrateUsersHide": list(settings.migrate_users_hide),
        "CreateNewUserHide": settings.create_new_user_hide,
        "DemobilizeUsers": settings.demobilize_users,
        "EnableFDE": settings.file_vault,
        "EnableFDERecoveryKey": settings.file_vault_recovery_key,
        "EnableFDERecoveryKeyPath": settings.file_vault_recovery_key_path,
        "HelpURL": settings.help_url,
        "ChangePasswordURL": settings.change_password_url,
        "LicenseFile": settings.license_file,
    }
    return _merged(_chosen(LOGIN, preferences), settings.extra_login_keys)


def _menu_bar(output: StackOutput) -> Preferences:
    settings = output.settings
    preferences: Preferences = {
        "IdPSettings": {
            "Provider": output.provider,
            "ROPGID": output.ropg_client_id,
            "DiscoveryURL": output.discovery_url,
            "ChangePasswordURL": settings.change_password_url,
            "ResetPasswordURL": settings.reset_password_url,
        },
        "PasswordPolicies": {"NetworkCheck": settings.network_check},
    }
    return _merged(preferences, settings.extra_menu_bar_keys)


def _chosen(domain: str, preferences: Preferences) -> Preferences:
    """Without what is nothing or what Jamf Connect does by itself."""
    defaults = {key.path: key.default for key in keys_of(domain)}
    return {
        key: value
        for key, value in preferences.items()
        if value not in (None, "", []) and (not isinstance(value, bool) or value is not defaults[key])
    }


def _merged(preferences: Preferences, extra: Mapping[str, Any]) -> Preferences:
    """With the stack's extra keys, which never take the place of its own: they were checked with the settings."""
    merged = dict(preferences)
    for key, value in extra.items():
        own = merged.get(key)
        merged[key] = _merged(own, value) if isinstance(own, dict) and isinstance(value, dict) else value
    return merged


def flat(preferences: Mapping[str, Any], path: Iterable[str] = ()) -> dict[str, Any]:
    """Preferences by path, with dots where dictionaries nest; an empty dictionary is nothing."""
    found: dict[str, Any] = {}
    for key, value in preferences.items():
        if isinstance(value, dict):
            found |= flat(value, (*path, key))
        else:
            found[".".join((*path, key))] = value
    return found
