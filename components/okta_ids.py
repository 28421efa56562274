"""How an id of Okta's is told from a name: twenty letters and digits that begin with the kind of object."""

import re


def is_group_id(text: str) -> bool:
    """Whether `text` is a group's id rather than its name."""
    return re.fullmatch(r"00g[A-Za-z0-9]{17}", text) is not None


def is_zone_id(text: str) -> bool:
    """Whether `text` is a network zone's id rather than its name."""
    return re.fullmatch(r"nzo[A-Za-z0-9]{17}", text) is not None
