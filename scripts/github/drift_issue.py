"""`python3 -m scripts.github.drift_issue FOLDER STACK...`: keeps one issue about what differs in the real orgs."""

import sys
from pathlib import Path

from scripts.github.api import BODY_LIMIT, BOT, get_all, repository, send

TITLE = "The org is not as the stacks declare it"
MARKER = "<!-- jamf-connect-okta drift -->"

UNSEEN = """\
**A preview looks at what the stacks declare, and at nothing else.** It can't see:

- a catch-all rule that was opened: the provider reads it only while it creates the policy;
- rules that were added by hand to the stacks' policies;
- groups and people that were assigned to the apps by hand, one by one;
- another global session policy, above the stacks' own, or the one of a stack that manages none.
"""


def main(folder: Path, stacks: list[str]) -> None:
    """Open the issue, bring it up to date, or close it when nothing differs any more."""
    reports = {stack: _report(folder, stack) for stack in stacks}
    differ = {stack: report for stack, report in reports.items() if report is not None}
    open_issues = get_all(repository("issues?state=open&per_page=100"))
    mine = [one for one in open_issues if one["user"]["login"] == BOT and (one["body"] or "").startswith(MARKER)]
    if not differ:
        print(f"No difference in what {' and '.join(stacks)} declare.")
        for issue in mine:
            send("PATCH", repository(f"issues/{issue['number']}"), {"state": "closed", "state_reason": "completed"})
        return
    content = {"title": TITLE, "body": _body(differ)}
    if mine:
        send("PATCH", repository(f"issues/{mine[0]['number']}"), content)
    else:
        send("POST", repository("issues"), content)
    print(f"Told in an issue: {', '.join(differ)}.")


def _report(folder: Path, stack: str) -> str | None:
    """What the preview printed; None where it found no difference."""
    status, printed = folder / f"{stack}.status", folder / f"{stack}.txt"
    if not status.is_file():
        return "The preview did not run. The workflow's log says why."
    return None if status.read_text().strip() == "0" else printed.read_text()


def _body(differ: dict[str, str]) -> str:
    room = (BODY_LIMIT - 4_000) // len(differ)
    parts = [MARKER, f"`pulumi preview --refresh --expect-no-changes` did not pass for: {', '.join(differ)}."]
    for stack, report in differ.items():
        shown = report if len(report) <= room else report[:room] + "\n… The workflow's log has the rest."
        # A fence longer than any in the text: what Okta's objects are called ends no block.
        parts.append(f"## {stack}\n\n``````text\n{shown.replace('``````', '`````')}\n``````")
    parts.append(UNSEEN)
    parts.append("To take the org back: `pulumi up --refresh`. To keep what was changed: declare it.")
    return "\n\n".join(parts)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
