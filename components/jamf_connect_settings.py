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
    """Who the profiles are of, as a Mac shows it; empty for the org's host."""
    passthrough_auth: bool = False
    """Whether the password typed in Okta's page is handed to the Mac."""
    new_password: bool = False
    """Whether people choose a local password of their own."""
    create_jamf_connect_password: bool = True
    """Whether the menu bar app learns the password at sign-in."""
    ignore_admin: bool = False
    """Whether account types are left alone, whatever the admin groups say."""
    create_admin_user: bool = False
    """Whether a new account is an administrator's."""
    scope_separator: Literal["space", "plus"] = "space"
    """What stands between scopes: a space, as Okta wants it, or a plus sign."""
    short_name_claim: str = ""
    """The claim that names the local account; empty for the login's first part."""
    deny_local: bool = False
    """Whether Local Login is taken away, which asks for no second factor."""
    deny_local_excluded: Names = ()
    """Local accounts that keep Local Login; needs `denyLocal`."""
    local_fallback: bool = False
    """Whether Local Login is there without a network; needs `denyLocal`."""
    default_local: bool = False
    """Whether the login window starts with Local Login."""
    migrate: bool = False
    """Whether existing accounts become those of their person in Okta; needs `denyLocal`."""
    migrate_users_hide: Names = ()
    """Local accounts that are not offered for migration."""
    create_new_user_hide: bool = False
    """Whether people may only migrate an account, and make no new one."""
    demobilize_users: bool = False
    """Whether mobile accounts of Active Directory become local ones."""
    file_vault: bool = False
    """Whether FileVault is turned on for the first person who signs in."""
    file_vault_recovery_key: bool = False
    """Whether its recovery key is kept on the Mac; needs `fileVault`."""
    file_vault_recovery_key_path: str = ""
    """Where it is written; needs `fileVaultRecoveryKey`."""
    file_vault_auto_login: bool = True
    """Whether unlocking FileVault signs in as well, as macOS has it; false makes people sign in with Jamf Connect,
    too."""
    activate_login_window: bool = False
    """Whether the login window becomes Jamf Connect's."""
    network_check: int = 60
    """Minutes between two password checks of the menu bar app; 0 for none."""
    change_password_url: str = ""
    """Where people change their password; empty for Okta's own page."""
    reset_password_url: str = ""
    """Where people reset a forgotten password; empty for Okta's own page."""
    help_url: str = ""
    """The page behind the help button."""
    license_file: str = ""
    """The licence file as Base64."""
    extra_login_keys: dict[str, Any] = Field(default_factory=dict)
    """Further preference keys of `com.jamf.connect.login`, as keys and values; what the stack decides is refused
    here."""
    extra_menu_bar_keys: dict[str, Any] = Field(default_factory=dict)
    """Further preference keys of `com.jamf.connect`, likewise."""
