"""Jamf Connect's preference keys, in one table after Jamf's documentation and samples.

Profiles are written, checked and completed by it. Jamf Connect reads keys that are not in here.
"""

from collections.abc import Iterator

from components.preference_key import AUTHCHANGER, LOGIN, LOGINWINDOW, MENU_BAR, Kind, PreferenceKey


def known_key(domain: str, path: str) -> PreferenceKey | None:
    """The key at `path` in `domain`, if it is in the table."""
    return _BY_PATH.get((domain, path))


def keys_of(domain: str) -> Iterator[PreferenceKey]:
    """The keys of a domain."""
    return (key for key in KEYS if key.domain == domain)


def _owned(domain: str, path: str, kind: Kind, setting: str, effect: str, default: bool | None = None) -> PreferenceKey:
    return PreferenceKey(domain, path, kind, "stack", setting, effect, default)


def _setting(domain: str, path: str, kind: Kind, name: str, effect: str, default: bool | None = None) -> PreferenceKey:
    return _owned(domain, path, kind, f"jamfConnect.{name}", effect, default)


def _extra(domain: str, path: str, kind: Kind, effect: str, default: bool | None = None) -> PreferenceKey:
    return PreferenceKey(domain, path, kind, "extra", "", effect, default)


def _never(domain: str, path: str, kind: Kind, effect: str) -> PreferenceKey:
    return PreferenceKey(domain, path, kind, "never", "", effect)


_NO_SECRET = "A native app has no secret, and whatever a profile holds can be read on every Mac."
_SUCCESS_CODES = (
    "Okta answers invalid_grant to a wrong password as well as to a policy denial: counted as success, any typo would "
    "become the local password."
)
_OKTA_MODE_ONLY = "Jamf Connect reads it with the provider Okta only, never with Custom."
_HYBRID_ONLY = "It sends password checks elsewhere than to the org that people sign in to."

