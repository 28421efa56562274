"""The expectations of a stack: its own file, or the article's."""

from pathlib import Path

from components.settings import Settings
from jamf_connect_okta.signins.article import article
from jamf_connect_okta.signins.reading import Written, read_expectations


def expectations_of(project: Path, stack: str, settings: Settings) -> tuple[Written, ...]:
    """What must happen to whom. Raises FaultyExpectationsError."""
    name = f"signins/{stack}.yaml"
    path = project / name
    return read_expectations(path, name) if path.is_file() else article(settings)
