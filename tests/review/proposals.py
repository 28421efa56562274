"""Versions of the project as folders: this one as the base, and changes of it."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

PROJECT = Path(__file__).parents[2]
OURS = "jamf-connect-okta"


KEPT_OUT = """\
- warning: Whoever the app is not assigned to is kept out
  who: ines@acme.example
  app: ROPG
  request: menu bar
  then: denied
  because: not_assigned
"""
EXPECTATIONS = f"""
- promise: Passwords are checked silently
  who: [alice@acme.example, ben@acme.example]
  app: ROPG
  request: menu bar
  then: allowed
{KEPT_OUT}- promise: The login window asks for a password and a push
  who: alice@acme.example
  app: MFA
  design: two-apps
  request: code id_token
  factors: push
  then: allowed
  prompts: [password, push]
- promise: Jamf Connect sees who administrates Macs
  who: ben@acme.example
  app: MFA
  request: code id_token
  then: allowed
  claims: {{groups: {{is: [Mac Admins]}}}}
"""
"""What is expected of the dev stack here: short, because every review plays all of it twice."""


@dataclass(frozen=True)
class Version:
    """A folder with everything that is deployed and expected."""

    folder: Path

    def change(self, stack: str = "dev", **settings: Any) -> None:
        """Change settings of a stack, sections key by key."""
        path = self.folder / f"Pulumi.{stack}.yaml"
        document = yaml.safe_load(path.read_text())
        for key, value in settings.items():
            full = f"{OURS}:{key}"
            before = document["config"].get(full)
            merged = before | value if isinstance(before, dict) and isinstance(value, dict) else value
            document["config"][full] = merged
        path.write_text(yaml.safe_dump(document, allow_unicode=True))

    def remove(self, stack: str, section: str, key: str) -> None:
        """Take a setting out of a stack's section."""
        path = self.folder / f"Pulumi.{stack}.yaml"
        document = yaml.safe_load(path.read_text())
        del document["config"][f"{OURS}:{section}"][key]
        path.write_text(yaml.safe_dump(document, allow_unicode=True))

    def replace(self, file: str, old: str, new: str) -> None:
        """Change a file as an editor would."""
        path = self.folder / file
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))

    def files(self) -> set[str]:
        """Every file by its path."""
        return {str(path.relative_to(self.folder)) for path in self.folder.rglob("*") if path.is_file()}


def this_project(folder: Path) -> Version:
    """The project's own files."""
    folder.mkdir()
    # Two stacks are enough: every further one makes a review of code longer.
    for name in ("Pulumi.yaml", "Pulumi.dev.yaml", "Pulumi.prod.yaml", "__main__.py"):
        shutil.copy(PROJECT / name, folder)
    for name in ("components", "guardrails", "signins"):
        shutil.copytree(PROJECT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "signins" / "dev.yaml").write_text(EXPECTATIONS)
    return Version(folder)


def copied(version: Version, folder: Path) -> Version:
    """The same files, to be changed."""
    shutil.copytree(version.folder, folder, ignore=shutil.ignore_patterns("__pycache__"))
    return Version(folder)


def changed(base: Version, head: Version) -> tuple[str, ...]:
    """The files that differ."""
    names = sorted(base.files() | head.files())
    return tuple(name for name in names if _content(base, name) != _content(head, name))


def _content(version: Version, name: str) -> bytes | None:
    path = version.folder / name
    return path.read_bytes() if path.is_file() else None
