"""Writes the tables of all settings, in docs/settings.md and in the README: `python -m scripts.settings_tables`."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, TypeGuard, get_args, get_origin

from pydantic.fields import FieldInfo

from components.section import Section
from components.settings import Settings

PROJECT = Path(__file__).parents[1]
PAGE, README = PROJECT / "docs" / "settings.md", PROJECT / "README.md"

BEGIN, END = "<!-- settings -->\n", "<!-- /settings -->"
"""What the README's table stands between."""

_INTRODUCTION = """\
# Settings

<!-- Written by `python -m scripts.settings_tables`; a test compares this page with the settings model. -->

A stack says them in `Pulumi.STACK.yaml`, each below `jamf-connect-okta:`; what all stacks have in common stands in
`Pulumi.yaml` ([how the two go together](environments.md#defaults-and-stack-files)). The defaults here hold where
neither says anything. The org is the provider's own setting: `okta:orgName` and `okta:baseUrl`, or `OKTA_ORG_NAME` and
`OKTA_BASE_URL` in the environment.
"""


def page() -> str:
    """The page as it has to stand in docs/settings.md."""
    parts = [_INTRODUCTION, "\n".join(_table("", Settings))]
    for key, section in _sections():
        parts += [f"\n## {key}\n\n{_description(_settings(Settings)[key])}\n", "\n".join(_table(f"{key}.", section))]
    return "\n".join(parts) + "\n"


def filled(readme: str) -> str:
    """The README with the table of this version between its two marks."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"The README has no place for the settings: write {BEGIN.strip()} and {END}, each on a line.")
    rows = ["| Setting | If no file says it | Meaning |", "|---|---|---|"]
    for key, field in _settings(Settings).items():
        default = f"[its keys](docs/settings.md#{key.lower()})" if _is_section(field.annotation) else _default(field)
        first_sentence = _description(field).partition(". ")[0].rstrip(".")
        rows.append(f"| `{key}` | {default} | {first_sentence}. |")
    return "".join([before, BEGIN, "\n", "\n".join(rows), "\n\n", END, after])


def _table(prefix: str, section: type[Section]) -> Iterator[str]:
    yield "| Setting | Kind | Default | Meaning |"
    yield "|---|---|---|---|"
    for key, field in _settings(section).items():
        if _is_section(field.annotation):
            yield f"| [`{key}`](#{key.lower()}) | section | | {_description(field)} |"
        else:
            yield f"| `{prefix}{key}` | {_kind(field.annotation)} | {_default(field)} | {_description(field)} |"


def _sections() -> Iterator[tuple[str, type[Section]]]:
    for key, field in _settings(Settings).items():
        kind: object = field.annotation
        if _is_section(kind):
            yield key, kind


def _settings(section: type[Section]) -> dict[str, FieldInfo]:
    """The fields that are settings, by their keys."""
    fields = {field.alias or "": field for field in section.model_fields.values()}
    fields.pop("provider", None)
    return fields


def _is_section(kind: object) -> TypeGuard[type[Section]]:
    return isinstance(kind, type) and issubclass(kind, Section)


def _kind(kind: Any) -> str:  # noqa: ANN401 - annotations have no common type
    choices = [choice for choice in get_args(kind) if choice is not type(None)]
    if get_origin(kind) is Literal:
        return ", ".join(f"`{choice}`" for choice in choices if choice)
    if get_origin(kind) in _KINDS:
        return _KINDS[get_origin(kind)]
    return _KINDS[kind] if kind in _KINDS else _kind(choices[0])


_KINDS: dict[Any, str] = {
    bool: "true or false",
    int: "whole number",
    str: "text",
    tuple: "list of texts",
    dict: "keys and values",
}


def _default(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True)
    return "none" if value is None else f"`{json.dumps(value)}`"


def _description(field: FieldInfo) -> str:
    return " ".join((field.description or "").split()).replace("|", r"\|")


if __name__ == "__main__":
    PAGE.write_text(page())
    README.write_text(filled(README.read_text()))
