"""The command that reviews a change: what it does to the people who sign in."""

import json
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from jamf_connect_okta.breakage.broken_review import HIGH_RISK
from jamf_connect_okta.cli.console import result, result_json, say
from jamf_connect_okta.cli.options import Json, Plugin
from jamf_connect_okta.rehearsal.workspace import find_project
from jamf_connect_okta.review.checkout import checked_out
from jamf_connect_okta.review.markdown import headlines, markdown
from jamf_connect_okta.review.report_json import report_json
from jamf_connect_okta.review.reviewing import Review
from jamf_connect_okta.review.reviewing import review as review_of
from jamf_connect_okta.review.risk import Risk
from jamf_connect_okta.review.site import Tools
from jamf_connect_okta.toolchain import okta_plugin, pulumi_cli
from jamf_connect_okta.toolchain.okta_plugin import Choice

MEDIUM_RISK = 5
"""Exit status when somebody has to look or to act."""

_STATUS = {Risk.NONE: 0, Risk.LOW: 0, Risk.MEDIUM: MEDIUM_RISK, Risk.HIGH: HIGH_RISK}


def review(
    base: Annotated[str, typer.Option(metavar="REF", help="What the change is compared with: a branch or commit.")],
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", file_okay=False, help="Write review.md and review.json there.")
    ] = None,
    plugin: Plugin = Choice.AUTO,
    as_json: Json = False,
) -> None:
    """Show what the change from REF to the files as they lie here does to the people who sign in.

    For each stack that is concerned, both versions are deployed into a simulated org, one on top of the other. Example:

    jamf-connect-okta review --base origin/main --out review

    Exit status: 0 no or low risk, 5 medium, 6 high, 1 no review could be made.
    """
    project = find_project(Path.cwd())

    @cache
    def tools() -> Tools:
        cli = pulumi_cli.find_or_install(say)
        return Tools(cli, project, okta_plugin.find_or_install(cli, plugin, say).kind == "stand-in")

    with checked_out(project, base) as checkout:
        done = review_of(checkout, base, tools, say)
    if out is not None:
        _write(done, out)
    if as_json:
        result_json(report_json(done))
    elif out is None:
        result(markdown(done).rstrip())
    else:
        for line in headlines(done):
            result(line)
        result(f"Risk: {done.risk.word}.")
        say(f"\nNext: read {out / 'review.md'}.")
    raise typer.Exit(_STATUS[done.risk])


def _write(done: Review, out: Path) -> None:
    out.mkdir(parents=True, exist_ok=True)
    # YAML can name halves of characters, which no file can hold.
    (out / "review.md").write_text(markdown(done), encoding="utf-8", errors="replace")
    text = json.dumps(report_json(done), indent=2, ensure_ascii=False)
    (out / "review.json").write_text(f"{text}\n", encoding="utf-8", errors="replace")
