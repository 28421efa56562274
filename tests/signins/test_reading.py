"""What is wrong with a file of expectations is told at once: where, what, why, and what to write."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

import pytest

from jamf_connect_okta.signins.errors import FaultyExpectationsError
from jamf_connect_okta.signins.expectations import Members
from jamf_connect_okta.signins.reading import Written, read_expectations

RIGHT = """
- promise: Passwords are checked silently
  who: alice@acme.example
  app: ROPG
  then: allowed
"""


def read(folder: Path, text: str) -> tuple[Written, ...]:
    file = folder / "dev.yaml"
    file.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
    return read_expectations(file, "signins/dev.yaml")


def told(folder: Path, text: str) -> list[tuple[int, str, str, str]]:
    with pytest.raises(FaultyExpectationsError) as refused:
        read(folder, text)
    return [(fault.line, fault.what, fault.why, fault.fix) for fault in refused.value.faults]


def test_an_expectation_knows_where_it_stands(tmp_path: Path) -> None:
    first, second = read(tmp_path, RIGHT + RIGHT)
    assert (first.place, second.place) == ("signins/dev.yaml:1", "signins/dev.yaml:6")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_file_may_have_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "dev.yaml"
    file.write_text(RIGHT.lstrip("\n").replace("silently", "mutely, für alle"), encoding=encoding)
    (written,) = read_expectations(file, "signins/dev.yaml")
    assert (written.expectation.promise, written.line) == ("Passwords are checked mutely, für alle", 1)


def test_one_person_needs_no_list(tmp_path: Path) -> None:
    (written,) = read(tmp_path, RIGHT)
    assert written.expectation.who == ("alice@acme.example",)


def test_members_of_a_group_may_be_meant(tmp_path: Path) -> None:
    (written,) = read(tmp_path, RIGHT.replace("alice@acme.example", "{members_of: Mac Users, but_not: Contractors}"))
    assert written.expectation.who == Members(members_of=("Mac Users",), but_not=("Contractors",))


def test_everything_that_is_wrong_is_told_at_once_with_its_line(tmp_path: Path) -> None:
    text = """
    - promise: Passwords are checked silently
      who: alice@acme.example
      app: ROPGG
      thenn: allowed
    - warning: A wrong password never counts as right
      who: {members_off: Mac Users}
      app: ROPG
      then: denied
      because: wrong_passwort
    """
    assert told(tmp_path, text) == [
        (1, "then", "It is missing.", "Add `then:`."),
        (3, 'app: "ROPGG"', "There is no such value.", "Did you mean ROPG?"),
        (4, "thenn", "There is no such key here.", "Did you mean then?"),
        (6, "who.members_of", "It is missing.", "Add `members_of:`."),
        (6, "who.members_off", "There is no such key here.", "Did you mean members_of?"),
    ]


def test_the_message_names_file_and_line(tmp_path: Path) -> None:
    with pytest.raises(FaultyExpectationsError) as refused:
        read(tmp_path, RIGHT.replace("allowed", "alowed"))
    assert str(refused.value) == (
        "signins/dev.yaml can't be played, 1 place needs a change:\n\n"
        '  signins/dev.yaml:4: then: "alowed"\n'
        "    There is no such value.\n"
        "    Did you mean allowed?"
    )


@pytest.mark.parametrize(
    ("line", "what", "fix"),
    [
        ("because: wrong_password", "because", "Remove it, or write `then: denied`."),
        ("factors: push", "factors", "Remove it, or write `app: MFA`."),
        ("factors: [push, push denied]", "factors", "Keep `push` or `push denied`."),
        ("prompts: [push]", "prompts", "Remove it, or write `app: MFA`."),
        ("administrator: true", "administrator", "Remove it, or write `app: MFA`."),
        ("request: code", "request", "Use one of: login window, menu bar, menu bar with the MFA app."),
        ("warning: And one more", "promise", "Write one of the two, in your own words."),
        ("claims: {groups: {}}", "claims.groups", "Add `is`, `contains` or `lacks`."),
        ("password: rigth", 'password: "rigth"', "Did you mean right?"),
        ("who: []", "who", "Remove one of them."),
    ],
)
def test_what_does_not_go_together_is_told(tmp_path: Path, line: str, what: str, fix: str) -> None:
    assert (what, fix) in [(one[1], one[3]) for one in told(tmp_path, RIGHT.rstrip("\n") + f"\n  {line}\n")]


def test_whoever_is_denied_can_be_no_administrator(tmp_path: Path) -> None:
    text = RIGHT.replace("ROPG", "MFA").replace("allowed", "denied\n  administrator: true")
    assert [(what, why) for _, what, why, _ in told(tmp_path, text)] == [
        ("administrator", "Whoever is denied gets no account.")
    ]


def test_a_reason_that_does_not_exist_is_told_with_the_one_that_does(tmp_path: Path) -> None:
    text = RIGHT.replace("allowed", "denied\n  because: not_asigned")
    assert told(tmp_path, text) == [
        (5, "because", "There is no reason 'not_asigned'.", "Did you mean not_assigned?"),
    ]


@pytest.mark.parametrize("text", ["", "promise: Not a list", "- [unclosed", "[]", "- just words", "\t- x"])
def test_what_is_no_list_of_expectations_is_told(tmp_path: Path, text: str) -> None:
    assert told(tmp_path, text)


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("[a]: b", "found unhashable key"),
        ("password: !secret x", "could not determine a constructor for the tag '!secret'"),
        ("password: 2026-13-01", "month must be in 1..12"),
    ],
)
def test_what_yaml_makes_no_value_of_is_told(tmp_path: Path, line: str, what: str) -> None:
    assert what in [one[1] for one in told(tmp_path, RIGHT.rstrip("\n") + f"\n  {line}\n")]


@pytest.mark.parametrize("text", ["- &itself [*itself]", "[" * 2000 + "]" * 2000], ids=["an alias", "brackets"])
def test_what_has_no_end_is_told(tmp_path: Path, text: str) -> None:
    assert [why for _, _, why, _ in told(tmp_path, text)] == ["It is nested too deeply, or an alias holds itself."]


def test_one_prompt_needs_no_list(tmp_path: Path) -> None:
    (written,) = read(tmp_path, RIGHT.replace("ROPG", "MFA\n  prompts: password"))
    assert written.expectation.prompts == ("password",)
