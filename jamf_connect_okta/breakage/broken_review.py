"""The report of a change that keeps its own review from being made, in the shape of any other."""

import argparse
import json
import subprocess
import sys
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jamf_connect_okta.breakage.crash import crash_told, way_to

HIGH_RISK = 6
"""Exit status when somebody loses sign-in, a barrier falls, or the change can't be deployed."""

_SUBJECT = "Deployment"
_LENGTH = 4000


@dataclass(frozen=True)
class BrokenReview:
    """What can be said: what the change is compared with, the stacks it may concern, and why there is no more."""

    base: str
    commit: str
    stacks: tuple[str, ...]
    sentence: str
    details: str

    @property
    def markdown(self) -> str:
        """For a comment: words of the change stand as code only."""
        stacks = ", ".join(f"`{stack}`" for stack in self.stacks)
        details = "\n".join(f"  {line}".rstrip() for line in self.details.replace("```", "'''").splitlines())
        return (
            f"**{_as_code(self.sentence)}**  \n\n"
            f"Risk: **high**, compared with `{self.base.replace('`', chr(39))}` (`{self.commit[:12]}`).\n\n"
            f"### {_SUBJECT}\n\n"
            f"- **high** {_WHY} Of no stack is anything known: {stacks}.\n\n  ```\n{details}\n  ```\n"
        )

    @property
    def document(self) -> dict[str, Any]:
        """For scripts."""
        finding = {"risk": "high", "subject": _SUBJECT, "text": f"{self.sentence} {_WHY}\n{self.details}"}
        nothing: dict[str, Any] = {"settings": {}, "plan": [], "guardrails": None, "profileKeys": [], "signIns": []}
        stack = {"sentence": self.sentence, "risk": "high", "findings": [finding], **nothing}
        return {
            "sentence": self.sentence,
            "risk": "high",
            "base": self.base,
            "commit": self.commit,
            "readFirst": [],
            "stacks": [{"stack": name, **stack} for name in self.stacks],
            "unchanged": [],
        }


_WHY = "The review runs the change's own code, and that broke before anything could be compared."


def report(error: BaseException, words: Sequence[str], project: Path, *, starting: bool) -> bool:
    """Write the report that the command line `words` asks for. False where they ask for none, or can't be understood.

    `starting` says that the command line could not even be put together.
    """
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False, exit_on_error=False)
    for option in ("--base", "--out"):
        parser.add_argument(option)
    parser.add_argument("--json", action="store_true")
    try:
        asked, others = parser.parse_known_args(list(words[1:]))
    except argparse.ArgumentError:
        return False
    if list(words[:1]) != ["review"] or not asked.base or "--help" in others or not (commit := _commit(asked.base)):
        return False
    told = crash_told(error, project)
    # The program imports its components as the review does; what else breaks may break the review alone.
    what = "deployed" if starting and told.startswith("components/") else "reviewed"
    stacks = tuple(sorted(file.name.split(".")[1] for file in project.glob("Pulumi.*.yaml")))
    sentence = f"This can't be {what}: {told[:_LENGTH].rstrip('.')}."
    traceback.print_exception(error)
    _tell(BrokenReview(asked.base, commit, stacks, sentence, way_to(error, project)[-_LENGTH:]), asked)
    return True


def _tell(review: BrokenReview, asked: argparse.Namespace) -> None:
    document = json.dumps(review.document, indent=2, ensure_ascii=False)
    if asked.out:
        out = Path(asked.out)
        out.mkdir(parents=True, exist_ok=True)
        (out / "review.md").write_text(review.markdown, encoding="utf-8", errors="replace")
        (out / "review.json").write_text(f"{document}\n", encoding="utf-8", errors="replace")
    if asked.json:
        print(document)
    elif asked.out:
        print(f"{review.sentence}\nRisk: high.")
        print(f"\nNext: read {Path(asked.out) / 'review.md'}.", file=sys.stderr)
    else:
        print(review.markdown.rstrip())


def _as_code(sentence: str) -> str:
    words, _, reason = " ".join(sentence.split()).partition(": ")
    return f"{words}: `{reason.replace('`', chr(39))}`"


def _commit(ref: str) -> str:
    """The last commit that the change and `ref` have in common, or `ref` where none is known. Empty without either."""
    commit = _git("rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    return _git("merge-base", commit, "HEAD") or commit if commit else ""


def _git(*arguments: str) -> str:
    try:
        done = subprocess.run(["git", *arguments], capture_output=True, text=True, check=False)  # noqa: S603, S607
    except OSError:
        return ""
    return done.stdout.strip() if not done.returncode else ""
