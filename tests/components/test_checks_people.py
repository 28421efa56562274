"""Who has to be assigned, and who can't be kept away."""

import pytest

from .stacks import prod, refusal_of_prod

ASSIGNED = "Remove it from one of the two, or exclude a smaller group than the one in groups."
ADMINS = "Remove it from one of the two, or exclude a smaller group than the one in adminGroups."


def test_somebody_has_to_be_assigned() -> None:
    assert refusal_of_prod(groups=[]) == [("groups", [], "Name a group.")]


def test_single_users_are_somebody() -> None:
    assert prod(groups=[], users=["ines@acme.example"]).users == ("ines@acme.example",)


@pytest.mark.parametrize(
    "excluded",
    [
        pytest.param("Mac Users", id="written alike"),
        pytest.param("mac users", id="in other case"),
        pytest.param("Mac Users/", id="with a trailing slash"),
        pytest.param(" Mac Users ", id="with spaces around it"),
    ],
)
def test_an_assigned_group_can_t_be_kept_away(excluded: str) -> None:
    told = [("ropgApp.excludedGroups", excluded, ASSIGNED)]
    assert refusal_of_prod(ropgApp={"excludedGroups": [excluded]}) == told


def test_administrators_of_their_mac_can_t_be_kept_away() -> None:
    told = refusal_of_prod(adminGroups=["Mac Admins"], ropgApp={"excludedGroups": ["Mac Admins"]})
    assert told == [("ropgApp.excludedGroups", "Mac Admins", ADMINS)]


def test_another_group_can_be_kept_away() -> None:
    settings = prod(adminGroups=["Mac Admins"], ropgApp={"excludedGroups": ["Okta Administrators"]})
    assert settings.ropg_app.excluded_groups == ("Okta Administrators",)
