"""Which okta plugin runs, and why."""

from pathlib import Path

import pytest

from jamf_connect_okta.toolchain import okta_plugin
from jamf_connect_okta.toolchain.errors import ToolchainError
from jamf_connect_okta.toolchain.okta_plugin import Choice, find_or_install, sdk_version
from jamf_connect_okta.toolchain.pulumi_cli import PulumiCli

from .fakes import script


@pytest.fixture(autouse=True)
def plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The engine's folder of plugins, empty."""
    monkeypatch.setenv("PULUMI_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "plugins"


@pytest.fixture
def official(plugins: Path) -> Path:
    """Where the official plugin belongs."""
    return plugins / f"resource-okta-v{sdk_version()}" / "pulumi-resource-okta"


@pytest.fixture
def cli(tmp_path: Path, official: Path) -> PulumiCli:
    """A CLI whose `plugin install resource okta VERSION` works."""
    body = f'[ "$*" = "plugin install resource okta {sdk_version()}" ] && mkdir -p {official.parent} && : > {official}'
    script(tmp_path / "cli" / "pulumi", body)
    return PulumiCli(tmp_path / "cli", "3.259.0", "path", "for a test")


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The network's next answers: None for reachable, else the reason that it isn't. A further question is an error."""
    answers: list[str | None] = []
    monkeypatch.setattr(okta_plugin, "why_unreachable", lambda _url: answers.pop(0))
    return answers


def test_an_installed_official_plugin_is_used(cli: PulumiCli, official: Path, lines: list[str]) -> None:
    script(official, "")
    plugin = find_or_install(cli, Choice.AUTO, lines.append)
    assert (plugin.kind, plugin.reason) == ("official", f"official okta plugin {sdk_version()}")


def test_an_interrupted_download_does_not_count(
    cli: PulumiCli, official: Path, lines: list[str], network: list[str | None]
) -> None:
    script(official, "")
    official.parent.with_name(f"{official.parent.name}.partial").touch()
    network.append("no way out")
    assert find_or_install(cli, Choice.AUTO, lines.append).kind == "stand-in"


def test_another_version_of_the_official_plugin_does_not_count(
    cli: PulumiCli, plugins: Path, lines: list[str], network: list[str | None]
) -> None:
    script(plugins / "resource-okta-v6.0.0" / "pulumi-resource-okta", "")
    network.append("no way out")
    assert find_or_install(cli, Choice.AUTO, lines.append).kind == "stand-in"


def test_the_official_plugin_is_downloaded_where_it_can_be(
    cli: PulumiCli, lines: list[str], network: list[str | None]
) -> None:
    network.append(None)
    assert find_or_install(cli, Choice.AUTO, lines.append).kind == "official"
    assert lines == [f"Downloading the official okta plugin {sdk_version()}"]


def test_without_a_way_out_the_stand_in_says_why(cli: PulumiCli, lines: list[str], network: list[str | None]) -> None:
    network.append("no way out")
    plugin = find_or_install(cli, Choice.AUTO, lines.append)
    assert plugin.reason == "stand-in plugin: the official one can't be downloaded here (no way out)"


def test_a_download_that_failed_is_not_tried_again_that_day(
    cli: PulumiCli, lines: list[str], network: list[str | None]
) -> None:
    network.append("no way out")
    find_or_install(cli, Choice.AUTO, lines.append)
    reason = find_or_install(cli, Choice.AUTO, lines.append).reason
    assert "(no way out; `python -m jamf_connect_okta.toolchain --retry` tries again)" in reason


def test_who_insists_on_the_official_one_has_it_tried_again(
    cli: PulumiCli, lines: list[str], network: list[str | None]
) -> None:
    network.append("no way out")
    find_or_install(cli, Choice.AUTO, lines.append)
    network.append(None)
    assert find_or_install(cli, Choice.OFFICIAL, lines.append).kind == "official"


def test_who_insists_in_vain_is_told_why(cli: PulumiCli, lines: list[str], network: list[str | None]) -> None:
    network.append("no way out")
    with pytest.raises(ToolchainError, match=r"can't be downloaded here \(no way out\)"):
        find_or_install(cli, Choice.OFFICIAL, lines.append)


def test_an_engine_that_fails_to_download_is_quoted(
    cli: PulumiCli, lines: list[str], network: list[str | None]
) -> None:
    script(cli.executable, "echo disk full >&2; exit 1")
    network.append(None)
    assert "(`pulumi plugin` failed: disk full)" in find_or_install(cli, Choice.AUTO, lines.append).reason


def test_the_stand_in_can_be_asked_for(cli: PulumiCli, official: Path, lines: list[str]) -> None:
    script(official, "")
    plugin = find_or_install(cli, Choice.STAND_IN, lines.append)
    assert (plugin.kind, plugin.reason) == ("stand-in", "stand-in plugin, as asked for")
