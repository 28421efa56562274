"""Which preference keys may hold a secret, as far as their names tell: a profile can be read on every Mac."""

import re
from itertools import accumulate

from components.preference_keys import known_key

_SECRET = r"token|passw(or)?d|passphrase|passcode|credential|(api|access|private)[ _-]?key"
_SOMEWHERE = re.compile(_SECRET, re.IGNORECASE)
_AT_THE_END = re.compile(rf"({_SECRET})s?$", re.IGNORECASE)


def is_secret_key(domain: str, path: str, value: object) -> bool:
    """Whether a secret would stand there: the name says so. Of what Jamf's tables have, only `Secret` means one."""
    name = path.rpartition(".")[2]
    if "secret" in name.lower():
        return True
    # Many of Jamf's switches end in Password; text that is about one (PasswordHelpURL) goes on after the word.
    return known_key(domain, path) is None and not isinstance(value, bool) and bool(_AT_THE_END.search(name))


def may_be_secret(domain: str, path: str, value: object) -> bool:
    """Whether nobody should be shown the value: rather one too many, where Jamf's tables don't have the key."""
    if "secret" in path.lower():
        return True
    paths = accumulate(path.split("."), "{}.{}".format)
    unknown = [here.rpartition(".")[2] for here in paths if known_key(domain, here) is None]
    return not isinstance(value, bool) and any(map(_SOMEWHERE.search, unknown))
