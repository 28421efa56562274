"""What a review that the change's own code makes can't be trusted in: changes of what proves."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from jamf_connect_okta.review.changed_files import ChangedFiles
from jamf_connect_okta.review.risk import Finding, Risk, Subject


def proof_findings(files: ChangedFiles) -> Iterator[Finding]:
    """The findings, room by room."""
    for room, names in _rooms(files.judges).items():
        yield _finding(Risk.MEDIUM, f"`{room}` changes ({_count(names, 'file')}): {_JUDGED}")
    for room, names in _rooms(files.runs).items():
        yield _finding(Risk.MEDIUM, f"`{room}` changes ({_count(names, 'file')}): {_RUN}")
    if files.gone_tests:
        shown = ", ".join(f"`{name}`" for name in files.gone_tests[:_SHOWN])
        more = f" and {len(files.gone_tests) - _SHOWN} more" if len(files.gone_tests) > _SHOWN else ""
        yield _finding(Risk.MEDIUM, f"{_count(files.gone_tests, 'test')} gone or renamed: {shown}{more}.")
    elif files.tests:
        yield _finding(
            Risk.LOW, f"tests change ({_count(files.tests, 'file')}): what passes may prove less than before."
        )


_JUDGED = "this review was made with the change's own version of it, so read that change first."
_RUN = "it runs the review, the checks or the tests, and ran them for this change in the change's own version."
_SHOWN = 5


def _finding(risk: Risk, text: str) -> Finding:
    return Finding(risk, Subject.PROOF, text)


def _rooms(names: Sequence[str]) -> dict[str, list[str]]:
    """The files by the folder that says what they are for."""
    rooms: dict[str, list[str]] = {}
    for name in names:
        depth = 2 if name.startswith(("jamf_connect_okta/", ".github/", "scripts/")) else 1
        rooms.setdefault(str(Path(*Path(name).parts[:depth])), []).append(name)
    return rooms


def _count(names: Sequence[str], what: str) -> str:
    return f"1 {what}" if len(names) == 1 else f"{len(names)} {what}s"
