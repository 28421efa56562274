"""The project's file and the stacks that come with it say the same as the settings model."""

from collections.abc import Iterator
from typing import Any, get_args, get_origin

import pytest

from components.layers import layers_of
from components.section import Section
from components.settings import Settings
from components.stack_config import load_settings, readable_settings

from .project_files import configuration, defaults, project, stack_file
from .stacks import SIMULATED_OKTA

PROXY = {"OKTA_HTTP_PROXY": "http://127.0.0.1:8099"}

KEYS = sorted(project())
KEY = pytest.mark.parametrize("key", KEYS)


def fields() -> dict[str, Any]:
    return {field.alias or "": field for field in Settings.model_fields.values() if field.alias != "provider"}


def test_the_project_declares_exactly_the_settings() -> None:
    assert sorted(fields()) == KEYS


@KEY
def test_a_setting_is_described_as_in_the_model(key: str) -> None:
    assert project()[key]["description"] == " ".join((fields()[key].description or "").split())


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


CHOSEN = {
    "groups",
    "adminGroups",
    "ropgApp.excludedGroups",
    "mfaApp.stage",
    "jamfConnect.passthroughAuth",
    "jamfConnect.denyLocal",
    "jamfConnect.localFallback",
    "jamfConnect.fileVaultAutoLogin",
    "jamfConnect.activateLoginWindow",
}
"""What this organisation decides for all of its stacks: a further choice in `Pulumi.yaml` belongs here as well."""


def test_the_project_s_defaults_are_the_model_s_but_for_what_is_chosen() -> None:
    model = dict(leaves(readable_settings({}, {}, {}).model_dump(mode="json", by_alias=True)))
    assert {path for path, value in leaves(given()) if value != model[path]} == CHOSEN


def test_a_section_of_the_project_repeats_no_default_of_the_model() -> None:
    assert {path for path, _ in leaves(given()) if "." in path} <= CHOSEN


def given() -> dict[str, Any]:
    return {key: declared["default"] for key, declared in project().items()}


def leaves(document: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for key, value in document.items():
        yield from (
            [(f"{key}.{below}", part) for below, part in value.items()] if isinstance(value, dict) else [(key, value)]
        )


def sections() -> Iterator[type[Section]]:
    yield Settings
    yield from (
        field.annotation
        for field in fields().values()
        if isinstance(field.annotation, type) and issubclass(field.annotation, Section)
    )


@pytest.mark.parametrize("section", list(sections()))
def test_every_setting_is_described_in_sentences(section: type[Section]) -> None:
    described = {field.alias: field.description or "" for field in section.model_fields.values()}
    described.pop("provider", None)
    assert [key for key, text in described.items() if not text.endswith(".")] == []


@pytest.mark.parametrize("stack", ["dev", "staging", "prod"])
def test_a_stack_file_repeats_nothing_that_the_project_says(stack: str) -> None:
    layers = layers_of(defaults(), stack_file(stack))
    own = {key.removeprefix("jamf-connect-okta:"): value for key, value in layers.stack.items()}
    repeated = [path for path, value in leaves(own) if (path, value) in list(leaves(given()))]
    assert repeated == []


def test_the_dev_stack_is_a_rehearsal_of_two_apps() -> None:
    settings = load_settings("dev", defaults(), configuration("dev"), PROXY)
    assert settings.rehearsal
    assert settings.design == "two-apps"
    assert settings.ropg_app.excluded_groups == ("Okta Administrators",)
    assert settings.provider.org_host.endswith(".invalid")


def test_the_prod_stack_is_a_real_org_s_with_fixed_client_ids() -> None:
    settings = load_settings("prod", defaults(), configuration("prod"), {})
    assert not settings.rehearsal
    assert settings.protect
    assert settings.ropg_app.client_id
    assert settings.ropg_app.excluded_groups == ("Okta Administrators",)
    assert settings.mfa_app.client_id


@pytest.mark.parametrize("stack", ["dev", "staging", "prod"])
def test_no_credential_stands_in_a_stack_file(stack: str) -> None:
    keys = {key.removeprefix("okta:") for key in stack_file(stack) if key.startswith("okta:")}
    assert keys == {"orgName", "baseUrl"}


def test_the_rehearsal_of_these_tests_points_where_the_dev_stack_does() -> None:
    assert stack_file("dev")["okta:baseUrl"] == SIMULATED_OKTA["baseUrl"]
