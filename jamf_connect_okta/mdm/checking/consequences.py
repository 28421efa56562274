"""What a wrong value in a profile does to the person at the Mac."""

from urllib.parse import urlsplit

from components.preference_keys import known_key
from components.secret_keys import is_secret_key
from jamf_connect_okta.mdm.checking.same import scopes, separators
from jamf_connect_okta.mdm.stack_output import StackOutput


def consequence(output: StackOutput, domain: str, key: str, found: object) -> str:
    """The consequence of `found` (None: nothing there) under `key`, as particular as it can be told."""
    particular: str | None = None
    if found is not None:
        match key:
            case "OIDCClientID":
                particular = _login_client_id(output, found)
            case "OIDCROPGID" | "IdPSettings.ROPGID":
                particular = _ropg_client_id(output, found)
            case "OIDCDiscoveryURL" | "IdPSettings.DiscoveryURL":
                particular = _discovery_url(output, found)
            case "OIDCScopes":
                particular = _scopes(output, found)
            case "OIDCAdmin" | "OIDCAdminAttribute":
                particular = _admin(output, key, found)
            case _:
                pass
    if particular:
        return particular
    known = known_key(domain, key)
    if known:
        return known.effect
    if is_secret_key(domain, key, found):
        return "A profile can be read on every Mac, and so could this secret."
    return "It is in none of Jamf's tables that this program knows: try it on one Mac."


def _login_client_id(output: StackOutput, found: object) -> str:
    if output.design == "two-apps" and found == output.ropg_client_id:
        return "The login window signs in through the password check's app: nobody is asked for a second factor."
    return "Okta knows no login window of this stack by that client ID: its page shows an error, and nobody signs in."


def _ropg_client_id(output: StackOutput, found: object) -> str:
    if output.design == "two-apps" and found == output.oidc_client_id:
        return (
            "Passwords are checked through the login window's app, which has no password grant: every check fails "
            "(unauthorized_client), and people are asked for a password that is right."
        )
    return (
        "Okta knows no password check of this stack by that client ID: every check fails (invalid_client), and people "
        "are asked for a password that is right."
    )


def _discovery_url(output: StackOutput, found: object) -> str | None:
    if not isinstance(found, str):
        return None
    try:
        parts = urlsplit(found)
        host = parts.hostname or ""
    except ValueError:
        return "This is no address: Jamf Connect finds no Okta there."
    wanted = urlsplit(output.discovery_url)
    if host.split(".")[0].endswith("-admin"):
        return "This is the address of the admin console: nobody signs in there. Write the host without -admin."
    if parts.scheme != "https":
        return "Okta answers to https:// only: Jamf Connect finds nothing there."
    if host != wanted.hostname:
        return "Another host issues other tokens and knows none of these client IDs: nobody signs in."
    if "/oauth2/" in parts.path:
        return (
            "This is a custom authorization server: its own access policy refuses password checks (access_denied), and "
            "it has no groups scope."
        )
    if found.rstrip("/") == output.discovery_url:
        return "With a slash at its end it is another address, and Okta answers 404."
    return "Okta's discovery document is at /.well-known/openid-configuration: Jamf Connect finds nothing here."


def _scopes(output: StackOutput, found: object) -> str | None:
    if not isinstance(found, str):
        return None
    there, wanted = scopes(found), scopes(output.scopes)
    if "%2b" in found.lower():
        return (
            "An escaped plus sign is no space: Okta takes these scopes for a single one that it does not know "
            "(invalid_scope), and nobody signs in."
        )
    if "openid" not in there:
        return "Without openid Okta gives no ID token: nobody signs in."
    if len(separators(found)) > 1:
        return (
            "Spaces and plus signs together: whichever of them Jamf Connect takes, some scopes become one unknown one."
        )
    if there == wanted:
        return (
            "The scopes are the same, separated differently. Jamf asks for spaces with Okta; a plus sign works only as "
            "long as Jamf Connect passes it on as it is."
        )
    if "groups" in there - wanted:
        return "There is no groups claim that could answer the groups scope: the ID token names no group."
    if "groups" in wanted - there:
        return "Without the groups scope the ID token names no group: nobody is an administrator of their Mac."
    return None


def _admin(output: StackOutput, key: str, found: object) -> str | None:
    groups = {name.casefold() for name in output.admin_groups}
    claims = {"groups", "roles", (output.groups_claim_name or "groups").casefold()}
    words = {word.casefold() for word in (found if isinstance(found, list) else [found]) if isinstance(word, str)}
    if (key == "OIDCAdmin" and words & claims - groups) or (key == "OIDCAdminAttribute" and words & groups):
        return "Claim and group are swapped (OIDCAdmin, OIDCAdminAttribute): nobody is an administrator of their Mac."
    if key == "OIDCAdmin" and isinstance(found, str):
        return "Jamf Connect wants a list here since version 2: a single text may be read as no group at all."
    return None