KEYS: tuple[PreferenceKey, ...] = (
    _owned(LOGIN, "OIDCProvider", "string", "always Custom", "Another provider looks for Okta at another address."),
    _owned(LOGIN, "OIDCClientID", "string", "mfaApp, ropgApp", "The login window signs in through this app."),
    _owned(LOGIN, "OIDCROPGID", "string", "ropgApp", "The login window checks passwords through this app."),
    _owned(
        LOGIN,
        "OIDCRedirectURI",
        "string",
        "registered on the apps",
        "Okta compares it byte for byte and refuses every sign-in when it differs.",
    ),
    _owned(LOGIN, "OIDCDiscoveryURL", "string", "okta:orgName, customDomain", "The login window finds Okta here."),
    _owned(LOGIN, "OIDCScopes", "string", "groupsClaim", "Okta puts into the ID token what the scopes ask for."),
    _setting(
        LOGIN,
        "OIDCUsePassthroughAuth",
        "boolean",
        "passthroughAuth",
        "Decides whether people type their password a second time after Okta's page.",
        default=False,
    ),
    _setting(
        LOGIN,
        "OIDCNewPassword",
        "boolean",
        "newPassword",
        "True makes people invent a local password of its own; the default differs between versions of Jamf Connect.",
    ),
    _setting(
        LOGIN,
        "CreateJamfConnectPassword",
        "boolean",
        "createJamfConnectPassword",
        "Decides whether the menu bar app knows the password from the login window or asks once more.",
    ),
    _owned(LOGIN, "OIDCAdmin", "array", "adminGroups", "Members of these groups become administrators of their Mac."),
    _owned(
        LOGIN,
        "OIDCAdminAttribute",
        "string",
        "groupsClaim.name",
        "Jamf Connect reads the groups from this claim: from another one, nobody is an administrator.",
    ),
    _setting(
        LOGIN,
        "OIDCIgnoreAdmin",
        "boolean",
        "ignoreAdmin",
        "Decides whether account types follow the admin groups at each sign-in.",
        default=False,
    ),
    _setting(
        LOGIN,
        "CreateAdminUser",
        "boolean",
        "createAdminUser",
        "Decides whether a new account starts as an administrator.",
        default=False,
    ),
    _setting(LOGIN, "OIDCShortName", "string", "shortNameClaim", "Names the local account, so also whose it is."),
    _setting(
        LOGIN,
        "DenyLocal",
        "boolean",
        "denyLocal",
        "Decides whether Local Login, which asks for no second factor, is offered.",
        default=False,
    ),
    _setting(LOGIN, "DenyLocalExcluded", "array", "denyLocalExcluded", "These local accounts may always sign in."),
    _setting(
        LOGIN,
        "LocalFallback",
        "boolean",
        "localFallback",
        "Decides whether people get into their Mac without a network.",
        default=False,
    ),
    _setting(
        LOGIN,
        "OIDCDefaultLocal",
        "boolean",
        "defaultLocal",
        "Decides whether the login window starts with a local sign-in, without Okta.",
        default=False,
    ),
    _setting(
        LOGIN,
        "Migrate",
        "boolean",
        "migrate",
        "Decides whether an existing local account is joined to the Okta account or a second one is made.",
        default=False,
    ),
    _setting(LOGIN, "MigrateUsersHide", "array", "migrateUsersHide", "These accounts are not offered for migration."),
    _setting(
        LOGIN,
        "CreateNewUserHide",
        "boolean",
        "createNewUserHide",
        "Decides whether people may make a new account instead of migrating theirs.",
        default=False,
    ),
    _setting(
        LOGIN,
        "DemobilizeUsers",
        "boolean",
        "demobilizeUsers",
        "Decides whether Active Directory mobile accounts become local ones.",
        default=False,
    ),
    _setting(
        LOGIN,
        "EnableFDE",
        "boolean",
        "fileVault",
        "Decides whether FileVault is turned on for the first person who signs in.",
        default=False,
    ),
    _setting(
        LOGIN,
        "EnableFDERecoveryKey",
        "boolean",
        "fileVaultRecoveryKey",
        "Decides whether the recovery key is kept on the Mac.",
        default=False,
    ),
    _setting(
        LOGIN,
        "EnableFDERecoveryKeyPath",
        "string",
        "fileVaultRecoveryKeyPath",
        "The recovery key is written there.",
    ),
    _setting(LOGIN, "HelpURL", "string", "helpUrl", "The help button of the login window opens it."),
    _setting(LOGIN, "ChangePasswordURL", "string", "changePasswordUrl", "People change their password there."),
    # Jamf's manifest types it as data, but Jamf's own extension attribute decodes what it reads as Base64 text.
    _setting(LOGIN, "LicenseFile", "licence", "licenseFile", "Without a valid licence Jamf Connect stops working."),
    _extra(LOGIN, "AllowNetworkSelection", "boolean", "Offers a choice of Wi-Fi networks.", default=False),
    _extra(LOGIN, "OIDCFullName", "string", "The claim that names the person."),
    _extra(LOGIN, "OIDCSecondaryAccess", "array", "Members of these groups may make a second account on a Mac."),
    _extra(LOGIN, "OIDCIgnoreCookies", "boolean", "True keeps no Okta session from one sign-in to the next.", False),
    _extra(LOGIN, "OIDCLocalAuthButton", "string", "The label of the Local Login button."),
    _extra(LOGIN, "UseUserInfo", "boolean", "Reads claims from userinfo as well."),
    _extra(LOGIN, "LAPSUser", "string", "A local administrator account."),
    _extra(LOGIN, "LoginWindowMessage", "string", "Stands in the login window."),
    _extra(LOGIN, "LoginLogo", "string", "The path of the login window's logo."),
    _extra(LOGIN, "BackgroundImage", "string", "The path of the login window's background."),
    _extra(LOGIN, "ScriptPath", "string", "The script that runs after a sign-in."),
    _extra(LOGIN, "ScriptArgs", "array", "The arguments of that script."),
    _extra(LOGIN, "EULATitle", "string", "The title of the agreement shown at sign-in."),
    _extra(LOGIN, "EULASubTitle", "string", "The subtitle of the agreement shown at sign-in."),
    _extra(LOGIN, "EULAText", "string", "The text of the agreement shown at sign-in."),
    _extra(LOGIN, "EULAPath", "string", "Where it is noted who agreed."),
    _never(LOGIN, "OIDCClientSecret", "string", _NO_SECRET),
    _never(LOGIN, "ROPGClientSecret", "string", _NO_SECRET),
    _never(LOGIN, "ROPGSuccessCodes", "array", _SUCCESS_CODES),
    _never(LOGIN, "OIDCIDTokenPath", "string", "It writes ID tokens, which are credentials, to the disk."),
    _never(LOGIN, "OIDCIDTokenPathRaw", "string", "It writes ID tokens, which are credentials, to the disk."),
    _never(LOGIN, "OIDCTenant", "string", "A Custom provider is found by its discovery URL, not by a tenant."),
    _never(LOGIN, "ROPGProvider", "string", _HYBRID_ONLY),
    _never(LOGIN, "ROPGDiscoveryURL", "string", _HYBRID_ONLY),
    _never(LOGIN, "ROPGTenant", "string", _HYBRID_ONLY),
    _never(LOGIN, "ROPGRedirectURI", "string", _HYBRID_ONLY),
    _never(LOGIN, "OIDCAccessClientID", "string", _OKTA_MODE_ONLY),
    _never(LOGIN, "OIDCAdminClientID", "string", _OKTA_MODE_ONLY),
    _never(LOGIN, "OIDCSecondaryLoginClientID", "string", _OKTA_MODE_ONLY),
    _never(LOGIN, "AuthServer", "string", _OKTA_MODE_ONLY),
    _never(LOGIN, "OIDCAuthServer", "string", _OKTA_MODE_ONLY),
    _extra(MENU_BAR, "IdPSettings", "dictionary", "The menu bar app knows nothing of Okta without it."),
    _owned(
        MENU_BAR, "IdPSettings.Provider", "string", "always Custom", "Another provider looks for Okta somewhere else."
    ),
    _owned(MENU_BAR, "IdPSettings.ROPGID", "string", "ropgApp", "The menu bar app checks passwords through this app."),
    _owned(
        MENU_BAR,
        "IdPSettings.DiscoveryURL",
        "string",
        "okta:orgName, customDomain",
        "The menu bar app finds Okta here.",
    ),
    _setting(
        MENU_BAR,
        "IdPSettings.ChangePasswordURL",
        "string",
        "changePasswordUrl",
        "The menu's Change Password opens it; without it that item does nothing.",
    ),
    _setting(
        MENU_BAR, "IdPSettings.ResetPasswordURL", "string", "resetPasswordUrl", "The menu's Reset Password opens it."
    ),
    _never(MENU_BAR, "IdPSettings.ClientSecret", "string", _NO_SECRET),
    _never(MENU_BAR, "IdPSettings.SuccessCodes", "array", _SUCCESS_CODES),
    _never(MENU_BAR, "IdPSettings.TenantID", "string", "A Custom provider is found by its discovery URL."),
    _never(MENU_BAR, "IdPSettings.OIDCClientID", "string", "The menu bar app signs in with ROPGID only."),
    _never(MENU_BAR, "IdPSettings.OktaAuthServer", "string", _OKTA_MODE_ONLY),
    _never(
        MENU_BAR, "IdPSettings.RedirectURI", "string", "The menu bar app opens no page of Okta's to come back from."
    ),
    _extra(MENU_BAR, "PasswordPolicies", "dictionary", "How the menu bar app looks after passwords."),
    _setting(
        MENU_BAR,
        "PasswordPolicies.NetworkCheck",
        "integer",
        "networkCheck",
        "So many minutes pass before a password changed in Okta reaches the Mac; 0 means never.",
    ),
    _extra(MENU_BAR, "PasswordPolicies.ExpirationCountdownStartDay", "integer", "When a countdown begins."),
    _extra(MENU_BAR, "PasswordPolicies.ExpirationNotificationStartDay", "integer", "When notifications begin."),
    _extra(MENU_BAR, "PasswordPolicies.PolicyRequirements", "dictionary", "What a new password has to have."),
    _extra(MENU_BAR, "PasswordPolicies.PolicyRequirements.minLength", "integer", "How long it is at least."),
    _extra(MENU_BAR, "PasswordPolicies.PolicyRequirements.minLowerCase", "integer", "How many small letters."),
    _extra(MENU_BAR, "PasswordPolicies.PolicyRequirements.minUpperCase", "integer", "How many capitals."),
    _extra(MENU_BAR, "PasswordPolicies.PolicyRequirements.minNumber", "integer", "How many digits."),
    _extra(MENU_BAR, "PasswordPolicies.PolicyRequirements.minSymbol", "integer", "How many symbols."),
    _extra(MENU_BAR, "PasswordPolicies.PolicyRequirements.minMatches", "integer", "How many of these rules it meets."),
    _extra(MENU_BAR, "PasswordPolicies.PolicyMessage", "string", "Tells people those rules."),
    _extra(MENU_BAR, "PasswordPolicies.SyncPasswordsMessage", "string", "Shown when passwords are out of step."),
    _extra(MENU_BAR, "SignIn", "dictionary", "How the menu bar app signs people in."),
    _extra(MENU_BAR, "SignIn.AutoAuthenticate", "boolean", "Signs in without asking."),
    _extra(MENU_BAR, "SignIn.RequireSignIn", "boolean", "Asks until people sign in."),
    _extra(MENU_BAR, "SignIn.AutoOpenAppAtLogin", "boolean", "Opens the app at login."),
    _never(MENU_BAR, "SignIn.AutoMFA", "boolean", _OKTA_MODE_ONLY),
    _never(MENU_BAR, "SignIn.MFARename", "dictionary", _OKTA_MODE_ONLY),
    _never(MENU_BAR, "SignIn.MFAExcluded", "array", _OKTA_MODE_ONLY),
    _extra(MENU_BAR, "Kerberos", "dictionary", "Gets tickets of an Active Directory."),
    _extra(MENU_BAR, "Kerberos.Realm", "string", "The realm of that directory."),
    _extra(MENU_BAR, "Appearance", "dictionary", "How the menu bar app looks."),
    _extra(MENU_BAR, "Appearance.ShowWelcomeWindow", "boolean", "Greets people at their first sign-in."),
    _extra(MENU_BAR, "HiddenMenuItems", "array", "These items are not in the menu."),
    _extra(MENU_BAR, "Scripting", "dictionary", "Scripts that the menu bar app runs."),
    _extra(MENU_BAR, "Scripting.OnAuthSuccess", "string", "Runs after a sign-in."),
    _extra(MENU_BAR, "Scripting.OnAuthFailure", "string", "Runs after a failed sign-in."),
    _extra(MENU_BAR, "LicenseFile", "licence", "May stand here or in the login window's domain."),
    _setting(
        AUTHCHANGER,
        "Arguments",
        "array",
        "activateLoginWindow",
        "Decides which login window a Mac shows once Jamf Connect is installed.",
    ),
    _setting(
        LOGINWINDOW,
        "DisableFDEAutoLogin",
        "boolean",
        "fileVaultAutoLogin",
        "Without it whoever unlocks FileVault is signed in at once, past Jamf Connect and its second factor.",
    ),
)

_BY_PATH = {(key.domain, key.path): key for key in KEYS}
