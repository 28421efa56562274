"""What makes a groups claim work."""

from typing import Any

import pytest

from components.problems import StackProblemsError

from .stacks import OKTA, Told, prod, refusal_of_prod

ADMINS = {"adminGroups": ["Mac Admins"]}
ONE_OF_TWO = "Set groupsClaim.expression or groupsClaim.preset."
UNUSED = "Remove it, or set groupsClaim.type."


def claim(**changes: Any) -> dict[str, Any]:
    return {"groupsClaim": changes}


REFUSED: dict[str, tuple[dict[str, Any], list[Told]]] = {
    "a filter without groups": (
        claim(type="FILTER"),
        [("groupsClaim.groups", [], "Name the groups, or use type NONE.")],
    ),
    "an expression claim without an expression": (claim(type="EXPRESSION"), [("groupsClaim", None, ONE_OF_TWO)]),
    "an expression and a preset": (
        claim(type="EXPRESSION", expression="user.groups", preset="okta-and-active-directory"),
        [("groupsClaim", "user.groups", ONE_OF_TWO)],
    ),
    "groups without a claim": (claim(groups=["Mac Admins"]), [("groupsClaim.groups", ("Mac Admins",), UNUSED)]),
    "an expression without its type": (
        claim(expression="user.groups"),
        [("groupsClaim.expression", "user.groups", UNUSED)],
    ),
    "a preset of a filter": (
        ADMINS | claim(preset="okta-and-active-directory"),
        [("groupsClaim.preset", "okta-and-active-directory", UNUSED)],
    ),
    "groups of an expression": (
        claim(type="EXPRESSION", preset="okta-and-active-directory", groups=["Mac Admins"]),
        [("groupsClaim.groups", ("Mac Admins",), UNUSED)],
    ),
    "a claim without a name": (
        ADMINS | claim(name=" "),
        [("groupsClaim.name", " ", 'Write "groups", which Jamf Connect reads by default.')],
    ),
    "admin groups that no claim carries": (
        ADMINS | claim(type="NONE"),
        [("adminGroups", ("Mac Admins",), "Remove groupsClaim.type NONE, or the admin groups.")],
    ),
    "an admin group that the filter leaves out": (
        ADMINS | claim(groups=["Mac Users"]),
        [("groupsClaim.groups", ("Mac Users",), 'Add "Mac Admins".')],
    ),
    "an admin group that the filter has in other case": (
        ADMINS | claim(groups=["mac admins"]),
        # Not to be added beside the other: that would be the next error, a group named twice.
        [("groupsClaim.groups", ("mac admins",), 'Write "Mac Admins" instead of "mac admins".')],
    ),
    "more groups than a token may hold": (
        claim(type="FILTER", groups=[f"Team {number}" for number in range(101)]),
        [("groupsClaim.groups", 101, "Name fewer groups.")],
    ),
    "an expression that leaves an admin group out": (
        ADMINS | claim(type="EXPRESSION", expression='Groups.startsWith("OKTA", "Team", 50)'),
        [
            (
                "groupsClaim.expression",
                'Groups.startsWith("OKTA", "Team", 50)',
                'Select "Mac Admins" as well, or use a FILTER.',
            )
        ],
    ),
    "a filter on a group's id, which matches no name": (
        claim(type="FILTER", groups=["00gMacUsers000000001"]),
        [("groupsClaim.groups", "00gMacUsers000000001", "Write the group's name.")],
    ),
    "an admin group by its id": (
        {"adminGroups": ["00gMacAdmins00000001"]},
        [("adminGroups", "00gMacAdmins00000001", "Write the group's name.")],
    ),
}


@pytest.mark.parametrize(("changes", "told"), REFUSED.values(), ids=REFUSED.keys())
def test_a_claim_that_can_t_do_its_work_is_refused(changes: dict[str, Any], told: list[Told]) -> None:
    assert refusal_of_prod(**changes) == told


ACCEPTED: dict[str, dict[str, Any]] = {
    "no claim": {},
    "no claim on purpose": claim(type="NONE"),
    "admin groups alone": ADMINS,
    "admin groups and more": ADMINS | claim(groups=["Mac Admins", "Mac Users"]),
    "a filter for other groups": claim(type="FILTER", groups=["Mac Users"]),
    "admin groups that an expression selects": ADMINS
    | claim(type="EXPRESSION", expression='Groups.contains("OKTA", "Admin", 50)'),
    "as many groups as a token may hold": claim(type="FILTER", groups=[f"Team {number}" for number in range(100)]),
    "admin groups in an expression": ADMINS | claim(type="EXPRESSION", expression="user.groups"),
    "the article's expression": claim(type="EXPRESSION", preset="okta-and-active-directory"),
    "a claim of another name": ADMINS | claim(name="mac_groups"),
}


@pytest.mark.parametrize("changes", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_a_claim_that_works_is_accepted(changes: dict[str, Any]) -> None:
    prod(**changes)


CREDENTIALS: dict[str, tuple[dict[str, str], dict[str, str], str]] = {
    "an access token from the configuration": ({"accessToken": "hush"}, {}, "okta:accessToken"),
    "an access token from the environment": ({}, {"OKTA_ACCESS_TOKEN": "hush"}, "OKTA_ACCESS_TOKEN"),
    "a client ID from the configuration": ({"clientId": "hush"}, {}, "okta:clientId"),
    "a client ID from the environment": ({}, {"OKTA_API_CLIENT_ID": "hush"}, "OKTA_API_CLIENT_ID"),
    "a private key from the configuration": ({"privateKey": "hush"}, {}, "okta:privateKey"),
    "a private key from the environment": ({}, {"OKTA_API_PRIVATE_KEY": "hush"}, "OKTA_API_PRIVATE_KEY"),
}
OAUTH = pytest.mark.parametrize(("okta", "environment", "source"), CREDENTIALS.values(), ids=CREDENTIALS.keys())


@OAUTH
def test_okta_would_ignore_the_claim_of(okta: dict[str, str], environment: dict[str, str], source: str) -> None:
    with pytest.raises(StackProblemsError) as refused:
        prod(OKTA | okta, environment, **claim(type="EXPRESSION", expression="user.groups"))
    (problem,) = refused.value.problems
    fix = f"Set okta:apiToken and remove {source}, or set groupsClaim.type to NONE and adminGroups to []."
    assert (problem.key, problem.value, problem.fix) == ("groupsClaim.type", "EXPRESSION", fix)
    assert source in problem.why
    assert "hush" not in str(refused.value)


@OAUTH
def test_the_claim_that_admin_groups_bring_along_is_refused_with(
    okta: dict[str, str], environment: dict[str, str], source: str
) -> None:
    ((key, value, fix),) = refusal_of_prod(OKTA | okta, environment, **ADMINS)
    assert (key, value) == ("adminGroups", ("Mac Admins",))
    assert source in fix


@OAUTH
def test_without_a_claim_it_is_fine_to_sign_in_with(
    okta: dict[str, str], environment: dict[str, str], source: str
) -> None:
    oauth = prod(OKTA | okta, environment).provider.oauth
    assert oauth
    assert oauth.source == source


def test_an_api_token_carries_the_claim() -> None:
    assert prod(OKTA | {"apiToken": "hush"}, {}, **ADMINS).claim
    assert prod(OKTA, {"OKTA_API_TOKEN": "hush"}, **ADMINS).claim
