"""Reads a file of expectations; everything that is wrong with it is told at once, each with its line."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from jamf_connect_okta.signins.errors import Fault, FaultyExpectationsError
from jamf_connect_okta.signins.expectations import ClaimCheck, Expectation, Members
from jamf_connect_okta.signins.wording import meant


@dataclass(frozen=True)
class Written:
    """An expectation, and where it stands: `signins/dev.yaml:12`; the article's own have no line."""

    expectation: Expectation
    file: str
    line: int = 0

    @property
    def place(self) -> str:
        """Where to look."""
        return f"{self.file}:{self.line}" if self.line else self.file


def read_expectations(path: Path, name: str) -> tuple[Written, ...]:
    """The expectations of the file at `path`, called `name` in messages. Raises FaultyExpectationsError."""
    try:
        # As bytes: YAML tells UTF-8 and UTF-16 apart, and PowerShell writes both, with a byte order mark.
        root = yaml.compose(path.read_bytes(), Loader=yaml.SafeLoader)
        faults = list(_repeated_keys(root))
    except yaml.MarkedYAMLError as error:
        raise FaultyExpectationsError(name, [_no_yaml(error)]) from None
    except RecursionError:
        fault = Fault(1, path.name, "It is nested too deeply, or an alias holds itself.", "Write it flat.")
        raise FaultyExpectationsError(name, [fault]) from None
    except yaml.YAMLError:
        fault = Fault(1, path.name, "The file is not text in UTF-8.", "Save it as UTF-8.")
        raise FaultyExpectationsError(name, [fault]) from None
    if not isinstance(root, yaml.SequenceNode) or not root.value:
        line = root.start_mark.line + 1 if root else 1
        fix = "Begin each with `- promise: …` or `- warning: …`."
        raise FaultyExpectationsError(name, [Fault(line, "no list", "The file is a list of expectations.", fix)])
    written = []
    for node in root.value:
        try:
            expectation = Expectation.model_validate(_value(node))
        except ValidationError as error:
            faults += [fault for details in error.errors(include_url=False) for fault in _faults(node, details)]
        except yaml.MarkedYAMLError as error:
            faults.append(_no_yaml(error))
        except ValueError as error:
            # YAML takes what looks like a date for one.
            faults.append(Fault(_line(node), str(error), "A value can't be read.", "Put it in quotes."))
        else:
            written.append(Written(expectation, name, _line(node)))
    if faults:
        raise FaultyExpectationsError(name, faults)
    return tuple(written)


def _no_yaml(error: yaml.MarkedYAMLError) -> Fault:
    line = error.problem_mark.line + 1 if error.problem_mark else 1
    return Fault(line, error.problem or "no YAML", "The file is not YAML.", "Mind quotes, colons and indentation.")


def _value(node: yaml.Node) -> object:
    return yaml.SafeLoader("").construct_document(node)


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


def _repeated_keys(node: yaml.Node | None) -> Iterator[Fault]:
    """YAML takes the last of two equal keys without a word."""
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    yield Fault(_line(key), key.value, "The key stands there twice.", "Remove one of them.")
                seen.add(key.value)
            yield from _repeated_keys(value)
    elif isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _repeated_keys(item)


def _faults(entry: yaml.Node, details: ErrorDetails) -> Iterator[Fault]:
    kind, key = details["type"], _key(details["loc"])
    node = _node_at(entry, details["loc"])
    shown = ": ".join(filter(None, (key, _shown(details["input"]))))
    if kind == "disagreement":
        for part, why, fix in details["ctx"]["problems"]:
            where = _node_at(node, (part,))
            yield Fault(_line(where), ".".join(filter(None, (key, part))), why, fix)
    elif kind == "extra_forbidden":
        name = key.rpartition(".")[2]
        yield Fault(_line(node), key, "There is no such key here.", meant(name, _known(details["loc"])))
    elif kind == "missing":
        yield Fault(_line(node), key, "It is missing.", f"Add `{key.rpartition('.')[2]}:`.")
    elif kind == "literal_error":
        known = re.findall(r"'([^']*)'", details["ctx"]["expected"])
        yield Fault(_line(node), shown, "There is no such value.", meant(str(details["input"]), known))
    else:
        fix = _KINDS.get(kind, "docs/expectations.md shows what goes here.")
        yield Fault(_line(node), shown, f"{details['msg']}.", fix)


_KINDS = {
    "string_type": "Write text.",
    "too_short": "Name at least one.",
    "model_type": "Write keys and values below it.",
}


def _known(location: tuple[int | str, ...]) -> list[str]:
    model = ClaimCheck if "claims" in location else Members if "members" in location else Expectation
    return [field.alias or name for name, field in model.model_fields.items()]


def _key(location: tuple[int | str, ...]) -> str:
    """The location as it stands in the file: without the names that the model gives to its alternatives."""
    parts = [part for part in location if part not in ("logins", "members")]
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in parts).lstrip(".")


def _node_at(node: yaml.Node, location: tuple[int | str, ...]) -> yaml.Node:
    """The deepest node on the way to `location` that exists."""
    for part in location:
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == part), node)
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
    return node


def _shown(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)
