"""The files of both designs, byte for byte, from outputs that are kept with them.

`python -m tests.mdm.golden.write` writes them anew where a difference is meant.
"""

from pathlib import Path

import pytest

from jamf_connect_okta.mdm.export import export
from jamf_connect_okta.mdm.stack_output import read_stack_output

from .golden.write import STACKS, written
from .stack_outputs import document_of

GOLDEN = Path(__file__).parent / "golden"
DESIGNS = pytest.mark.parametrize("design", ["one-app", "two-apps"])


@DESIGNS
def test_the_files_are_these(design: str, tmp_path: Path) -> None:
    export(read_stack_output((GOLDEN / design / "outputs.json").read_text()), tmp_path)
    kept = {file.name: file.read_bytes() for file in (GOLDEN / design).iterdir() if file.name != "outputs.json"}
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == kept


@DESIGNS
def test_the_outputs_are_those_that_the_program_leaves(design: str) -> None:
    assert (GOLDEN / design / "outputs.json").read_text() == written(document_of(STACKS[design]()))
