"""A configuration profile: one preference domain in the form in which any MDM installs it.

The payload is of type `com.apple.ManagedClient.preferences`, which Apple documents for the preferences of any app, and
in which Jamf Pro keeps what is entered under Application & Custom Settings. The other form found at Jamf, the domain
itself as payload type, is no type that Apple documents, and Jamf Pro does not file it under Custom Settings.
"""

import uuid
from dataclasses import dataclass
from typing import Any

from components.preference_key import AUTHCHANGER, LOGIN, LOGINWINDOW, MENU_BAR
from jamf_connect_okta.mdm.preferences import Preferences
from jamf_connect_okta.mdm.stack_output import StackOutput

MANAGED_PREFERENCES = "com.apple.ManagedClient.preferences"


@dataclass(frozen=True)
class Profile:
    """One domain of one stack. `uuid` names the profile, `payload_uuid` the one payload in it."""

    domain: str
    display_name: str
    description: str
    organization: str
    uuid: str
    payload_uuid: str
    preferences: Preferences

    def mobileconfig(self) -> dict[str, Any]:
        """The profile as a property list.

        Identifiers are the UUIDs, as Jamf Pro has it and as its Terraform provider demands. Display names are distinct
        even within a profile: that provider tells payloads apart by them.
        """
        return {
            "PayloadType": "Configuration",
            "PayloadVersion": 1,
            "PayloadIdentifier": self.uuid,
            "PayloadUUID": self.uuid,
            "PayloadDisplayName": self.display_name,
            "PayloadDescription": self.description,
            "PayloadOrganization": self.organization,
            # Before anyone has signed in there is no user whose profile could be read.
            "PayloadScope": "System",
            "PayloadRemovalDisallowed": True,
            "PayloadContent": [
                {
                    "PayloadType": MANAGED_PREFERENCES,
                    "PayloadVersion": 1,
                    "PayloadIdentifier": self.payload_uuid,
                    "PayloadUUID": self.payload_uuid,
                    "PayloadDisplayName": f"{self.display_name}: preferences",
                    "PayloadDescription": self.description,
                    "PayloadOrganization": self.organization,
                    "PayloadContent": {self.domain: {"Forced": [{"mcx_preference_settings": self.preferences}]}},
                }
            ],
        }


def profile_of(output: StackOutput, domain: str, preferences: Preferences) -> Profile:
    """The profile of one domain."""
    name, description = _WORDS[domain]
    return Profile(
        domain=domain,
        display_name=f"{name} ({output.stack})",
        description=f"{description} Org: {output.org_host}.",
        organization=output.settings.organization,
        uuid=_uuid(output, domain, "profile"),
        payload_uuid=_uuid(output, domain, "payload"),
        preferences=preferences,
    )


def _uuid(output: StackOutput, domain: str, part: str) -> str:
    """UUID version 5 (RFC 9562) of the org's URL, the stack, the domain and the part, in capitals as macOS writes them.

    Nothing else goes into it: a profile with other settings keeps its UUIDs and takes the place of the one on a Mac.
    """
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join((output.org_url, output.stack, domain, part)))).upper()


_WORDS = {
    LOGIN: ("Jamf Connect login window", "How Jamf Connect's login window signs people in with Okta."),
    MENU_BAR: ("Jamf Connect menu bar app", "How Jamf Connect's menu bar app checks passwords with Okta."),
    AUTHCHANGER: ("Jamf Connect activation", "Makes Jamf Connect's login window the one that a Mac shows."),
    LOGINWINDOW: ("FileVault automatic login", "Keeps FileVault from signing people in past Jamf Connect."),
}
