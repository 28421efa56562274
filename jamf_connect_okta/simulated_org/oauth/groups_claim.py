"""The groups claim that an app's settings describe, for one person."""

from __future__ import annotations

from collections.abc import Sequence

from jamf_connect_okta.simulated_org.core.api import Call
from jamf_connect_okta.simulated_org.core.errors import OAuthError
from jamf_connect_okta.simulated_org.core.org import Org
from jamf_connect_okta.simulated_org.core.store import Document
from jamf_connect_okta.simulated_org.expression_language.claim import groups_claim
from jamf_connect_okta.simulated_org.expression_language.errors import (
    EvaluationFailedError,
    MalformedExpressionError,
    TooManyGroupsError,
    UnsupportedExpressionError,
)
from jamf_connect_okta.simulated_org.expression_language.subject import MemberGroup, Subject
from jamf_connect_okta.simulated_org.policy_evaluation.words import Reason
from jamf_connect_okta.simulated_org.sign_in.records import record_denied

_TOO_MANY = "The groups claim matched too many groups and must be configured to match fewer groups."
_NO_VALUE = "The '{name}' user claim could not be evaluated."


def groups_of(
    call: Call, app: Document, user: Document, scopes: Sequence[str], *, code_flow: bool
) -> dict[str, list[str]]:
    """The claim by its name; nothing where the scope, the claim or every group is missing. Raises OAuthError.

    An expression that the simulated org can't evaluate fails like one that Okta can't: nobody should rely on it.
    """
    settings = app["idToken"]
    if "groups" not in scopes or settings.get("valueType") is None:
        return {}
    try:
        groups = groups_claim(settings, _subject(call.org, user), call.org.unknowns.groups_claim, code_flow=code_flow)
    except TooManyGroupsError as error:
        raise _refused(call, app, user, _TOO_MANY, error) from None
    except (EvaluationFailedError, UnsupportedExpressionError, MalformedExpressionError) as error:
        raise _refused(call, app, user, _NO_VALUE.format(name=settings["name"]), error) from None
    return {settings["name"]: groups} if groups else {}


def _refused(call: Call, app: Document, user: Document, text: str, error: Exception) -> OAuthError:
    words = f"The groups claim of '{app['document']['label']}' fails for {user['login']}: {error}"
    record_denied(call, "oidc", app["clientId"], user["login"], Reason("groups_claim", words))
    return OAuthError(400, "server_error", text)


def _subject(org: Org, user: Document) -> Subject:
    memberships = org.store.find("membership", "userId", user["id"])
    groups = [org.store.get("group", membership["groupId"]) for membership in memberships]
    return Subject([_member_group(group) for group in groups if group is not None], user["document"]["profile"])


def _member_group(group: Document) -> MemberGroup:
    document = group["document"]
    profile = document["profile"]
    return MemberGroup(group["id"], profile["name"], document["type"], group.get("source"), profile)
