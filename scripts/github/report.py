"""A review's report, read from an artifact that somebody else's code has written."""

import io
import json
import re
import zipfile
import zlib

ARTIFACT = "review"
FILES = {"review.md": 60_000, "review.json": 1_000_000}
"""What the artifact has to hold, exactly, and the bytes that each file may have."""

_MENTION = re.compile(r"(?<![\w.])@(?=\w)")
_LOADED = re.compile(r"<(?=!--|img|picture|source|video)", re.IGNORECASE)


class ReportError(Exception):
    """The artifact is not a report; the message says why."""


def read_report(archive: bytes) -> str:
    """The Markdown of the report, without mentions and images: neither notifies anybody, nor loads anything.

    Nothing is unpacked to disk, and no more is read than a report may have. Raises ReportError.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as artifact:
            names = sorted(artifact.namelist())
            if names != sorted(FILES):
                raise ReportError(f"it holds {len(names)} files, and not exactly {' and '.join(FILES)}")
            text, data = (_read(artifact, name, limit) for name, limit in FILES.items())
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError) as error:
        raise ReportError("it is no archive that can be read") from error
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ReportError("review.json is not JSON") from error
    if not isinstance(document, dict):
        raise ReportError("review.json is not an object")
    tame = _LOADED.sub("&lt;", _MENTION.sub("@\u200b", text).replace("![", "!\u200b["))
    if len(tame) > FILES["review.md"]:
        raise ReportError("review.md is too large for a comment")
    return tame


def _read(artifact: zipfile.ZipFile, name: str, limit: int) -> str:
    # What the archive says of its sizes is its author's word: count what is read.
    with artifact.open(name) as file:
        content = file.read(limit + 1)
    if len(content) > limit:
        raise ReportError(f"{name} is larger than {limit} bytes")
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise ReportError(f"{name} is not text") from error
