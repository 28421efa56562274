"""From where a client may be used at all: blocklists, and the client's own network restriction."""

from __future__ import annotations

from jamf_connect_okta.simulated_org.core.api import Call
from jamf_connect_okta.simulated_org.core.errors import OAuthError
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.policy_evaluation.addresses import blocking_zone, in_zone
from jamf_connect_okta.simulated_org.policy_evaluation.words import Reason
from jamf_connect_okta.simulated_org.sign_in.attempts import address_of
from jamf_connect_okta.simulated_org.sign_in.records import record_denied


def check_blocklists(call: Call) -> None:
    """Refuses an address in a blocklist zone before anything else is looked at. Raises OAuthError.

    That it acts before policies is documented; what Okta answers is not: this is the general refusal of its catalogue.
    """
    address = address_of(call)
    if zone := blocking_zone(call.org, address):
        words = f"{address} lies in the blocklist zone '{zone['document']['name']}'"
        record_denied(call, call.path, "", "", Reason("blocked_zone", words))
        raise OAuthError(403, "access_denied", "The resource owner or authorization server denied the request.")


def check_client_network(call: Call, app: Document) -> None:
    """Refuses an address outside of the networks that the app is restricted to. Raises OAuthError."""
    network = app["document"]["settings"]["oauthClient"].get("network") or {}
    if network.get("connection") != "ZONE":
        return
    address = address_of(call)
    include, exclude = network.get("include") or [], network.get("exclude") or []
    inside = not include or any(in_zone(call.org, zone_id, address) for zone_id in include)
    if not inside or any(in_zone(call.org, zone_id, address) for zone_id in exclude):
        words = f"{address} lies outside of the zones that '{app['document']['label']}' may be used from"
        record_denied(call, call.path, app["clientId"], "", Reason("client_network", words))
        raise OAuthError(403, "access_denied", "The request is made from outside the client's permitted network zones.")
