"""Pages, filters and searches of lists."""

from __future__ import annotations

import re

import httpx
import pytest

from jamf_connect_okta.simulated_org.core.errors import OktaError
from jamf_connect_okta.simulated_org.management.filters import parse

from ..conftest import native_app, ok, refused

ALICE = {"status": "ACTIVE", "profile": {"login": "alice@acme.example", "lastName": "Alvarez"}, "tags": ["a", "b"]}


def followed(okta: httpx.Client, url: str) -> list[list[str]]:
    """The ids of every page, following the links as they are."""
    pages = []
    next_url: str | None = url
    while next_url:
        answer = okta.get(next_url)
        pages.append([item["id"] for item in ok(answer)])
        match = re.search(r'<([^>]+)>; rel="next"', answer.headers["Link"])
        next_url = match.group(1) if match else None
    return pages


def test_pages_hold_every_object_once_and_in_order(okta: httpx.Client) -> None:
    whole = [group["id"] for group in ok(okta.get("/api/v1/groups"))]
    pages = followed(okta, "/api/v1/groups?limit=50")
    assert [len(page) for page in pages] == [50, 50, len(whole) - 100]
    assert [one for page in pages for one in page] == whole


def test_the_next_link_keeps_the_query(okta: httpx.Client) -> None:
    pages = followed(okta, "/api/v1/groups?q=Project&limit=100")
    assert [len(page) for page in pages] == [100, 20]


def test_a_page_that_is_the_last_has_no_next_link(okta: httpx.Client) -> None:
    assert 'rel="next"' not in okta.get("/api/v1/zones").headers["Link"]


def test_apps_come_twenty_at_a_time_unless_asked(okta: httpx.Client) -> None:
    for _ in range(20):
        ok(okta.post("/api/v1/apps", json=native_app()))
    assert [len(page) for page in followed(okta, "/api/v1/apps")] == [20, 3]


def test_a_cursor_of_nothing_is_refused(okta: httpx.Client) -> None:
    refused(okta.get("/api/v1/groups?after=00gnobody"), 400, "E0000001")


@pytest.mark.parametrize("limit", ["0", "-1", "many", ""])
def test_a_limit_that_is_no_number_is_refused(okta: httpx.Client, limit: str) -> None:
    refused(okta.get("/api/v1/groups", params={"limit": limit}), 400, "E0000001")


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('status eq "ACTIVE"', True),
        ('status eq "active"', True),
        ('status ne "ACTIVE"', False),
        ('profile.login sw "alice" and profile.lastName eq "Alvarez"', True),
        ('profile.login sw "ben" or profile.lastName co "var"', True),
        ('(status eq "STAGED" or status eq "ACTIVE") and profile.login ew ".example"', True),
        ('status eq "STAGED" or status eq "ACTIVE" and profile.login sw "ben"', False),
        ("profile.login pr", True),
        ("profile.manager pr", False),
        ('profile.manager eq "x"', False),
        ('tags eq "b"', True),
        ('profile.lastName eq "say \\"hi\\""', False),
    ],
)
def test_expressions_match_as_in_okta(expression: str, expected: bool) -> None:
    assert parse(expression)(ALICE) is expected


@pytest.mark.parametrize(
    "expression", ["", "status", "status eq", "status eq ACTIVE", 'status is "A"', '(status eq "A"', 'a eq "b" c']
)
def test_an_expression_that_can_not_be_read_is_refused(expression: str) -> None:
    with pytest.raises(OktaError, match="Invalid search criteria"):
        parse(expression)


def test_groups_are_found_by_the_beginning_of_their_name(okta: httpx.Client) -> None:
    names = [group["profile"]["name"] for group in ok(okta.get("/api/v1/groups?q=mac"))]
    assert names == ["Mac Users", "Mac Admins"]


def test_groups_are_filtered_by_type(okta: httpx.Client) -> None:
    found = ok(okta.get("/api/v1/groups", params={"filter": 'type eq "APP_GROUP"'}))
    assert [group["profile"]["name"] for group in found] == ["AD Staff"]


def test_users_are_searched_by_profile_and_status(okta: httpx.Client) -> None:
    search = 'status eq "LOCKED_OUT" and profile.firstName eq "Liam"'
    assert [user["profile"]["login"] for user in ok(okta.get("/api/v1/users", params={"search": search}))] == [
        "liam@acme.example"
    ]


def test_deactivated_users_appear_in_searches_only(okta: httpx.Client) -> None:
    assert ok(okta.get("/api/v1/users?q=dora")) == []
    assert len(ok(okta.get("/api/v1/users", params={"search": 'profile.login sw "dora"'}))) == 1


def test_apps_are_filtered_by_status_and_label(okta: httpx.Client) -> None:
    ok(okta.post("/api/v1/apps", json=native_app()))
    found = ok(okta.get("/api/v1/apps", params={"filter": 'status eq "ACTIVE" and label eq "Jamf Connect"', "q": ""}))
    assert [app["label"] for app in found] == ["Jamf Connect"]
