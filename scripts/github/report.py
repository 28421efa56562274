"""A review's report, read from an artifact that somebody else's code has written."""

import io
import zipfile

from jamf_connect_okta.review.comment_text import LIMIT, size, tamed

ARTIFACT = "review"
MARKDOWN = "review.md"
FILES = {MARKDOWN, "review.json"}
"""What the artifact has to hold, exactly. Of the two, review.json is for scripts: it is not read here."""


class ReportError(Exception):
    """The artifact is not a report; the message says why."""


def read_report(archive: bytes) -> str:
    """The Markdown of the report, without mentions and images: neither notifies anybody, nor loads anything.

    Nothing is unpacked to disk, and no more is read than a report may have. Raises ReportError.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as artifact:
            names = artifact.namelist()
            if len(names) != len(FILES) or set(names) != FILES:
                raise ReportError(f"it holds {len(names)} files, and not exactly {' and '.join(sorted(FILES))}")
            # What the archive says of its sizes is its author's word: count what is read.
            with artifact.open(MARKDOWN) as file:
                content = file.read(LIMIT + 1)
    except ReportError:
        raise
    except Exception as error:  # What strangers pack makes every codec of zipfile fail in its own way.
        raise ReportError("it is no archive that can be read") from error
    if len(content) > LIMIT:
        raise ReportError(f"{MARKDOWN} is larger than {LIMIT} bytes")
    try:
        text = tamed(content.decode())
    except UnicodeDecodeError as error:
        raise ReportError(f"{MARKDOWN} is not text") from error
    if size(text) > LIMIT:
        raise ReportError(f"{MARKDOWN} is too large for a comment")
    return text
