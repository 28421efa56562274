"""Collects the event loops that Pulumi's Automation API leaves unclosed where it runs programs in this process."""

import gc
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True, scope="module")
def loops_are_collected() -> Iterator[None]:
    """For files with such programs.

    A loop says when it is finalized that it was not closed. Where that happens while Python 3.11 builds a syntax tree,
    `ast.parse` fails with a SystemError, in whatever test that is.
    """
    yield
    gc.collect()
