"""How problems read."""

from dataclasses import replace

import pulumi
import pytest

from components.problems import HIDDEN, Problem, StackProblemsError

FACTOR = Problem("mfaApp.factors", "webauthn", "WebKit can't reach security keys.", "Use some of: push, totp.")
NOBODY = Problem("groups", None, "Nobody would be assigned.", "Name a group.")


def test_one_problem_is_told_with_its_key_value_reason_and_fix() -> None:
    assert str(StackProblemsError("prod", [FACTOR])) == (
        "Stack 'prod' can't be deployed, 1 setting needs a change:\n"
        "\n"
        '  mfaApp.factors: "webauthn"\n'
        "    WebKit can't reach security keys.\n"
        "    Use some of: push, totp.\n"
    )


def test_all_problems_are_told_at_once() -> None:
    assert str(StackProblemsError("prod", [FACTOR, NOBODY])) == (
        "Stack 'prod' can't be deployed, 2 settings need a change:\n"
        "\n"
        '  mfaApp.factors: "webauthn"\n'
        "    WebKit can't reach security keys.\n"
        "    Use some of: push, totp.\n"
        "\n"
        "  groups: not set\n"
        "    Nobody would be assigned.\n"
        "    Name a group.\n"
    )


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        pytest.param(False, "false", id="booleans as in the stack file"),
        pytest.param(("Mac Users", "Mac Admins"), '["Mac Users", "Mac Admins"]', id="lists as in the stack file"),
        pytest.param("Größe", '"Größe"', id="letters as they were written"),
        pytest.param({"label": 5}, '{"label": 5}', id="objects as in the stack file"),
        pytest.param([], "[]", id="an empty list is not nothing"),
    ],
)
def test_values_look_as_in_the_stack_file(value: object, shown: str) -> None:
    assert f"  key: {shown}\n" in str(StackProblemsError("prod", [Problem("key", value, "Why.", "Fix.")]))


def test_a_hidden_value_is_not_even_hinted_at() -> None:
    assert str(StackProblemsError("prod", [Problem("colour", HIDDEN, "Why.", "Fix.")])) == (
        "Stack 'prod' can't be deployed, 1 setting needs a change:\n\n  colour\n    Why.\n    Fix.\n"
    )


def test_a_value_of_the_project_s_is_told_with_its_file_and_the_way_around_it() -> None:
    assert str(StackProblemsError("prod", [replace(FACTOR, source="Pulumi.yaml")])) == (
        "Stack 'prod' can't be deployed, 1 setting needs a change:\n"
        "\n"
        '  mfaApp.factors (Pulumi.yaml): "webauthn"\n'
        "    WebKit can't reach security keys.\n"
        "    Use some of: push, totp.\n"
        "\n"
        "  Pulumi.yaml is for every stack. Pulumi.prod.yaml may say something else, such as an empty list.\n"
    )


def test_a_misspelt_key_of_the_project_s_has_no_way_around_it() -> None:
    text = str(StackProblemsError("prod", [Problem("colour", HIDDEN, "Why.", "Fix.", source="Pulumi.yaml")]))
    assert text.endswith("\n  colour (Pulumi.yaml)\n    Why.\n    Fix.\n")


def test_the_engine_prints_its_text_without_a_traceback() -> None:
    # The SDK does so for RunErrors, and for nothing else that a program raises.
    assert issubclass(StackProblemsError, pulumi.RunError)


def test_problems_can_be_read_one_by_one() -> None:
    error = StackProblemsError("prod", iter([FACTOR, NOBODY]))
    assert (error.stack, error.problems) == ("prod", (FACTOR, NOBODY))
