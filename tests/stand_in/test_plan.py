"""What a resource will be, and what of it is a change."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from jamf_connect_okta.stand_in.changes import changes
from jamf_connect_okta.stand_in.plan import plan
from jamf_connect_okta.stand_in.schema import Property, block
from jamf_connect_okta.stand_in.values import UNKNOWN

SCHEMA = {
    "name": Property(required=True),
    "mode": Property(default="ON"),
    "count": Property(kind="int", default=0),
    "chosen": Property(computed=True),
    "told": Property(output=True),
    "tags": Property(kind="set"),
    "steps": Property(kind="list"),
    "claim": block(name=Property(required=True), issuer=Property(output=True)),
    "members": Property(kind="list", element=block(id=Property(), rank=Property(kind="int"))),
}

TEXT = st.sampled_from(["", "a", "b", "c"])
INPUTS = st.fixed_dictionaries(
    {"name": TEXT},
    optional={
        "mode": TEXT,
        "count": st.integers(0, 3),
        "chosen": TEXT,
        "tags": st.lists(TEXT, max_size=3, unique=True),
        "steps": st.lists(TEXT, max_size=3),
        "claim": st.fixed_dictionaries({"name": TEXT}),
        "members": st.lists(st.fixed_dictionaries({"id": TEXT}, optional={"rank": st.integers(0, 2)}), max_size=2),
    },
)


def paths(state: dict[str, Any], inputs: dict[str, Any]) -> dict[str, str]:
    return {change.path: change.kind for change in changes(SCHEMA, state, plan(SCHEMA, state, inputs))}


def applied(state: dict[str, Any] | None, inputs: dict[str, Any]) -> dict[str, Any]:
    """The state once Okta has filled in what only Okta can tell."""

    def told(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: told(each) for name, each in value.items()}
        return [told(each) for each in value] if isinstance(value, list) else "by Okta" if value == UNKNOWN else value

    values: dict[str, Any] = told(plan(SCHEMA, state, inputs))
    return values


@given(INPUTS)
def test_what_was_just_applied_is_no_change(inputs: dict[str, Any]) -> None:
    assert paths(applied(None, inputs), inputs) == {}


@given(INPUTS, INPUTS)
def test_applying_a_change_leaves_none(before: dict[str, Any], after: dict[str, Any]) -> None:
    assert paths(applied(applied(None, before), after), after) == {}


@given(INPUTS, INPUTS)
def test_there_is_a_change_exactly_where_the_plan_differs(before: dict[str, Any], after: dict[str, Any]) -> None:
    state = applied(None, before)
    planned = plan(SCHEMA, state, after)
    differing = {name for name in SCHEMA if planned.get(name) != state.get(name)}
    assert {change.property for change in changes(SCHEMA, state, planned)} == differing


def test_a_removed_input_falls_back_to_the_default() -> None:
    assert paths({"name": "a", "mode": "OFF"}, {"name": "a"}) == {"mode": "UPDATE"}


def test_a_removed_input_without_default_is_taken_away() -> None:
    assert paths({"name": "a", "mode": "ON", "steps": ["x"]}, {"name": "a"}) == {"steps": "DELETE"}


def test_what_okta_chose_stays() -> None:
    state = {"name": "a", "mode": "ON", "chosen": "by Okta", "told": "by Okta"}
    assert plan(SCHEMA, state, {"name": "b"}) == state | {"name": "b"}


def test_blank_is_as_good_as_not_set() -> None:
    assert paths({"name": "a", "mode": "ON", "tags": [], "count": 0, "steps": []}, {"name": "a"}) == {}


def test_an_unknown_value_is_a_change() -> None:
    assert paths({"name": "a", "mode": "ON"}, {"name": UNKNOWN}) == {"name": "UPDATE"}
    assert paths({"name": "a", "mode": "ON", "tags": ["x"]}, {"name": "a", "tags": [UNKNOWN]}) == {"tags[0]": "UPDATE"}


def test_members_are_compared_one_by_one() -> None:
    state = {"name": "a", "mode": "ON", "members": [{"id": "1", "rank": 1}, {"id": "2", "rank": 2}]}
    inputs = {"name": "a", "members": [{"id": "1", "rank": 3}, {"id": "2", "rank": 2}, {"id": "3"}]}
    assert paths(state, inputs) == {"members[0].rank": "UPDATE", "members[2]": "ADD"}


def test_what_okta_adds_to_a_block_is_no_change() -> None:
    state = {"name": "a", "mode": "ON", "claim": {"name": "groups", "issuer": "ORG_URL"}}
    assert paths(state, {"name": "a", "claim": {"name": "groups"}}) == {}
    assert paths(state, {"name": "a", "claim": {"name": "other"}}) == {"claim.name": "UPDATE"}
