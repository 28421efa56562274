"""People and their groups, and what expressions come to for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jamf_connect_okta.simulated_org.expression_language.expression import parse
from jamf_connect_okta.simulated_org.expression_language.subject import MemberGroup, Subject
from jamf_connect_okta.simulated_org.expression_language.unknowns import GroupsClaimUnknowns
from jamf_connect_okta.simulated_org.expression_language.values import Value

AS_INFERRED = GroupsClaimUnknowns()

EVERYONE = MemberGroup("00gEveryone", "Everyone", "BUILT_IN", profile={"name": "Everyone"})
MAC_USERS = MemberGroup("00gMacUsers", "Mac Users", "OKTA_GROUP", profile={"name": "Mac Users", "floor": "3"})
MAC_ADMINS = MemberGroup("00gMacAdmins", "Mac Admins", "OKTA_GROUP", profile={"name": "Mac Admins"})
AD_STAFF = MemberGroup("00gAdStaff", "AD Staff", "APP_GROUP", "active_directory", {"name": "AD Staff"})
SALES = MemberGroup("00gSales", "Sales", "APP_GROUP", "0oaWorkday", {"name": "Sales"})

ALICE = Subject(
    [EVERYONE, MAC_USERS, MAC_ADMINS, AD_STAFF, SALES],
    {
        "firstName": "Alice",
        "email": "alice@acme.example",
        "middleName": None,
        "floor": 3,
        "isContractor": False,
        "tags": ["x", "y"],
        "height": 1.7,
    },
)
NOBODY = Subject([])


def okta_groups(count: int) -> list[MemberGroup]:
    return [MemberGroup(f"00g{number}", f"Project {number}", "OKTA_GROUP") for number in range(count)]


def directory_groups(count: int) -> list[MemberGroup]:
    return [MemberGroup(f"00a{number}", f"AD {number}", "APP_GROUP", "active_directory") for number in range(count)]


def names_of(groups: Sequence[MemberGroup]) -> list[str]:
    return [group.name for group in groups]


def value_of(
    expression: str, subject: Subject = ALICE, unknowns: GroupsClaimUnknowns = AS_INFERRED, *, code_flow: bool = False
) -> Value:
    return parse(expression).evaluate(subject, unknowns, code_flow=code_flow)


def expression_claim(expression: str) -> Mapping[str, Any]:
    return {"issuerMode": "ORG_URL", "valueType": "EXPRESSION", "name": "groups", "value": expression}


def filter_claim(filter_type: str, value: str) -> Mapping[str, Any]:
    return {
        "issuerMode": "ORG_URL",
        "valueType": "GROUPS",
        "groupFilterType": filter_type,
        "name": "groups",
        "value": value,
    }
