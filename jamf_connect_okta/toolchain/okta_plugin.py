"""Decides which okta plugin the engine runs: the official one where it can be had, else this project's stand-in."""

import importlib.util
import json
import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Literal

from jamf_connect_okta.toolchain.attempts import RETRY, failed_attempts
from jamf_connect_okta.toolchain.commands import run
from jamf_connect_okta.toolchain.errors import ToolchainError
from jamf_connect_okta.toolchain.platforms import this_platform
from jamf_connect_okta.toolchain.progress import Progress
from jamf_connect_okta.toolchain.pulumi_cli import PulumiCli
from jamf_connect_okta.toolchain.reachability import why_unreachable

_TIME_TO_DOWNLOAD = 600.0


class Choice(StrEnum):
    """Which plugin a person asks for."""

    AUTO = "auto"
    OFFICIAL = "official"
    STAND_IN = "stand-in"


@dataclass(frozen=True)
class OktaPlugin:
    """The plugin that is to run, and why this one, in words for a person."""

    kind: Literal["official", "stand-in"]
    reason: str


def find_or_install(cli: PulumiCli, choice: Choice, progress: Progress) -> OktaPlugin:
    """The plugin for the installed `pulumi_okta`; the official one is downloaded by `cli` if it isn't there yet.

    Raises ToolchainError where the official one is asked for and can't be had.
    """
    if choice is Choice.STAND_IN:
        return OktaPlugin("stand-in", "stand-in plugin, as asked for")
    version = sdk_version()
    if _is_installed(version):
        return OktaPlugin("official", f"official okta plugin {version}")
    failed, what = failed_attempts(), f"okta-plugin-{version}"
    # Who insists on the official one wants it tried now.
    known = failed.reason(what) if choice is Choice.AUTO else None
    reason = known or _install(cli, version, progress)
    if reason is None:
        return OktaPlugin("official", f"official okta plugin {version}")
    if choice is Choice.OFFICIAL:
        raise ToolchainError(
            f"The official okta plugin {version} was asked for and can't be downloaded here ({reason}). Let this "
            f"machine reach get.pulumi.com, put the plugin into {_folder(version)}, or rehearse with the stand-in."
        )
    if known is None:
        failed.remember(what, reason)
    hint = f"; {RETRY}" if known else ""
    return OktaPlugin("stand-in", f"stand-in plugin: the official one can't be downloaded here ({reason}{hint})")


def sdk_version() -> str:
    """The plugin version that the installed `pulumi_okta` asks the engine for; the engine takes no other.

    Read from its `pulumi-plugin.json`: importing the package takes half a second. Raises ToolchainError without it.
    """
    package = importlib.util.find_spec("pulumi_okta")
    if package is None or package.origin is None:
        raise ToolchainError("The Python package pulumi_okta is not installed: run scripts/setup.")
    return str(json.loads((Path(package.origin).parent / "pulumi-plugin.json").read_text())["version"])


def _folder(version: str) -> Path:
    home = Path(os.environ.get("PULUMI_HOME") or Path.home() / ".pulumi")
    return home / "plugins" / f"resource-okta-v{version}"


def _is_installed(version: str) -> bool:
    folder = _folder(version)
    # The engine leaves this file beside a plugin whose download was interrupted.
    partial = folder.with_name(f"{folder.name}.partial")
    return (folder / "pulumi-resource-okta").is_file() and not partial.exists()


def _install(cli: PulumiCli, version: str, progress: Progress) -> str | None:
    """None when the plugin is there now, else why not."""
    platform = this_platform()
    file = f"pulumi-resource-okta-v{version}-{platform.system}-{platform.machine}.tar.gz"
    if reason := why_unreachable(f"https://get.pulumi.com/releases/plugins/{file}"):
        return reason
    try:
        run(
            f"Downloading the official okta plugin {version}",
            [str(cli.executable), "plugin", "install", "resource", "okta", version],
            progress,
            environment=os.environ | {"PULUMI_SKIP_UPDATE_CHECK": "true"},
            limit=_TIME_TO_DOWNLOAD,
        )
    except ToolchainError as error:
        return str(error)
    return None if _is_installed(version) else f"`pulumi plugin install` left nothing in {_folder(version)}"
