"""The OIDC app that this project declares, and Okta's least answer to it."""

from typing import Any

from jamf_connect_okta.stand_in.oauth_app import OAuthApp

APP = OAuthApp()
ROPG: dict[str, Any] = {
    "label": "Jamf Connect",
    "type": "native",
    "tokenEndpointAuthMethod": "none",
    "pkceRequired": True,
    "omitSecret": True,
    "grantTypes": ["authorization_code", "implicit", "password"],
    "responseTypes": ["code", "id_token"],
    "redirectUris": ["https://127.0.0.1/jamfconnect"],
}
CLAIM = {"name": "groups", "type": "FILTER", "filterType": "REGEX", "value": "^Mac"}
ANSWER = {
    "id": "0oa1",
    "name": "oidc_client",
    "label": "Jamf Connect",
    "status": "ACTIVE",
    "signOnMode": "OPENID_CONNECT",
    "credentials": {"oauthClient": {"client_id": "0oa1", "client_secret": "hush"}},
    "settings": {"oauthClient": {"application_type": "native"}},
}
