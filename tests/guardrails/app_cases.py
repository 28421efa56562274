"""What the rules for the apps and their API scopes say."""

from dataclasses import replace

from guardrails.facts import API_SCOPES, UNKNOWN

from .cases import breaks, passes, waits
from .hand_made import GONE, hand_made, resource, without

_OTHER = resource(
    "mobile", "okta:app/oAuth:OAuth", {"label": "Expenses", "type": "web", "redirectUris": ["https://e.example"]}
)
_UNPROTECTED = resource(
    "check", "okta:app/oAuth:OAuth", {"label": "Jamf Connect"}, protect=False, org_host="acme.okta.invalid"
)

CASES = [
    passes("native-app", "both apps are native"),
    passes("native-app", "an app of somebody else's is a web app", hand_made(_OTHER)),
    breaks("native-app", "an app is a web app", "check", hand_made(check={"type": "web"})),
    waits("native-app", "the type is not known", "check", hand_made(check={"type": UNKNOWN})),
    passes("no-client-secret", "apps send their client ID alone"),
    breaks("no-client-secret", "nothing is said", "window", hand_made(window={"tokenEndpointAuthMethod": GONE})),
    breaks(
        "no-client-secret",
        "a secret is sent",
        "check",
        hand_made(check={"tokenEndpointAuthMethod": "client_secret_post"}),
    ),
    waits(
        "no-client-secret", "the method is not known", "check", hand_made(check={"tokenEndpointAuthMethod": UNKNOWN})
    ),
    passes("no-token-response-type", "the front channel carries a code and an ID token"),
    passes(
        "no-token-response-type",
        "nothing is said and there is no implicit grant",
        hand_made(window={"responseTypes": GONE, "grantTypes": ["authorization_code"]}),
    ),
    breaks(
        "no-token-response-type",
        "the front channel carries an access token",
        "check",
        hand_made(check={"responseTypes": ["id_token", "token"]}),
    ),
    breaks("no-token-response-type", "nothing is said", "check", hand_made(check={"responseTypes": GONE})),
    waits(
        "no-token-response-type",
        "one type is not known",
        "check",
        hand_made(check={"responseTypes": ["code", UNKNOWN]}),
    ),
    passes("redirect-uri", "it is Jamf Connect's"),
    breaks(
        "redirect-uri",
        "there is a second one",
        "check",
        hand_made(check={"redirectUris": ["https://127.0.0.1/jamfconnect", "https://e.example"]}),
    ),
    breaks(
        "redirect-uri",
        "it has another scheme",
        "window",
        hand_made(window={"redirectUris": ["http://127.0.0.1/jamfconnect"]}),
    ),
    breaks(
        "redirect-uri",
        "Okta's example stands in an app that is labelled as Jamf Connect's",
        "window",
        hand_made(window={"label": "Jamf-Connect MFA", "redirectUris": ["com.okta.acme:/callback"]}),
    ),
    waits(
        "redirect-uri",
        "it is not known of an app that is labelled as Jamf Connect's",
        "window",
        hand_made(window={"label": "JAMF CONNECT", "redirectUris": UNKNOWN}),
    ),
    passes("no-sign-out-uri", "there is none"),
    passes("no-sign-out-uri", "the list is empty", hand_made(check={"postLogoutRedirectUris": []})),
    breaks(
        "no-sign-out-uri", "there is one", "check", hand_made(check={"postLogoutRedirectUris": ["http://localhost"]})
    ),
    waits("no-sign-out-uri", "it is not known", "check", hand_made(check={"postLogoutRedirectUris": UNKNOWN})),
    passes("pkce-explicit", "it is required"),
    passes("pkce-explicit", "it is turned off", hand_made(check={"pkceRequired": False})),
    breaks("pkce-explicit", "nothing is said", "window", hand_made(window={"pkceRequired": GONE})),
    waits("pkce-explicit", "it is not known", "check", hand_made(check={"pkceRequired": UNKNOWN})),
    passes("consent-trusted", "nothing is said"),
    passes("consent-trusted", "consent is trusted", hand_made(check={"consentMethod": "TRUSTED"})),
    breaks("consent-trusted", "consent is asked for", "check", hand_made(check={"consentMethod": "REQUIRED"})),
    waits("consent-trusted", "it is not known", "check", hand_made(check={"consentMethod": UNKNOWN})),
    passes("issuer-fixed", "nothing is said"),
    passes("issuer-fixed", "it is the custom domain", hand_made(check={"issuerMode": "CUSTOM_URL"})),
    breaks("issuer-fixed", "it follows the request", "check", hand_made(check={"issuerMode": "DYNAMIC"})),
    waits("issuer-fixed", "it is not known", "check", hand_made(check={"issuerMode": UNKNOWN})),
    passes("app-protected", "both apps are protected"),
    breaks("app-protected", "an app is not", "check", hand_made(_UNPROTECTED)),
    passes(
        "app-protected",
        "the org is one that configuration excepts",
        hand_made(_UNPROTECTED),
        exceptHostsBelow=".invalid",
    ),
    passes(
        "app-protected", "the exception is written without a dot", hand_made(_UNPROTECTED), exceptHostsBelow="invalid"
    ),
    breaks(
        "app-protected",
        "the host only ends in the same letters",
        "check",
        hand_made(replace(_UNPROTECTED, org_host="acme.notinvalid")),
        exceptHostsBelow=".invalid",
    ),
    breaks(
        "app-protected",
        "the org is a real one, whatever configuration excepts",
        "check",
        hand_made(replace(_UNPROTECTED, org_host="acme.okta.com")),
        exceptHostsBelow=".invalid",
    ),
    breaks(
        "app-protected",
        "the org is not known, whatever configuration excepts",
        "check",
        hand_made(replace(_UNPROTECTED, org_host=None)),
        exceptHostsBelow=".invalid",
    ),
    passes("app-protected", "configuration names it as leaving", hand_made(_UNPROTECTED), leaving=["check"]),
    breaks(
        "app-protected",
        "configuration names another app as leaving",
        "check",
        hand_made(_UNPROTECTED),
        leaving=["window"],
    ),
    passes("users-read-granted", "it is granted to both apps"),
    breaks(
        "users-read-granted", "another one is granted", "check", hand_made(check_scopes={"scopes": ["okta.apps.read"]})
    ),
    breaks("users-read-granted", "nothing is granted", "window", without(hand_made(), "window-scopes")),
    waits("users-read-granted", "scopes are not known", "check-scopes", hand_made(check_scopes={"scopes": UNKNOWN})),
    passes("no-further-api-scopes", "there is only the one"),
    passes(
        "no-further-api-scopes",
        "configuration allows it",
        hand_made(check_scopes={"scopes": ["okta.groups.read"]}),
        allowed=["okta.users.read", "okta.groups.read"],
    ),
    passes(
        "no-further-api-scopes",
        "it is another app's",
        hand_made(_OTHER, resource("more", API_SCOPES, {"appId": "mobile-id", "scopes": ["okta.apps.manage"]})),
    ),
    breaks(
        "no-further-api-scopes",
        "there is another one",
        "check-scopes",
        hand_made(check_scopes={"scopes": ["okta.users.read", "okta.apps.manage"]}),
    ),
    waits("no-further-api-scopes", "scopes are not known", "check-scopes", hand_made(check_scopes={"scopes": UNKNOWN})),
    passes("grants-on-org-url", "the issuer is the org's URL"),
    breaks(
        "grants-on-org-url",
        "it is the console's",
        "check-scopes",
        hand_made(check_scopes={"issuer": "https://acme-admin.okta.com"}),
    ),
    breaks(
        "grants-on-org-url",
        "it is another org's",
        "check-scopes",
        hand_made(check_scopes={"issuer": "https://login.acme.com"}),
    ),
    breaks(
        "grants-on-org-url",
        "the provider itself is configured with the console's host",
        "check-scopes",
        hand_made(
            resource(
                "check-scopes",
                API_SCOPES,
                {"appId": "check-id", "issuer": "https://acme-admin.okta.com"},
                org_host="acme-admin.okta.com",
            )
        ),
    ),
    *(
        breaks(
            "grants-on-org-url",
            f"it is {issuer} and the org is not known",
            "check-scopes",
            hand_made(resource("check-scopes", API_SCOPES, {"appId": "check-id", "issuer": issuer}, org_host=None)),
        )
        for issuer in (
            "acme.okta.com",
            "http://acme.okta.com",
            "https://acme.okta.com/",
            "https://acme.okta.com/oauth2/default",
            "https://acme-admin.okta.com",
        )
    ),
    passes(
        "grants-on-org-url",
        "it is a plain URL and the org is not known",
        hand_made(
            resource(
                "check-scopes", API_SCOPES, {"appId": "check-id", "issuer": "https://login.acme.com"}, org_host=None
            )
        ),
    ),
    waits("grants-on-org-url", "it is not known", "check-scopes", hand_made(check_scopes={"issuer": UNKNOWN})),
]
