"""What Jamf Connect itself should do on the Macs, as the stack's section `jamfConnect` says it."""

from typing import Any, Literal

from pydantic import Field

from components.section import Names, Section


class JamfConnectSettings(Section):
    """Settings of Jamf Connect that Okta has no part in; which preference key each becomes stands in `preference_keys`.

    Defaults are Jamf's where Jamf documents one. Three are ours: the keychain item that saves people a second sign-in
    in the menu bar app, and the two password pages, which Jamf Connect has no default for with a Custom provider.
    """

    organization: str = ""
    passthrough_auth: bool = False
    new_password: bool = False
    create_jamf_connect_password: bool = True
    ignore_admin: bool = False
    create_admin_user: bool = False
    scope_separator: Literal["space", "plus"] = "space"
    short_name_claim: str = ""
    deny_local: bool = False
    deny_local_excluded: Names = ()
    local_fallback: bool = False
    default_local: bool = False
    migrate: bool = False
    migrate_users_hide: Names = ()
    create_new_user_hide: bool = False
    demobilize_users: bool = False
    file_vault: bool = False
    file_vault_recovery_key: bool = False
    file_vault_recovery_key_path: str = ""
    file_vault_auto_login: bool = True
    activate_login_window: bool = False
    network_check: int = 60
    change_password_url: str = ""
    reset_password_url: str = ""
    help_url: str = ""
    license_file: str = ""
    extra_login_keys: dict[str, Any] = Field(default_factory=dict)
    extra_menu_bar_keys: dict[str, Any] = Field(default_factory=dict)
