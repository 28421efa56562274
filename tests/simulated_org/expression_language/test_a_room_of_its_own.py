"""The expression language stands on the standard library and re2 alone."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest

from jamf_connect_okta.simulated_org import expression_language

FOLDER = Path(str(expression_language.__file__)).parent
ALLOWED = {*sys.stdlib_module_names, "re2"}


@pytest.mark.parametrize("file", sorted(FOLDER.rglob("*.py")), ids=lambda file: str(file.relative_to(FOLDER)))
def test_a_module_imports_the_standard_library_re2_and_its_neighbours(file: Path) -> None:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        modules = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        modules += [str(node.module)] if isinstance(node, ast.ImportFrom) else []
        for module in modules:
            assert module.startswith(expression_language.__name__) or module.split(".")[0] in ALLOWED
