"""What is to be read first, and how much it weighs."""

import pytest

from jamf_connect_okta.review.changed_files import ChangedFiles
from jamf_connect_okta.review.proof_findings import proof_findings
from jamf_connect_okta.review.risk import Risk, Subject


@pytest.mark.parametrize(
    ("files", "risk", "words"),
    [
        (ChangedFiles(judges=("guardrails/table.py",)), Risk.MEDIUM, "`guardrails` changes (1 file): this review"),
        (
            ChangedFiles(runs=(".github/workflows/a.yml", ".github/workflows/b.yml")),
            Risk.MEDIUM,
            "`.github/workflows` changes (2 files): it runs the review",
        ),
        (ChangedFiles(runs=("Makefile",)), Risk.MEDIUM, "`Makefile` changes (1 file): it runs the review"),
        (ChangedFiles(tests=("tests/conftest.py",)), Risk.LOW, "tests change (1 file)"),
        (ChangedFiles(tests=("tests/a.py",), gone_tests=("test_a",)), Risk.MEDIUM, "1 test gone or renamed: `test_a`."),
    ],
)
def test_a_change_of_what_proves_is_told(files: ChangedFiles, risk: Risk, words: str) -> None:
    (finding,) = proof_findings(files)
    assert (finding.risk, finding.subject) == (risk, Subject.PROOF)
    assert finding.text.startswith(words)


def test_the_program_and_the_stacks_prove_nothing() -> None:
    assert list(proof_findings(ChangedFiles(program=("__main__.py",)))) == []


def test_many_tests_that_are_gone_are_counted() -> None:
    (finding,) = proof_findings(ChangedFiles(gone_tests=tuple(f"test_{number}" for number in range(9))))
    assert finding.text == "9 tests gone or renamed: `test_0`, `test_1`, `test_2`, `test_3`, `test_4` and 4 more."
