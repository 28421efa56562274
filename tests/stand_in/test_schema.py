"""Texts, orders and comparisons that the official plugin's schema brings along."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jamf_connect_okta.stand_in.schema import go_json, go_json_text, in_hash_order, same_json, snake_case

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@pytest.mark.parametrize(
    "recorded",
    [
        ["code", "token", "id_token"],
        ["token", "id_token"],
        ["authorization_code", "implicit"],
        ["implicit", "client_credentials"],
        ["SYMANTEC_VPN", "GOOGLE_VPN", "TRENDMICRO_VPN"],
    ],
)
def test_sets_are_sent_in_the_order_of_the_recordings(recorded: list[str]) -> None:
    assert in_hash_order(sorted(recorded)) == recorded


def test_objects_of_a_set_have_an_order_too() -> None:
    searches = [{"expression": name} for name in "abc"]
    assert in_hash_order(searches, ["expression"]) == in_hash_order(reversed(searches), ["expression"])


@given(st.dictionaries(st.text(), JSON))
def test_a_json_text_equals_its_canonical_form(value: dict[str, object]) -> None:
    text = json.dumps(value)
    canonical = go_json_text(text)
    assert same_json(text, canonical, {})
    assert go_json_text(canonical) == canonical


def test_json_is_written_like_go_writes_it() -> None:
    assert go_json({"b": "<&>", "a": ["é"]}) == '{"b":"\\u003c\\u0026\\u003e","a":["é"]}'


def test_false_equals_an_absent_key() -> None:
    assert same_json(
        '{"knowledge":{"required":false,"types":["password"]}}', '{"knowledge":{"types":["password"]}}', {}
    )
    assert not same_json('{"knowledge":{"required":true}}', '{"knowledge":{}}', {})


def test_lists_are_compared_as_they_are() -> None:
    assert not same_json('{"types":["a","b"]}', '{"types":["b","a"]}', {})


def test_a_blank_new_text_is_no_change() -> None:
    assert same_json('{"a":1}', "", {})
    assert same_json('{"a":1}', None, {})


@pytest.mark.parametrize(
    ("wire", "official"),
    [
        ("networkIncludes", "network_includes"),
        ("reAuthenticationFrequency", "re_authentication_frequency"),
        ("office365ClientIncludes", "office365_client_includes"),
        ("label", "label"),
    ],
)
def test_messages_spell_names_the_official_way(wire: str, official: str) -> None:
    assert snake_case(wire) == official
