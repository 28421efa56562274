"""Access tokens for a configured private key, one per SDK, as the official plugin fetches them."""

import threading
import time
import urllib.parse
import uuid

from jamf_connect_okta.stand_in.configuration import PrivateKey
from jamf_connect_okta.stand_in.connection import Connection
from jamf_connect_okta.stand_in.errors import ApiError, OperationError, Sdk

_TOKEN_PATH = "/oauth2/v1/token"
_ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class AccessTokens:
    """Tokens of the client credentials grant, kept until shortly before they expire."""

    def __init__(self, connection: Connection, key: PrivateKey) -> None:
        self._connection = connection
        self._key = key
        self._tokens: dict[Sdk, tuple[str, float]] = {}
        self._lock = threading.Lock()

    def token(self, sdk: Sdk) -> str:
        """A valid token of that SDK's own. Raises OperationError where Okta gives none."""
        with self._lock:
            token, expires = self._tokens.get(sdk, ("", 0.0))
            if time.monotonic() >= expires:
                token, lifetime = self._fetch(sdk)
                self._tokens[sdk] = (token, time.monotonic() + lifetime - 2)
            return token

    def _fetch(self, sdk: Sdk) -> tuple[str, float]:
        request = urllib.parse.urlencode(
            {
                "client_assertion": self._assertion(sdk),
                "client_assertion_type": _ASSERTION_TYPE,
                "grant_type": "client_credentials",
                "scope": " ".join(self._key.scopes),
            }
        )
        # The v4 SDK puts everything into the query of an empty request.
        path, form = (f"{_TOKEN_PATH}?{request}", "") if sdk == "v4" else (_TOKEN_PATH, request)
        try:
            answer = self._connection.call(sdk, "POST", path, headers={}, form=form, keeps_port=True).body
        except ApiError:
            # Okta's reason is lost in the official plugin.
            raise OperationError("empty access token") from None
        if not isinstance(answer, dict) or not answer.get("access_token"):
            raise OperationError("empty access token")
        return str(answer["access_token"]), float(answer.get("expires_in", 0))

    def _assertion(self, sdk: Sdk) -> str:
        # Slow to import, and of use with private keys alone.
        import jwt
        from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
        from cryptography.hazmat.primitives.serialization import load_pem_private_key

        try:
            key = load_pem_private_key(self._key.text.encode(), password=None)
        except ValueError:
            raise OperationError("okta:privateKey is neither a private key in PEM form nor a file with one.") from None
        now = int(time.time())
        claims = {
            "iss": self._key.client_id,
            "sub": self._key.client_id,
            "aud": self._connection.url + _TOKEN_PATH,
            "iat": now,
            "exp": now + 3600,
        }
        if sdk != "v4":
            claims["jti"] = str(uuid.uuid4())
        algorithm = "ES256" if isinstance(key, EllipticCurvePrivateKey) else "RS256"
        headers = {"kid": self._key.key_id} if self._key.key_id else None
        return jwt.encode(claims, self._key.text, algorithm=algorithm, headers=headers)
