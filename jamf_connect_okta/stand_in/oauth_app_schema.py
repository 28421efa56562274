"""The properties of an OIDC app."""

from jamf_connect_okta.stand_in.schema import Property, at_most, block, equal_json, json_text, one_of


def _keeps_when_blank(_old: object, new: object, _others: object) -> bool:
    return not new


def _no_logo(_: object) -> str:
    return "the stand-in plugin does not upload logos; the official okta plugin does"


_TEXT = Property()
_FLAG = Property(kind="bool")
_SET = Property(kind="set")
_NOTE = Property(problem=at_most(250))
_SECRET = Property(secret=True)

OAUTH_APP = {
    "accessibilityErrorRedirectUrl": _TEXT,
    "accessibilityLoginRedirectUrl": _TEXT,
    "accessibilitySelfService": Property(kind="bool", default=False),
    "adminNote": _NOTE,
    "appLinksJson": json_text(),
    "appSettingsJson": json_text(),
    "authenticationPolicy": Property(computed=True, conflicts=("skipAuthenticationPolicy",)),
    "autoKeyRotation": Property(kind="bool", default=True),
    "autoSubmitToolbar": Property(kind="bool", default=False),
    "backchannelCustomAuthenticatorId": _TEXT,
    "clientBasicSecret": _SECRET,
    "clientBasicSecretWo": Property(secret=True, write_only=True),
    "clientBasicSecretWoVersion": Property(kind="int"),
    "clientId": Property(computed=True, replaces=True),
    "clientSecret": Property(output=True, secret=True),
    "clientUri": _TEXT,
    "consentMethod": Property(default="TRUSTED"),
    "enduserNote": _NOTE,
    "frontchannelLogoutSessionRequired": _FLAG,
    "frontchannelLogoutUri": _TEXT,
    "grantTypes": Property(kind="set", computed=True),
    "groupsClaim": block(
        name=Property(required=True),
        type=Property(required=True),
        value=Property(required=True),
        filterType=_TEXT,
        issuerMode=Property(output=True),
    ),
    "hideIos": Property(kind="bool", default=True),
    "hideWeb": Property(kind="bool", default=True),
    "implicitAssignment": _FLAG,
    "issuerMode": Property(default="ORG_URL"),
    "jwks": Property(
        kind="list",
        element=block(kid=Property(required=True), kty=Property(required=True), e=_TEXT, n=_TEXT, x=_TEXT, y=_TEXT),
    ),
    "jwksUri": _TEXT,
    "label": Property(required=True),
    "loginMode": Property(default="DISABLED"),
    "loginScopes": _SET,
    "loginUri": _TEXT,
    "logo": Property(problem=_no_logo, suppressed=_keeps_when_blank),
    "logoUri": _TEXT,
    "logoUrl": Property(output=True),
    "name": Property(output=True),
    "network": block(
        connection=Property(required=True), includes=Property(kind="list"), excludes=Property(kind="list")
    ),
    "omitSecret": Property(kind="bool", default=False),
    "participateSlo": _FLAG,
    "pkceRequired": Property(kind="bool", computed=True),
    "policyUri": _TEXT,
    "postLogoutRedirectUris": _SET,
    "preconfiguredApp": _TEXT,
    "profile": json_text(equal_json),
    "redirectUris": Property(kind="list"),
    "refreshTokenLeeway": Property(kind="int", default=0),
    "refreshTokenRotation": Property(default="STATIC"),
    "responseTypes": Property(kind="set", computed=True, element=Property(problem=one_of("code", "token", "id_token"))),
    "signOnMode": Property(output=True),
    "skipAuthenticationPolicy": Property(kind="bool", default=False),
    "status": Property(default="ACTIVE"),
    "tokenEndpointAuthMethod": Property(default="client_secret_basic"),
    "tosUri": _TEXT,
    "type": Property(required=True, replaces=True),
    "userNameTemplate": Property(default="${source.login}"),
    "userNameTemplatePushStatus": Property(suppressed=_keeps_when_blank),
    "userNameTemplateSuffix": _TEXT,
    "userNameTemplateType": Property(default="BUILT_IN"),
    "wildcardRedirect": Property(default="DISABLED"),
}
