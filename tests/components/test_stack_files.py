"""The project's file and the stacks that come with it say the same as the settings model."""

from collections.abc import Iterator
from typing import Any, get_args, get_origin

import pytest

from components.section import Section
from components.settings import Settings
from components.stack_config import load_settings

from .project_files import configuration, project, stack_file
from .stacks import OKTA, PROD, SIMULATED_OKTA, engine_config, prod

PROXY = {"OKTA_HTTP_PROXY": "http://127.0.0.1:8099"}

KEYS = sorted(project())
KEY = pytest.mark.parametrize("key", KEYS)


def fields() -> dict[str, Any]:
    return {field.alias or "": field for field in Settings.model_fields.values() if field.alias != "provider"}


def test_the_project_declares_exactly_the_settings() -> None:
    assert sorted(fields()) == KEYS


@KEY
def test_every_setting_is_described(key: str) -> None:
    assert project()[key]["description"].endswith(".")


@KEY
def test_a_setting_is_of_the_same_kind_in_the_project_and_in_the_model(key: str) -> None:
    kind = fields()[key].annotation
    if get_origin(kind) is tuple:
        expected = {"type": "array", "items": {"type": "string"}}
    elif isinstance(kind, type) and issubclass(kind, Section):
        expected = {"type": "object"}
    else:
        expected = {"type": "boolean" if kind is bool else "string"}
        assert kind in (bool, str) or {type(choice) for choice in get_args(kind)} == {str}
    assert {name: project()[key].get(name) for name in expected} == expected
    assert "items" in expected or "items" not in project()[key]


@KEY
def test_a_setting_has_the_same_default_in_the_project_and_in_the_model(key: str) -> None:
    default = project()[key]["default"]
    if isinstance(default, dict):
        assert fields()[key].default.given == frozenset(default)
    elif isinstance(default, list):
        assert fields()[key].default == tuple(default)
    else:
        assert fields()[key].default == default


def keys_of_sections() -> Iterator[tuple[str, str]]:
    for key, field in fields().items():
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section):
            for nested in field.annotation.model_fields.values():
                yield key, nested.alias or ""


@pytest.mark.parametrize(("section", "key"), list(keys_of_sections()))
def test_a_section_s_description_names_each_of_its_keys(section: str, key: str) -> None:
    assert key in project()[section]["description"]


def test_the_project_s_defaults_change_nothing() -> None:
    defaults = {key: declared["default"] for key, declared in project().items()}
    assert load_settings("prod", engine_config(defaults | PROD, OKTA), {}) == prod()


def test_the_dev_stack_is_a_rehearsal_of_two_apps() -> None:
    settings = load_settings("dev", configuration("dev"), PROXY)
    assert settings.rehearsal
    assert settings.design == "two-apps"
    assert settings.provider.org_host.endswith(".invalid")


def test_the_prod_stack_is_a_real_org_s_with_fixed_client_ids() -> None:
    settings = load_settings("prod", configuration("prod"), {})
    assert not settings.rehearsal
    assert settings.protect
    assert settings.ropg_app.client_id
    assert settings.mfa_app.client_id


@pytest.mark.parametrize("stack", ["dev", "staging", "prod"])
def test_no_credential_stands_in_a_stack_file(stack: str) -> None:
    keys = {key.removeprefix("okta:") for key in stack_file(stack) if key.startswith("okta:")}
    assert keys == {"orgName", "baseUrl"}


def test_the_rehearsal_of_these_tests_points_where_the_dev_stack_does() -> None:
    assert stack_file("dev")["okta:baseUrl"] == SIMULATED_OKTA["baseUrl"]
